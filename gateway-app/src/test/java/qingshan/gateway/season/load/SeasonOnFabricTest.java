package qingshan.gateway.season.load;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.gateway.season.load.ImportHarness.expectedPart;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.fabric.FabricLedger;
import qingshan.gateway.follower.Follower;
import qingshan.gateway.follower.Rows;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Enroller;
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

    private static void compare(Path season, TestNetwork network) {
        Home home = network.home("TradeMSP");
        Enroller enroller = network.enroller(home);
        try (ImportHarness embedded = new ImportHarness();
                Database database = TestPostgres.fresh();
                FabricLedger ledger = FabricLedger.open(home, database, enroller)) {
            Map<String, Object> expected = embedded.report(season);
            Actors actors = new Actors(
                    enroller.enroll("TradeMSP", "importer", Map.of("importer", "true")),
                    enroller.enroll("RegistryMSP", "registrar", Map.of("role", "registrar")));
            Digest run = new SeasonImport(
                            database.source(), ledger, actors, InstantSource.system(), new ImportHarness.Silent())
                    .run(SeasonFiles.open(season));
            new Follower(database.source()).catchUp(ledger);
            assertThat(expectedPart(ImportHarness.json(database.source(), run))).isEqualTo(expectedPart(expected));
            assertThat(counts(database.source())).isEqualTo(counts(embedded.database.source()));
            assertThat(Rows.of(database.source(), "SELECT count(*) FROM read.price WHERE salt IS NULL"))
                    .as("prices are held here")
                    .containsExactly("0");
            assertThat(ledger.pending()).isZero();
        }
    }

    /** How many rows each table has, but for those that count blocks and transactions. */
    private static Map<String, Integer> counts(DataSource source) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Map.Entry<String, List<String>> table : Rows.all(source).entrySet()) {
            counts.put(table.getKey(), table.getValue().size());
        }
        counts.remove("block");
        counts.remove("transaction");
        return counts;
    }
}
