package qingshan.gateway.season.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.season.ReferenceImporter;
import qingshan.gateway.season.StirredSeason;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;

/** Seasons of other days, yields, bands and certificates, each second one stirred up so that every outcome is met. */
class GeneratedSeasonsTest {
    private static final int SEASONS = 50;
    private static final List<String> BY_ITSELF = List.of(
            "ACCEPTED",
            "MISSING_FIELD",
            "DUPLICATE",
            "CONFLICTING_DUPLICATE",
            "BAD_NUMBER",
            "BAD_TIME",
            "UNKNOWN_CARD",
            "OUT_OF_SEASON");
    /** What else becomes of a row of each table. */
    private static final Map<String, List<String>> IN_ORDER = Map.of(
            "slip",
            List.of(
                    "SELF_TRADE",
                    "AMOUNT_MISMATCH",
                    "NO_CERTIFICATE",
                    "CERTIFICATE_EXCEEDED",
                    "OVER_ENTITLEMENT",
                    "OVERSOLD"),
            "proc",
            List.of("OVERSOLD", "CONVERSION_OUT_OF_BAND"),
            "pack",
            List.of("BAD_GTIN", "GTIN_MISMATCH", "UNKNOWN_BATCH", "OVERPACKED"));

    @TempDir
    private Path temp;

    @Test
    void fifty_generated_seasons_come_to_what_the_reference_importer_says() {
        Set<String> met = new TreeSet<>();
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
            if (seed % 2 == 1) {
                StirredSeason.stir(season, seed);
            }
            Map<String, Object> expected = ReferenceImporter.expected(season);
            try (ImportHarness harness = new ImportHarness()) {
                assertThat(ImportHarness.expectedPart(harness.report(season)))
                        .as("%s", plan)
                        .isEqualTo(expected);
            }
            if (expected.get("outcomes") instanceof Map<?, ?> outcomes) {
                outcomes.keySet().forEach(outcome -> met.add(outcome.toString()));
            }
        }
        assertThat(met).isEqualTo(all());
    }

    private static Set<String> all() {
        Set<String> all = new TreeSet<>();
        IN_ORDER.forEach((table, more) -> {
            BY_ITSELF.forEach(outcome -> all.add(table + "." + outcome));
            more.forEach(outcome -> all.add(table + "." + outcome));
        });
        return all;
    }
}
