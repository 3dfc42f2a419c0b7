package qingshan.gateway.season.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.season.ReferenceImporter;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;

class GeneratedSeasonsTest {
    private static final int SEASONS = 50;

    @TempDir
    private Path temp;

    @Test
    void fifty_generated_seasons_come_to_what_the_reference_importer_says() {
        for (int seed = 100; seed < 100 + SEASONS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SeasonPlan plan = new SeasonPlan(
                    seed,
                    random.nextInt(1, 60),
                    random.nextInt(1, 10),
                    random.nextInt(1, 5),
                    random.nextInt(1, seed % 10 == 0 ? 2_000 : 400));
            Path season = temp.resolve("season-" + seed);
            SeasonGenerator.write(season, plan);
            try (ImportHarness harness = new ImportHarness()) {
                assertThat(ImportHarness.expectedPart(harness.report(season)))
                        .as("%s", plan)
                        .isEqualTo(ReferenceImporter.expected(season));
            }
        }
    }
}
