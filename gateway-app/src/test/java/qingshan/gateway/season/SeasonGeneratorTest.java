package qingshan.gateway.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;
import qingshan.rules.Code;

class SeasonGeneratorTest {
    /** Changes only with the generator; the same on every machine. */
    private static final String SMALL_RUN = "0ad1a224a65f93b2b06a1dcc6f0e0738203cdacf96d412e35ca4daa36352d269";

    private static final int SEASONS = 50;

    @TempDir
    private Path temp;

    @Test
    void one_seed_gives_the_same_bytes_on_every_machine() {
        SeasonGenerator.write(temp.resolve("new"), SeasonPlan.SMALL);
        assertThat(SeasonFiles.open(temp.resolve("new")).runId().value()).isEqualTo(SMALL_RUN);
    }

    @Test
    void fifty_seasons_of_all_sizes_are_readable_and_mostly_accepted_and_meet_every_refusal() {
        Map<String, Long> outcomes = new TreeMap<>();
        for (int seed = 0; seed < SEASONS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int most = seed < 5 ? 3 : 100;
            SeasonPlan plan = new SeasonPlan(
                    seed,
                    random.nextInt(1, most + 1),
                    random.nextInt(1, most / 3 + 2),
                    random.nextInt(1, most / 12 + 2),
                    random.nextInt(1, most * 20));
            Path season = temp.resolve("season-" + seed);
            SeasonGenerator.write(season, plan);
            Map<String, Object> expected = ReferenceImporter.expected(season);
            Map<?, ?> rows = (Map<?, ?>) expected.getOrDefault("rows", Map.of());
            assertThat(rows.get("slips")).as("%s", plan).isEqualTo((long) plan.slips());
            assertThat(rows.get("parties")).isEqualTo((long) plan.farmers() + plan.traders() + plan.factories());
            ((Map<?, ?>) expected.getOrDefault("outcomes", Map.of()))
                    .forEach((outcome, count) -> outcomes.merge(outcome.toString(), (Long) count, Long::sum));
            SeasonFiles files = SeasonFiles.open(season);
            // a demo season that has not happened yet would stop its import
            assertThat(files.settings().to()).isBefore("2026-01-01");
            for (SeasonTable table : SeasonTable.values()) {
                files.file(table).read(row -> {});
            }
        }
        assertThat(share(outcomes, "slip.")).isBetween(0.93, 0.985);
        assertThat(share(outcomes, "proc.")).isBetween(0.88, 0.97);
        assertThat(share(outcomes, "pack.")).isBetween(0.80, 0.95);
        for (Code code : Code.values()) {
            boolean ofRows = code.compareTo(Code.DUPLICATE) >= 0 && code.compareTo(Code.OVERPACKED) <= 0;
            if (ofRows && code != Code.BAD_TEXT) {
                assertThat(outcomes.keySet()).anyMatch(outcome -> outcome.endsWith("." + code));
            }
        }
    }

    @Test
    void what_a_killed_attempt_left_is_made_anew_and_a_season_appears_whole() throws IOException {
        Path beside = temp.resolve("demo.new");
        Files.createDirectories(beside);
        Files.writeString(beside.resolve("season.json"), "{");
        SeasonGenerator.writeWhole(temp.resolve("demo"), beside, SeasonPlan.SMALL);
        assertThat(SeasonFiles.open(temp.resolve("demo")).runId().value()).isEqualTo(SMALL_RUN);
        assertThat(beside).doesNotExist();
    }

    @Test
    void a_directory_that_is_not_empty_is_left_alone() throws IOException {
        Files.writeString(temp.resolve("mine.txt"), "mine");
        assertThatExceptionOfType(SeasonException.class)
                .isThrownBy(() -> SeasonGenerator.write(temp, SeasonPlan.SMALL))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(SeasonFault.SEASON_DIRECTORY_NOT_EMPTY));
        assertThat(temp).isDirectoryNotContaining("glob:**.csv");
    }

    @Test
    void a_size_out_of_bounds_names_its_option() {
        assertThatExceptionOfType(SeasonException.class)
                .isThrownBy(() -> new SeasonPlan(1, 1, 0, 1, 1))
                .withMessage("--traders must be from 1 to 100000, not 0.");
    }

    private static double share(Map<String, Long> outcomes, String table) {
        long all = outcomes.entrySet().stream()
                .filter(e -> e.getKey().startsWith(table))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return (double) outcomes.getOrDefault(table + "ACCEPTED", 0L) / all;
    }
}
