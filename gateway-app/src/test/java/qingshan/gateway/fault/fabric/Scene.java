package qingshan.gateway.fault.fabric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import qingshan.gateway.bench.MixedTrade;
import qingshan.gateway.fabric.Connection;
import qingshan.gateway.fabric.FabricBlocks;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.network.NetworkProcesses;
import qingshan.gateway.network.TestNetwork;

/**
 * A network with a gateway of the trade organization in a process of its own, whose line to its peer can be cut; and beside
 * it a way to look at the ledger that no fault of the gateway reaches.
 */
final class Scene implements AutoCloseable {
    private static final String TRADE = "TradeMSP";

    private final TestNetwork network;
    private final NetworkProcesses processes;
    private final Home home;
    private final Line line;
    private final FabricBlocks ledger;
    private final GatewayProcess gateway;
    private final Path journals;

    private Scene(TestNetwork network) {
        this.network = network;
        processes = new NetworkProcesses(network);
        home = network.home(TRADE);
        Enroller enroller = network.enroller(home);
        MixedTrade.enrol(enroller);
        Home looking = network.home(TRADE);
        ledger = FabricBlocks.open(looking, network.enroller(looking));
        Connection straight = Connection.of(home);
        line = new Line(straight.peers().getFirst());
        try {
            new Connection(
                            straight.channel(),
                            straight.chaincode(),
                            straight.mspId(),
                            List.of(line.address()),
                            straight.endorsers(),
                            straight.endorsements())
                    .write(home);
            journals = Files.createTempDirectory(home.path(), "journals");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        gateway = new GatewayProcess(home, ledger);
    }

    static Scene on(String topology) {
        TestNetwork.mustHavePrograms();
        Scene scene = new Scene(TestNetwork.up(topology));
        boolean done = false;
        try {
            scene.gateway.up();
            done = true;
            return scene;
        } finally {
            if (!done) {
                scene.close();
            }
        }
    }

    NetworkProcesses processes() {
        return processes;
    }

    Line line() {
        return line;
    }

    FabricBlocks ledger() {
        return ledger;
    }

    GatewayProcess gateway() {
        return gateway;
    }

    Path journals() {
        return journals;
    }

    Home home() {
        return home;
    }

    /** The peers, the gateway's own first. */
    List<String> peers() {
        return processes.peers(TRADE);
    }

    /** Copies what all processes said to where it stays when the network goes. */
    Path keepLogs(long seed) {
        Path kept = Path.of("target", "faults", Long.toString(seed)).toAbsolutePath();
        try {
            Files.createDirectories(kept);
            for (Path directory : List.of(processes.logs(), gateway.said())) {
                try (Stream<Path> files = Files.list(directory)) {
                    for (Path file : files.toList()) {
                        Files.copy(file, kept.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kept;
    }

    @Override
    public void close() {
        gateway.close();
        ledger.close();
        line.close();
        network.close();
    }
}
