package qingshan.gateway.season.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.embedded.BlockStore;
import qingshan.gateway.proof.Export;
import qingshan.gateway.season.GivenSeasons;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;
import qingshan.proof.Audit;
import qingshan.proof.AuditOptions;
import qingshan.proof.AuditResult;
import qingshan.proof.Verdict;

/** What an import put on the ledger holds, whole seasons of it, and nothing of it was passed over. */
class AuditedSeasonTest {
    @TempDir
    private Path temp;

    @Test
    void the_given_season_holds() throws IOException {
        audited(GivenSeasons.directory().resolve("spring-2026"));
    }

    @Test
    void a_generated_season_holds() throws IOException {
        Path season = temp.resolve("season");
        SeasonGenerator.write(season, new SeasonPlan(21, 40, 6, 3, 1_500));
        audited(season);
    }

    private void audited(Path season) throws IOException {
        try (ImportHarness harness = new ImportHarness()) {
            harness.report(season);
            Path file = temp.resolve("export");
            Export.Made made = new Export(new BlockStore(harness.database)).write(file, block -> {});

            AuditResult result = Audit.run(file, AuditOptions.at(Instant.now()).withHead(made.head()));

            assertThat(result.offence()).isNull();
            assertThat(result.verdict()).isEqualTo(Verdict.CONSISTENT);
            AuditResult.Counts counts = result.counts();
            assertThat(counts.blocks()).isEqualTo(made.blocks());
            assertThat(counts.invalid()).isZero();
            assertThat(counts.keys()).isEqualTo(harness.number("SELECT count(*) FROM ledger.state"));
            // block 0 holds no transaction; each of the others was signed by who submitted and who endorsed it
            assertThat(counts.signatures()).isEqualTo(made.blocks() + 2 * counts.transactions());
            assertThat(counts.events()).isGreaterThan(harness.number("SELECT count(*) FROM read.record"));
        }
    }
}
