package qingshan.gateway.season.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.embedded.BlockStore;
import qingshan.gateway.follower.Follower;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.season.SeasonFiles;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;
import qingshan.gateway.season.dry.DryLedger;
import qingshan.gateway.season.dry.ThrowAway;
import qingshan.rules.value.Digest;

class DryRunTest {
    @TempDir
    private Path temp;

    @Test
    void a_dry_run_reports_what_an_import_then_does_and_keeps_nothing() {
        Path season = temp.resolve("season");
        SeasonGenerator.write(season, new SeasonPlan(31, 30, 5, 2, 600));
        try (ImportHarness harness = new ImportHarness()) {
            Map<String, Object> said = dryRun(harness, season);
            assertThat(harness.ledger.height().block()).isZero();
            assertThat(harness.number("SELECT count(*) FROM own.season_row")).isZero();
            assertThat(harness.number("SELECT count(*) FROM read.record")).isZero();
            Map<String, Object> done = harness.report(season);
            // not the details of refusals: they name ids, which come of a secret that the dry run did not keep either
            assertThat(ImportHarness.expectedPart(done)).isEqualTo(ImportHarness.expectedPart(said));
            assertThat(done.get("by_day")).isEqualTo(said.get("by_day"));
            assertThat(dryRun(harness, season)).isEqualTo(done);
        }
    }

    private static Map<String, Object> dryRun(ImportHarness harness, Path season) {
        Position height = new Follower(harness.database.source()).catchUp(new BlockStore(harness.database));
        try (ThrowAway transaction = ThrowAway.begin(harness.database.source())) {
            Digest run;
            try (DryLedger ledger = new DryLedger(transaction, height, InstantSource.system())) {
                Actors actors = new Actors(DryLedger.IMPORTER, DryLedger.REGISTRAR);
                run = new SeasonImport(transaction, ledger, actors, InstantSource.system(), new ImportHarness.Silent())
                        .run(SeasonFiles.open(season));
            }
            return ImportHarness.json(transaction, run);
        }
    }
}
