package qingshan.gateway.season.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import qingshan.contracts.card.CardContract;
import qingshan.contracts.origin.OriginContract;
import qingshan.contracts.pack.PackContract;
import qingshan.contracts.party.PartyContract;
import qingshan.contracts.policy.PolicyContract;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.embedded.EmbeddedLedger;
import qingshan.gateway.embedded.Settings;
import qingshan.gateway.follower.Follower;
import qingshan.gateway.home.Database;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.report.Report;
import qingshan.gateway.report.ReportFiles;
import qingshan.gateway.season.GivenSeasons;
import qingshan.gateway.season.SeasonFiles;
import qingshan.rules.value.Digest;

/** A new ledger on a database of its own, into which seasons are imported. */
public final class ImportHarness implements AutoCloseable {
    private static final Settings SETTINGS = new Settings(
            "test",
            List.of(
                    new PartyContract(),
                    new PolicyContract(),
                    new OriginContract(),
                    new CardContract(),
                    new PackContract()));
    private static final List<String> EXPECTED =
            List.of("rows", "outcomes", "refused", "grams", "holdings", "pack_sources");

    /** The database. */
    public final Database database = TestPostgres.fresh();
    /** The ledger. */
    public final EmbeddedLedger ledger = EmbeddedLedger.open(TestPostgres.home(), database, SETTINGS);

    private final Actors actors = new Actors(
            ledger.enroller().enroll("TradeMSP", "importer", Map.of("importer", "true")),
            ledger.enroller().enroll("RegistryMSP", "registrar", Map.of("role", "registrar")));

    /** Imports and gives the JSON report. */
    public Map<String, Object> report(Path season) {
        return report(run(season, ledger));
    }

    /** Imports through a ledger, which may be this one with something around it. */
    Digest run(Path season, Ledger through) {
        return new SeasonImport(database.source(), through, actors, InstantSource.system(), new Silent())
                .run(SeasonFiles.open(season));
    }

    /** Imports and opens the report. */
    public Report open(Path season) {
        Digest run = run(season, ledger);
        new Follower(database.source()).catchUp(ledger);
        return Report.of(database.source(), run);
    }

    /** The JSON report of a run. */
    Map<String, Object> report(Digest run) {
        new Follower(database.source()).catchUp(ledger);
        return json(database.source(), run);
    }

    static Map<String, Object> json(DataSource source, Digest run) {
        try (Report report = Report.of(source, run)) {
            Path json = Files.createTempDirectory("report").resolve("report.json");
            new ReportFiles(report, Locale.ENGLISH).write(json);
            return GivenSeasons.read(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text report of a run. */
    String text(Digest run, Locale locale) {
        new Follower(database.source()).catchUp(ledger);
        StringWriter out = new StringWriter();
        try (Report report = Report.of(database.source(), run)) {
            new ReportFiles(report, locale).text(new PrintWriter(out));
        }
        return out.toString();
    }

    /** Those members of a report that the expected files have. */
    public static Map<String, Object> expectedPart(Map<String, Object> report) {
        Map<String, Object> part = new TreeMap<>(report);
        part.keySet().retainAll(EXPECTED);
        return part;
    }

    long number(String sql) {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        ledger.close();
        database.close();
    }

    /** Says nothing. */
    public static final class Silent implements ImportListener {
        @Override
        public void staged(long rows) {}

        @Override
        public void decided(long done, long all) {}
    }
}
