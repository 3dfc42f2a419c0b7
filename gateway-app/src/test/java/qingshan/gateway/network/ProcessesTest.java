package qingshan.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.home.FileMutex;

/** Processes are kept, known and ended whatever is killed, hangs or cannot be written; these here do nothing. */
class ProcessesTest {
    private static final Duration MAX = Duration.ofSeconds(60);
    private static final int MANY = 300;

    @TempDir
    private Path directory;

    private Place place;
    private Processes processes;

    @BeforeEach
    void a_place() {
        assumeThat(Path.of("/proc/self")).exists();
        place = new Place(directory.resolve("small"));
        processes = new Processes(place);
    }

    @AfterEach
    void end_all() {
        NetworkProcesses.of(directory).forEach(ProcessHandle::destroyForcibly);
        await().atMost(MAX).until(() -> NetworkProcesses.of(directory).isEmpty());
    }

    /** Begins to bring a network up, or lets its authority rest, until it is told to end. */
    public static void main(String[] arguments) {
        Place place = new Place(Path.of(arguments[1]));
        Processes processes = new Processes(place);
        if (arguments[0].equals("begin")) {
            try (FirstUp first = new FirstUp(place, processes)) {
                processes.supervise(ProcessHandle.current().parent().orElseThrow());
                hang();
                first.done();
            }
        } else {
            processes.without(service(place, "ca.trade"), () -> {
                Place.write(rests(place), "");
                hang();
                return "";
            });
        }
    }

    private static Path rests(Place place) {
        return place.path().resolve("rests");
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process other(String does) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProcessesTest.class.getName(),
                        does,
                        place.path().toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
    }

    private static Service service(Place place, String name) {
        return new Service(
                name, "", List.of("/bin/sleep", "600"), List.of(), place.path().toString(), Addresses.loopback(1));
    }

    private void want(int services) {
        new Wanted(IntStream.range(0, services)
                        .mapToObj(i -> service(place, "ca.trade" + (i == 0 ? "" : i)))
                        .toList())
                .write(place);
    }

    private boolean runs(String service) {
        return Running.read(place).of(service).flatMap(Running.One::handle).isPresent();
    }

    /** One that is supervised, and runs. */
    private void up() {
        processes.supervise(ProcessHandle.current());
        want(1);
        await().atMost(MAX).until(() -> runs("ca.trade"));
    }

    private void killSupervisor() {
        processes.supervisor().orElseThrow().destroyForcibly();
        await().atMost(MAX).until(() -> processes.supervisor().isEmpty());
    }

    @Test
    void nobody_waits_for_what_no_supervisor_starts() {
        assertThatThrownBy(() -> processes.start(List.of(service(place, "ca.trade"))))
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("supervisor of the processes has ended");
    }

    @Test
    void a_supervisor_that_hangs_is_ended_with_all_that_it_keeps() {
        up();
        NetworkProcesses.signal("STOP", List.of(processes.supervisor().orElseThrow()));
        assertThat(new Processes(place, Duration.ofSeconds(1)).stop()).isTrue();
        assertThat(NetworkProcesses.of(directory)).isEmpty();
    }

    @Test
    void what_a_supervisor_started_is_known_though_it_is_killed_in_the_midst() {
        processes.supervise(ProcessHandle.current());
        want(MANY);
        await().pollInterval(Duration.ofMillis(1))
                .atMost(MAX)
                .until(() -> NetworkProcesses.of(directory).stream()
                                .filter(process -> NetworkProcesses.says(process, "sleep"))
                                .count()
                        > 3);
        killSupervisor();
        List<ProcessHandle> there = NetworkProcesses.of(directory);
        assertThat(there).hasSizeGreaterThan(3);
        assertThat(there.size() - Running.read(place).alive().size())
                .as("all but the one that was just being started")
                .isLessThanOrEqualTo(1);
        assertThat(processes.stop()).isTrue();
    }

    @Test
    void who_is_told_to_end_leaves_no_supervisor_that_was_just_beginning() throws IOException, InterruptedException {
        Process begins = other("begin");
        await().pollInterval(Duration.ofMillis(1))
                .atMost(MAX)
                .until(() -> NetworkProcesses.of(directory).stream()
                        .anyMatch(process -> NetworkProcesses.says(process, Supervisor.class.getName())));
        begins.destroy();
        begins.waitFor();
        assertThat(NetworkProcesses.of(directory)).isEmpty();
    }

    @Test
    void what_rests_for_a_moment_goes_on_when_who_let_it_rest_is_told_to_end()
            throws IOException, InterruptedException {
        up();
        Process rests = other("rest");
        await().atMost(MAX).until(() -> Files.exists(rests(place)));
        assertThat(runs("ca.trade")).isFalse();
        rests.destroy();
        rests.waitFor();
        await().atMost(MAX).until(() -> runs("ca.trade"));
    }

    @Test
    void where_nothing_can_be_written_the_network_is_ended_all_the_same() throws IOException {
        Files.createDirectories(place.path());
        Files.createSymbolicLink(place.run(), Path.of("/proc/self"));
        assertThat(processes.stop()).isFalse();
    }

    @Test
    void who_resets_waits_until_the_command_that_is_at_work_has_ended() {
        Network network = Network.at(place.path(), Topologies.of("small"), Map.of());
        Path restore = place.path().resolveSibling(place.restoring("1"));
        Place.write(restore.resolve("key"), "of a restore that was killed");
        CompletableFuture<Void> reset;
        try (FileMutex _ = place.alone("small")) {
            reset = CompletableFuture.allOf(
                    CompletableFuture.runAsync(network::reset), CompletableFuture.runAsync(network::reset));
            await().during(Duration.ofSeconds(1)).atMost(MAX).until(() -> Files.isDirectory(place.run()));
            Place.write(place.whole(), "written meanwhile");
        }
        reset.join();
        assertThat(place.path()).doesNotExist();
        assertThat(restore).doesNotExist();
    }

    @Test
    void what_others_write_is_not_kept() {
        Network network = Network.at(place.path(), Topologies.of("small"), Map.of());
        Path file = directory.resolve("trade.zip");
        Place.write(place.genesis(), "of a network that was begun");
        Place.directory(place.organization("trade"));
        Runnable backUp = () -> network.backUp("trade", file, _ -> {});
        try (FileMutex _ = place.alone("small")) {
            assertThatThrownBy(() -> CompletableFuture.runAsync(backUp).join())
                    .cause()
                    .isInstanceOf(NetworkException.class)
                    .hasMessageContaining("Another command");
        }
        up();
        killSupervisor();
        assertThatThrownBy(backUp::run)
                .isInstanceOf(NetworkException.class)
                .hasMessageContaining("without a supervisor");
        assertThat(file).doesNotExist();
    }
}
