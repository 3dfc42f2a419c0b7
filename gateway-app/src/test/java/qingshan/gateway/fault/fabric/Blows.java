package qingshan.gateway.fault.fabric;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import qingshan.gateway.fault.SmallDisk;
import qingshan.gateway.fault.fabric.Trial.Struck;
import qingshan.gateway.network.NetworkProcesses;

/** What can be done to the processes of a scene. */
final class Blows {
    private static final Duration THERE_MAX = Duration.ofMinutes(1);
    /** Some times what orderers wait for a block to fill: by then a block holds what they were sent. */
    private static final Duration ORDERED = Duration.ofMillis(600);

    private static final int CONNECT_MS_MAX = 500;

    private final Scene scene;
    private final NetworkProcesses processes;

    Blows(Scene scene) {
        this.scene = scene;
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
        return Struck.now(() -> true);
    }

    /** Stops processes where they stand, for a time. */
    Struck stop(Duration time, List<ProcessHandle> stopped) {
        NetworkProcesses.signal("STOP", stopped);
        LockSupport.parkNanos(time.toNanos());
        NetworkProcesses.signal("CONT", stopped);
        return Struck.now(() -> true);
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

    /** Blocks after one, up to another. */
    record Span(long after, long until) {
        boolean holds(Chain.Entry entry) {
            return entry.block() > after && entry.block() <= until;
        }
    }

    /** Waits until one of the network's processes is there no more. */
    void awaitGone(String name) {
        await().atMost(THERE_MAX).until(() -> processes.running(name).isEmpty());
    }

    /** Waits until one that is being started otherwise listens. */
    void awaitBack(String name, ProcessHandle before) {
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

    /** Fills a peer's disk for a time. */
    Struck fill(SmallDisk disk, Duration time) {
        try {
            disk.fillTo(0);
        } catch (IOException e) {
            // the peer writes at the same time: there is no room left for either
        }
        try {
            LockSupport.parkNanos(time.toNanos());
            disk.empty();
            return Struck.now(() -> true);
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
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
                    CONNECT_MS_MAX);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
