package qingshan.gateway.fault.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import qingshan.gateway.fault.SmallDisk;
import qingshan.gateway.fault.fabric.Trial.Struck;
import qingshan.gateway.home.Database;
import qingshan.gateway.network.NetworkProcesses;

/** What can be done to the processes of a scene. */
final class Blows {
    private static final Duration THERE_MAX = Duration.ofMinutes(1);
    /** Some times what orderers wait for a block to fill: by then a block holds what they were sent. */
    private static final Duration ORDERED = Duration.ofMillis(600);

    private static final int CONNECT_MS_MAX = 500;
    private static final int CUT_SPREAD_MS = 200;
    private static final Duration STREAM_LOOK = Duration.ofMillis(20);

    private final Scene scene;
    private final NetworkProcesses processes;
    private final Random random;

    Blows(Scene scene, Random random) {
        this.scene = scene;
        this.random = random;
        this.processes = scene.processes();
    }

    /** {@code kill -9} of one of the network's processes; it is back when it, and what begins anew with it, listens again. */
    Struck kill(String name) {
        ProcessHandle process = running(name);
        String chaincode = NetworkProcesses.chaincodeOf(name);
        int chaincodeStarts = processes.starts(chaincode);
        process.destroyForcibly();
        process.onExit().join();
        return Struck.now(() -> isAnother(name, process)
                && listens(name)
                && (chaincodeStarts == 0 || (processes.starts(chaincode) > chaincodeStarts && listens(chaincode))));
    }

    /** Lets some run no longer, meanwhile; they are back when they listen again. */
    Struck without(List<String> names, Runnable meanwhile) {
        processes.without(names, () -> {
            names.forEach(this::awaitGone);
            meanwhile.run();
            assertThat(names)
                    .as("gone all the while")
                    .allMatch(name -> processes.running(name).isEmpty());
        });
        return Struck.now(
                () -> names.stream().allMatch(name -> processes.running(name).isPresent() && listens(name)));
    }

    /**
     * Lets a process run otherwise, for a time; it is back when it listens as it was before.
     *
     * @param span is told which blocks came while it ran so
     */
    Struck otherwise(
            String name,
            List<String> environment,
            UnaryOperator<List<String>> command,
            Duration time,
            Consumer<Span> span) {
        ProcessHandle before = running(name);
        AtomicReference<ProcessHandle> changed = new AtomicReference<>(before);
        processes.otherwise(name, environment, command, () -> {
            awaitBack(name, before);
            changed.set(running(name));
            long from = scene.ledger().height().block();
            LockSupport.parkNanos(time.toNanos());
            span.accept(new Span(from, scene.ledger().height().block()));
            assertThat(running(name)).as("ran otherwise all the while").isEqualTo(changed.get());
        });
        return Struck.now(() -> isAnother(name, changed.get()) && listens(name));
    }

    /** The leader, once there is one. */
    String leader() {
        await().atMost(THERE_MAX).until(() -> processes.leader().isPresent());
        return processes.leader().orElseThrow();
    }

    /** {@code kill -9} of the gateway, and its next start. */
    Struck killGateway() {
        scene.gateway().kill();
        long killed = System.nanoTime();
        scene.gateway().up();
        return new Struck(killed, () -> true);
    }

    /** {@code kill -9} of PostgreSQL. */
    Struck killPostgres() {
        ProcessHandle postmaster = scene.gateway().postmaster();
        postmaster.destroyForcibly();
        postmaster.onExit().join();
        return Struck.now(() -> {
            OptionalInt port = scene.gateway().postgresAfter(postmaster);
            return port.isPresent() && listens("127.0.0.1", port.getAsInt());
        });
    }

    /** Stops processes where they stand, for a time. */
    Struck stop(Duration time, List<ProcessHandle> stopped) {
        NetworkProcesses.signal("STOP", stopped);
        LockSupport.parkNanos(time.toNanos());
        assertThat(stopped).as("stopped all the while").allMatch(Blows::isStopped);
        NetworkProcesses.signal("CONT", stopped);
        return Struck.now(() -> true);
    }

