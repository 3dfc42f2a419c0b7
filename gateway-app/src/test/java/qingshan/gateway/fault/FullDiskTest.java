package qingshan.gateway.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.season.GivenSeasons;
import qingshan.gateway.season.ReferenceImporter;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;
import qingshan.gateway.season.load.ImportHarness;

/** A disk that is really full: the command says so, and when there is room again the same command comes to its end. */
class FullDiskTest {
    private static final int HOME_MB = 256;

    @TempDir
    private Path temp;

    private Path season;

    @BeforeEach
    void a_season_on_a_machine_that_lets_disks_be_mounted() throws Exception {
        assumeThat(SmallDisk.isToBeHad(temp))
                .as("a small file system cannot be mounted here (that takes root): full disks are not tried")
                .isTrue();
        season = temp.resolve("season");
        SeasonGenerator.write(season, new SeasonPlan(7, 60, 8, 3, 4_000));
    }

    @Test
    void an_import_whose_disk_fills_up_goes_on_when_there_is_room() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(temp.resolve("disk"), HOME_MB)) {
            Machine machine = new Machine(disk.directory().resolve("home"), temp);
            disk.fillTo(30);
            assertFull(machine.run("import", season)); // no room even to make the cluster
            disk.empty();
            for (int megabytes : new int[] {1, 4, 18, 24}) {
                disk.fillTo(megabytes);
                Machine.Ended ended = machine.run("import", season);
                if (ended.code() != 0) {
                    assertFull(ended);
                }
                disk.empty();
            }
            Path report = temp.resolve("report.json");
            Machine.Ended last = machine.run("import", season, "--report", report);
            assertThat(last.code()).as(last.err()).isZero();
            assertThat(ImportHarness.expectedPart(GivenSeasons.read(report)))
                    .isEqualTo(ReferenceImporter.expected(season));
            assertThat(machine.postgres()).isEmpty();
        }
    }

    @Test
    void what_does_not_fit_on_a_full_disk_is_not_left_half_written() throws Exception {
        Machine machine = new Machine(temp.resolve("home"), temp);
        assertThat(machine.run("import", season).code()).isZero();
        try (SmallDisk disk = SmallDisk.mount(temp.resolve("disk"), 2)) {
            disk.fillTo(0);
            Path report = disk.directory().resolve("report.csv");
            Path export = disk.directory().resolve("ledger.qse");
            assertFull(machine.run("import", season, "--report", report));
            assertFull(machine.run("export", export));
            try (Stream<Path> left = Files.list(disk.directory())) {
                assertThat(left).containsExactly(disk.directory().resolve("ballast"));
            }
        }
    }

    private static void assertFull(Machine.Ended ended) {
        assertThat(ended.code()).as(ended.err()).isEqualTo(1);
        assertThat(ended.err()).contains("full").doesNotContain("Exception", "\tat ", "FATAL");
        assertThat(ended.err().lines()).hasSize(1);
    }
}
