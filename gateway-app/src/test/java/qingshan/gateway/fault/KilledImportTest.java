package qingshan.gateway.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.follower.Rows;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.season.GivenSeasons;
import qingshan.gateway.season.ReferenceImporter;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;
import qingshan.gateway.season.load.ImportHarness;

/**
 * {@code kill -9} in the middle of an import, of the command and of PostgreSQL's processes: then one more run comes to the
 * expected result. The seed is printed; {@code -Dqingshan.seed=N} plays it again, as far as a machine's timing lets it.
 */
@EnabledOnOs(OS.LINUX)
class KilledImportTest {
    private static final int KILLS = 20;
    private static final int KILLS_OF_THE_GIVEN_SEASON = 2;
    private static final int KILLS_A_SEASON_MAX = 7;
    /** In the middle of an import: how long it runs at most before the kill, on a machine that nobody knows yet. */
    private static final int FIRST_SPAN_MS = 3_000;

    private static final int SPAN_MS_MIN = 300;

    /** Who is killed. */
    private enum Victim {
        COMMAND,
        POSTMASTER,
        BACKEND,
        SERVER,
        ALL
    }

    @TempDir
    private Path temp;

    private final Map<Victim, Integer> killed = new EnumMap<>(Victim.class);
    private int turn;
    private int spanMs = FIRST_SPAN_MS;

    @Test
    void an_import_whose_processes_are_killed_comes_to_the_expected_result() throws Exception {
        long seed = Long.getLong("qingshan.seed", System.nanoTime());
        System.out.println("killed imports: -Dqingshan.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        kill(random, KILLS, number -> generated(seed + number));
        System.out.println("killed imports: " + killed);
        assertThat(killed.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(KILLS);
        assertThat(killed.keySet()).containsExactlyInAnyOrder(Victim.values());
    }

    @Test
    void the_given_season_whose_import_is_killed_comes_to_the_expected_result() throws Exception {
        Path season = GivenSeasons.directory().resolve("spring-2026");
        SplittableRandom random = new SplittableRandom(2026);
        kill(random, KILLS_OF_THE_GIVEN_SEASON, _ -> new Season(season, GivenSeasons.expected("spring-2026")));
    }

    private record Season(Path directory, Map<String, Object> expected) {}

    private Season generated(long seed) {
        Path directory = temp.resolve("season" + seed);
        SeasonGenerator.write(directory, new SeasonPlan(seed, 30, 5, 3, 1_500));
        return new Season(directory, ReferenceImporter.expected(directory));
    }

    /** Kills so often, each time in the middle of an import; one home holds one season and sees several kills. */
    private void kill(SplittableRandom random, int kills, LongFunction<Season> seasons) throws Exception {
        int done = 0;
        for (int number = 0; done < kills; number++) {
            assertThat(number).as("seasons until there were enough kills").isLessThan(2 * kills);
            Season season = seasons.apply(number);
            Path home = temp.resolve("home" + number);
            Machine machine = new Machine(home, Files.createDirectories(temp.resolve("said")));
            int here = killSome(random, machine, season, Math.min(KILLS_A_SEASON_MAX, kills - done));
            done += here;
            comesToTheExpected(machine, home, season);
        }
    }

    private int killSome(SplittableRandom random, Machine machine, Season season, int most) throws Exception {
        for (int kills = 0; kills < most; kills++) {
            Victim victim = Victim.values()[turn++ % Victim.values().length];
            Machine.Running command = machine.start("import", season.directory());
            if (endsBeforeItsTime(random, machine, command, victim)) {
                Machine.Ended whole = command.end();
                assertThat(whole.code()).as(whole.err()).isZero();
                turn--;
                // a faster machine than was thought
                spanMs = Math.max(SPAN_MS_MIN, spanMs * 2 / 3);
                return kills;
            }
            kill(victim, random, machine, command);
            killed.merge(victim, 1, Integer::sum);
            Machine.Ended ended = command.end();
            if (victim != Victim.COMMAND && victim != Victim.ALL) {
                assertSaid(ended);
            }
        }
        return most;
    }

    /** Chance says where in the import its time comes: for PostgreSQL's processes it cannot come before they are there. */
    private boolean endsBeforeItsTime(SplittableRandom random, Machine machine, Machine.Running command, Victim victim)
            throws InterruptedException {
        while (victim != Victim.COMMAND && machine.postmaster().isEmpty()) {
            if (command.endsWithin(10)) {
                return true;
            }
        }
        return command.endsWithin(random.nextInt(SPAN_MS_MIN / 2, spanMs));
    }

    private static void kill(Victim victim, SplittableRandom random, Machine machine, Machine.Running command) {
        List<ProcessHandle> server = machine.postgres();
        switch (victim) {
            case COMMAND -> command.kill();
            case POSTMASTER -> machine.postmaster().ifPresent(ProcessHandle::destroyForcibly);
            case BACKEND -> {
                if (!server.isEmpty()) {
                    server.get(random.nextInt(server.size())).destroyForcibly();
                }
            }
            case SERVER -> server.forEach(ProcessHandle::destroyForcibly);
            case ALL -> {
                server.forEach(ProcessHandle::destroyForcibly);
                command.kill();
            }
        }
    }

    /** It got over it, or said so in one sentence. */
    private static void assertSaid(Machine.Ended ended) {
        if (ended.code() != 0) {
            assertThat(ended.code()).as(ended.err()).isEqualTo(1);
            assertThat(ended.err()).doesNotContain("\tat ", "Exception", "FATAL");
            assertThat(ended.err().lines()).hasSize(1);
        }
    }

    private void comesToTheExpected(Machine machine, Path home, Season season) throws Exception {
        Path report = temp.resolve("report.json");
        Machine.Ended last = machine.run("import", season.directory(), "--report", report);
        assertThat(last.code()).as(last.err()).isZero();
        assertThat(ImportHarness.expectedPart(GivenSeasons.read(report))).isEqualTo(season.expected());
        assertThat(machine.postgres())
                .as("PostgreSQL's processes that were left")
                .isEmpty();
        assertRowsAreThoseOfARebuild(machine, home);
    }

    private static void assertRowsAreThoseOfARebuild(Machine machine, Path home) throws InterruptedException {
        Map<String, List<String>> followed = rows(home);
        assertThat(machine.run("rebuild").code()).isZero();
        assertThat(rows(home)).isEqualTo(followed);
        await().until(() -> machine.postgres().isEmpty());
    }

    private static Map<String, List<String>> rows(Path home) {
        try (Database database = Database.open(Home.at(home), Map.of())) {
            return Rows.all(database.source());
        }
    }
}
