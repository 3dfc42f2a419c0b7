package qingshan.gateway.season.load;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import qingshan.contracts.card.CardContract;
import qingshan.contracts.origin.OriginContract;
import qingshan.contracts.pack.PackContract;
import qingshan.contracts.party.PartyContract;
import qingshan.contracts.policy.PolicyContract;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.embedded.EmbeddedLedger;
import qingshan.gateway.embedded.Settings;
import qingshan.gateway.home.Database;
import qingshan.gateway.season.SeasonFiles;
import qingshan.rules.value.Digest;

/** A new ledger on a database of its own, into which seasons are imported. */
final class ImportHarness implements AutoCloseable {
    private static final Settings SETTINGS = new Settings(
            "test",
            List.of(
                    new PartyContract(),
                    new PolicyContract(),
                    new OriginContract(),
                    new CardContract(),
                    new PackContract()));

    final Database database = TestPostgres.fresh();
    final EmbeddedLedger ledger = EmbeddedLedger.open(TestPostgres.home(), database, SETTINGS);
    final Actors actors = new Actors(
            ledger.identities().enroll("TradeMSP", "importer", Map.of("importer", "true")),
            ledger.identities().enroll("RegistryMSP", "registrar", Map.of("role", "registrar")));

    Digest run(Path season) {
        return new SeasonImport(database.source(), ledger, actors, InstantSource.system(), new Silent())
                .run(SeasonFiles.open(season));
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
    static final class Silent implements ImportListener {
        @Override
        public void staged(long rows) {}

        @Override
        public void decided(long done, long all) {}
    }
}