    /** As Linux has it, after the name, which may hold anything. */
    private static boolean isStopped(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
        } catch (IOException e) {
            return false;
        }
    }

    /** One that runs now. */
    ProcessHandle running(String name) {
        await().atMost(THERE_MAX).until(() -> processes.running(name).isPresent());
        return processes.running(name).orElseThrow();
    }

    /**
     * Lets the line fall mute, and cuts it when what was under way is on the ledger, which this sees by another connection.
     *
     * @return the blocks that came meanwhile: after the first number, up to the second
     */
    Span dropReplies() {
        scene.line().mute();
        long from = scene.ledger().height().block();
        LockSupport.parkNanos(ORDERED.toNanos());
        long until = scene.ledger().height().block();
        scene.line().cut();
        return new Span(from, until);
    }

    /** Cuts the line so often, each time when a block came over it that was made after the last cut. */
    Struck cutStream(int times) {
        try (Database database = Database.open(scene.home(), Map.of())) {
            for (int cut = 0; cut < times; cut++) {
                long height = scene.ledger().height().block();
                await().atMost(THERE_MAX).pollInterval(STREAM_LOOK).until(() -> Checker.newest(database) > height);
                LockSupport.parkNanos(
                        Duration.ofMillis(random.nextInt(CUT_SPREAD_MS)).toNanos());
                assertThat(scene.line().cut()).as("connections").isPositive();
            }
        }
        return Struck.now(() -> true);
    }

    /** Blocks after one, up to another. */
    record Span(long after, long until) {
        boolean holds(Chain.Entry entry) {
            return entry.block() > after && entry.block() <= until;
        }
    }

    private void awaitGone(String name) {
        await().atMost(THERE_MAX).until(() -> processes.running(name).isEmpty());
    }

    /** Waits until one that is being started otherwise listens. */
    private void awaitBack(String name, ProcessHandle before) {
        await().atMost(THERE_MAX).until(() -> isAnother(name, before) && listens(name));
    }

    /** Lets a peer keep its ledger on a small disk. */
    void onSmallDisk(String peer, SmallDisk disk) throws IOException {
        move(peer, data -> {
            copy(data, disk.directory());
            Files.move(data, kept(data));
            Files.createSymbolicLink(data, disk.directory());
        });
    }

    /** Lets it keep its ledger where it was before. */
    void offSmallDisk(String peer, SmallDisk disk) throws IOException {
        move(peer, data -> {
            Files.delete(data);
            copy(disk.directory(), data);
        });
    }

    /** Moves a peer's ledger. */
    @FunctionalInterface
    private interface Moving {
        void move(Path data) throws IOException;
    }

    private void move(String peer, Moving moving) throws IOException {
        processes.without(List.of(peer, NetworkProcesses.chaincodeOf(peer)), () -> {
            awaitGone(peer);
            moving.move(processes.data(peer));
        });
    }

    private static Path kept(Path data) {
        return data.resolveSibling("data-before");
    }

    /**
     * Fills a peer's disk for a time, and lets the peer begin anew when there is room again, as its operator must: the stores
     * of Fabric go on refusing what they refused once, until they are opened anew.
     */
    Struck fill(String peer, SmallDisk disk, Duration time) {
        long before = noSpace(peer);
        try {
            disk.fillTo(0);
        } catch (IOException e) {
            // the peer writes at the same time: there is no room left for either
        }
        try {
            LockSupport.parkNanos(time.toNanos());
            assertThat(noSpace(peer)).as("the peer met the end of its disk").isGreaterThan(before);
            disk.empty();
            return kill(peer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often a process said that its disk is full. */
    private long noSpace(String name) {
        try (Stream<String> lines = Files.lines(processes.logs().resolve(name + ".log"))) {
            return lines.filter(line -> line.contains("no space left on device"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copied);
                } else {
                    Files.copy(file, copied);
                }
            }
        }
    }

    private boolean isAnother(String name, ProcessHandle before) {
        Optional<ProcessHandle> now = processes.running(name);
        return now.isPresent() && now.get().pid() != before.pid();
    }

    private boolean listens(String name) {
        String address = processes.address(name);
        int colon = address.lastIndexOf(':');
        return listens(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    private static boolean listens(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MS_MAX);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
