package qingshan.gateway.season.load;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.gateway.season.load.ImportHarness.expectedPart;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.embedded.EmbeddedLedger;
import qingshan.gateway.embedded.Settings;
import qingshan.gateway.fabric.FabricLedger;
import qingshan.gateway.follower.Follower;
import qingshan.gateway.follower.Rows;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.HomeLedger;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.ledger.LedgerAround;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.network.TestNetwork;
import qingshan.gateway.season.SeasonFiles;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;
import qingshan.rules.value.Digest;

/** A season is on a real network what it is on the embedded ledger. */
class SeasonOnFabricTest {
    @Test
    void a_season_comes_to_the_same_on_both_ledgers(@TempDir Path temp) {
        Path season = temp.resolve("season");
        SeasonGenerator.write(season, new SeasonPlan(31, 30, 5, 3, 400));
        TestNetwork.mustHavePrograms();
        // of its own: what other tests bring to a ledger is in the rows too
        try (TestNetwork network = TestNetwork.up("small")) {
            compare(season, network);
        }
    }

    /** What is told and what the rows say is compared to the byte; only places in the chain and its clock differ. */
    private static void compare(Path season, TestNetwork network) {
        Home home = network.home("TradeMSP");
        InstantSource clock = InstantSource.fixed(Instant.now());
        try (Database one = TestPostgres.fresh();
                Database other = TestPostgres.fresh();
                EmbeddedLedger embedded = EmbeddedLedger.open(TestPostgres.home(), one, new Settings("parity"));
                FabricLedger fabric = FabricLedger.open(home, other, network.enroller(home))) {
            Map<String, String> toldByOne = imported(season, embedded, one, clock);
            // ids and salts are made with the organization's secrets
            copySecrets(one, other);
            Map<String, String> toldByOther = imported(season, fabric, other, clock);
            assertThat(toldByOther).isEqualTo(toldByOne);
            assertThat(rows(other)).isEqualTo(rows(one));
            assertThat(Rows.of(other.source(), "SELECT count(*) FROM read.price WHERE salt IS NULL"))
                    .as("prices are held here")
                    .containsExactly("0");
            assertThat(fabric.pending()).isZero();
        }
    }

    /** The answer to each command. */
    private static Map<String, String> imported(
            Path season, HomeLedger ledger, Database database, InstantSource clock) {
        Actors actors = new Actors(
                ledger.enroller().enroll("TradeMSP", "importer", Map.of("importer", "true")),
                ledger.enroller().enroll("RegistryMSP", "registrar", Map.of("role", "registrar")));
        Recording recording = new Recording(ledger);
        Digest run = new SeasonImport(database.source(), recording, actors, clock, new ImportHarness.Silent())
                .run(SeasonFiles.open(season));
        new Follower(database.source()).catchUp(ledger);
        Map<String, String> told = new TreeMap<>(recording.told);
        told.put(
                "report",
                expectedPart(ImportHarness.json(database.source(), run)).toString());
        return told;
    }

    /** Keeps what is told of each command. */
    private static final class Recording extends LedgerAround {
        private final ConcurrentMap<String, String> told = new ConcurrentSkipListMap<>();

        Recording(Ledger ledger) {
            super(ledger);
        }

        @Override
        public Outcome submit(Command command) {
            Outcome outcome = ledger.submit(command);
            String answer = outcome instanceof Outcome.Committed committed ? committed.json() : outcome.toString();
            told.put(command.transaction() + command.json(), answer);
            return outcome;
        }
    }

    private static void copySecrets(Database from, Database to) {
        for (String row : Rows.of(from.source(), "SELECT name, encode(value, 'hex') FROM own.secret")) {
            String[] columns = row.split("\\|", -1);
            Rows.of(
                    to.source(),
                    "INSERT INTO own.secret VALUES (?, decode(?, 'hex'))"
                            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value RETURNING name",
                    columns[0],
                    columns[1]);
        }
    }

    /** Every row, but for what says where in the chain it was made, and when the chain took it. */
    private static Map<String, List<String>> rows(Database database) {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : Rows.all(database.source()).keySet()) {
            if (!table.equals("block") && !table.equals("transaction")) {
                rows.put(
                        table,
                        Rows.of(
                                database.source(),
                                "SELECT (to_jsonb(t) - 'block' - 'tx' - 'tx_id' - 'recorded_at'"
                                        + " - 'published_at' - 'opened_at')::text FROM read.\""
                                        + table + "\" t ORDER BY 1"));
            }
        }
        return rows;
    }
}
