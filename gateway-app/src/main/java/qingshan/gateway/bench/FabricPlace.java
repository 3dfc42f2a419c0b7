package qingshan.gateway.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import qingshan.gateway.fabric.Connection;
import qingshan.gateway.fabric.FabricLedger;
import qingshan.gateway.fabric.Limits;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.HomeLedger;
import qingshan.gateway.network.CaEnroller;
import qingshan.gateway.network.Network;
import qingshan.gateway.network.ProcessStatus;
import qingshan.gateway.network.Topologies;

/** A throw-away network, with the benchmark's own contract beside the others, and a home of the market on it. */
final class FabricPlace implements AutoCloseable {
    /** Out of the way of a network that may run here. */
    private static final int SHIFT = 10_000;

    private static final String MARKET = "TradeMSP";
    /** What is measured goes to the limits of the peers, not to ours. */
    private static final Limits LIMITS = new Limits(
            400,
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(120),
            Limits.STANDARD.settle(),
            Limits.STANDARD.keepAlive(),
            Limits.STANDARD.away());

    private final Ground ground;
    private final Network network;
    private final Home home;
    private final Duration came;
    private final Database database;
    private HomeLedger ledger;

    /** Brings one up from nothing. */
    FabricPlace(Ground ground, String topology, Map<String, String> environment) throws IOException {
        Path directory = ground.directory().resolve("network-" + topology);
        network = Network.at(directory, Topologies.of(topology).shifted(SHIFT), environment);
        this.ground = ground;
        ground.endFirst(network::reset);
        database = ground.place().database();
        long start = System.nanoTime();
        network.up(ProcessHandle.current(), List.of(contract(ground.directory())));
        came = Duration.ofNanos(System.nanoTime() - start);
        home = Home.at(directory.resolve("home"));
        network.connect(home, MARKET, environment);
        ledger = FabricLedger.open(home, database, new CaEnroller(home, environment), LIMITS);
        for (Staff staff : Staff.values()) {
            ledger.enroller().enroll(staff.actor().mspId(), staff.actor().name(), staff.attributes());
        }
    }

    /** How long it took from nothing until the contracts were committed. */
    Duration came() {
        return came;
    }

    HomeLedger ledger() {
        return ledger;
    }

    /** Lets this many organizations endorse. */
    void endorsedBy(int organizations, Map<String, String> environment) throws IOException {
        network.endorsedBy(organizations);
        ledger.close();
        Connection known = Connection.of(home);
        new Connection(
                        known.channel(),
                        known.chaincode(),
                        known.mspId(),
                        known.peers(),
                        known.endorsers(),
                        organizations)
                .write(home);
        ledger = FabricLedger.open(home, database, new CaEnroller(home, environment), LIMITS);
    }

    /** Processor time that each kind of process has used so far, the client's among them, in milliseconds. */
    Map<String, Long> cpu() {
        Map<String, Long> used = new TreeMap<>();
        used.merge("client", millis(ProcessHandle.current()), Long::sum);
        for (ProcessStatus process : network.status()) {
            ProcessHandle.of(process.pid()).ifPresent(one -> used.merge(kind(process), millis(one), Long::sum));
        }
        return used;
    }

    /** Memory that each kind of process holds, in bytes, all of a kind together. */
    Map<String, Long> memory() {
        Map<String, Long> held = new TreeMap<>();
        network.status().forEach(process -> held.merge(kind(process), process.residentBytes(), Long::sum));
        return held;
    }

    private static long millis(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
    }

    private static String kind(ProcessStatus process) {
        return process.service().replaceFirst("[0-9]*\\..*", "");
    }

    /** The benchmark's contract alone, as a compiler would leave it. */
    private static Path contract(Path directory) throws IOException {
        Path classes = directory.resolve("bench-contract/target/classes");
        String name = PutContract.class.getName().replace('.', '/') + ".class";
        Path file = classes.resolve(name);
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (InputStream in = PutContract.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no class " + name);
            }
            Files.write(file, in.readAllBytes());
        }
        return classes;
    }

    @Override
    public void close() {
        ledger.close();
        ground.endWriters();
    }
}
