package qingshan.gateway.fault.fabric;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import qingshan.gateway.fault.fabric.Trial.Struck;
import qingshan.gateway.network.NetworkProcesses;

/** What can be done to the processes of a scene. */
final class Blows {
    private static final Duration THERE_MAX = Duration.ofMinutes(1);
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

    /** Makes the line mute until another block is out, and cuts it: whoever's command is in it has no answer. */
    Struck dropReplies() {
        long height = scene.ledger().height().block();
        scene.line().mute();
        await().atMost(THERE_MAX)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> scene.ledger().height().block() > height + 1);
        scene.line().cut();
        return Struck.now(() -> true);
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
