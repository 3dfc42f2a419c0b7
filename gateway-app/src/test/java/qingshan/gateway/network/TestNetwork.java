package qingshan.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.ledger.ProbeContract;
import qingshan.gateway.network.install.InstallException;
import qingshan.gateway.network.install.Programs;

/**
 * A real Fabric network for tests, on ports of its own; it ends with this JVM, whatever ends that. Where Fabric's programs are
 * not found, tests that ask for it are skipped and say so.
 */
public final class TestNetwork implements AutoCloseable {
    private static final int PORT_MIN = 20_000;
    private static final int SPAN = 1_000;
    private static final int BLOCKS = 10;
    /** The shipped topologies' ports are between this and {@value #SPAN} more. */
    private static final int SHIPPED = 7_000;

    private static @Nullable TestNetwork shared;

    private final Home host;
    private final Place place;
    private final List<Path> contracts;
    private Network network;

    private TestNetwork(Home host, Topology topology) throws IOException {
        this.host = host;
        this.place = Place.of(host, topology.name());
        this.contracts = List.of(probe(host.path()));
        this.network = at(topology, InstantSource.system(), Listener.SILENT);
    }

    /** One of four organizations for all tests of this JVM. */
    public static synchronized TestNetwork shared() {
        mustHavePrograms();
        if (shared == null) {
            TestNetwork made = up("county");
            Runtime.getRuntime().addShutdownHook(new Thread(made::close));
            shared = made;
        }
        return shared;
    }

    /** Skips the test that asks, where there is no Fabric. */
    public static void mustHavePrograms() {
        try {
            Programs.find(System.getenv());
        } catch (InstallException e) {
            assumeThat(false).as("not tried on Fabric: " + e.getMessage()).isTrue();
        }
    }

    /** The names of all orderers' services. */
    public List<String> orderers() {
        return topology().organizations().stream()
                .flatMap(organization ->
                        organization.orderers().stream().map(orderer -> orderer.name() + "." + organization.name()))
                .toList();
    }

    /** Where all orderers listen. */
    public List<String> ordererAddresses() {
        return OrdererProcess.of(topology(), place).stream()
                .map(OrdererProcess::address)
                .toList();
    }

    /**
     * Starts a peer anew that gets its blocks elsewhere than the channel says.
     *
     * @param addresses of orderers, each with where to reach it instead; none: as the channel says
     */
    public void reroute(String peer, Map<String, String> addresses) {
        PeerProcess process = process(peer);
        process.configure();
        String overrides = OrdererProcess.of(topology(), place).stream()
                .filter(orderer -> addresses.containsKey(orderer.address()))
                .map(orderer -> "{\"from\":\"%s\",\"to\":\"%s\",\"caCertsFile\":\"%s\"}"
                        .formatted(
                                orderer.address(),
                                addresses.get(orderer.address()),
                                place.tlsRoot(orderer.organization().name())))
                .collect(Collectors.joining(",", "\"deliveryclient\":{\"addressOverrides\":[", "],"));
        Path file = process.node().directory().resolve("core.yaml");
        try {
            Files.writeString(file, Files.readString(file).replace("\"deliveryclient\":{", overrides));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        kill(peer);
    }

    /** Ends a service's process at once, as by {@code kill -9}; it is started again by its supervisor. */
    public void kill(String service) {
        signal(service, "KILL");
    }

    /** Ends a peer's process, which cannot be started again until {@link #giveBack}. */
    public void lose(String peer) {
        Path file = configuration(peer);
        move(file, aside(file));
        kill(peer);
    }

    /** Lets a peer that was lost be started again by its supervisor. */
    public void giveBack(String peer) {
        Path file = configuration(peer);
        move(aside(file), file);
    }

    private Path configuration(String peer) {
        return process(peer).node().directory().resolve("core.yaml");
    }

    private static Path aside(Path file) {
        return file.resolveSibling("core.aside");
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PeerProcess process(String peer) {
        return PeerProcess.of(topology(), place).stream()
                .filter(it -> it.name().equals(peer))
                .findFirst()
                .orElseThrow();
    }

    /** Lets a service's process hang until {@link #resume}. */
    public void pause(String service) {
        signal(service, "STOP");
    }

    public void resume(String service) {
        signal(service, "CONT");
    }

    private void signal(String service, String signal) {
        long pid = Running.read(place).of(service).orElseThrow().pid();
        try {
            assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                            .inheritIO()
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until all orderers take part, by two blocks that change nothing. */
    public void awaitInStep() {
        membership().awaitInStep(OrdererProcess.of(topology(), place).getFirst());
    }

    Membership membership() {
        Tool tool = new Tool(() -> Programs.find(System.getenv()), place);
        return new Membership(topology(), place, tool, new Processes(place), InstantSource.system());
    }

    /** A new home of an organization's gateway, connected. */
    public Home home(String mspId) {
        try {
            Home home = Home.at(Files.createTempDirectory(host.path(), "home"));
            network.connect(home, mspId, System.getenv());
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who enrols for a home. */
    public Enroller enroller(Home home) {
        return new CaEnroller(home, System.getenv());
    }

    /**
     * Brings one up.
     *
     * @param topology by name or file
     */
    public static TestNetwork up(String topology) {
        try {
            Home host = Home.at(Files.createTempDirectory("qingshan-network"));
            TestNetwork made = new TestNetwork(host, elsewhere(Topologies.of(topology)));
            made.bringUp();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The home in which it lies. */
    Home host() {
        return host;
    }

    Network network() {
        return network;
    }

    /** The same network, at another time. */
    Network at(Topology topology, InstantSource clock, Listener listener) {
        return new Network(topology, place, () -> Programs.find(System.getenv()), clock, listener);
    }

    Place place() {
        return place;
    }

    Topology topology() {
        return Network.made(place).orElseThrow();
    }

    List<Path> contracts() {
        return contracts;
    }

    /** Brings it up again. */
    void bringUp() {
        network.up(ProcessHandle.current(), contracts);
    }

    ProcessHandle supervisor() {
        return new Processes(place).supervisor().orElseThrow();
    }

    void add(Newcomer newcomer) {
        network = network.add(newcomer);
    }

    /** Lets a bank join. */
    public void addBank(String name, String mspId) {
        add(new Newcomer(name, mspId, null));
    }

    /** What issues with the key of an organization's authority. */
    public TestAuthority authority(String organization) {
        return new TestAuthority(place, organization);
    }

    /** Revokes the certificates of an organization's member of staff. */
    public void revoke(String organization, String name) {
        network.revoke(organization, name);
    }

    /** Brings other bytes into force as a new version of the chaincode. */
    public void upgrade() {
        try {
            Files.writeString(contracts.getFirst().resolve("notes.txt"), "other bytes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(network.upgrade(contracts)).isPresent();
    }

    /** The private keys of all orderers, by their organizations. */
    public Map<String, Path> ordererKeys() {
        Map<String, Path> keys = new TreeMap<>();
        for (OrdererProcess orderer : OrdererProcess.of(topology(), place)) {
            keys.put(orderer.organization().mspId(), orderer.node().key());
        }
        return keys;
    }

    @Override
    public void close() {
        network.down();
        try {
            Home.delete(host.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The contract by which tests look into a ledger, alone in a directory as the compiler would leave it. */
    private static Path probe(Path directory) throws IOException {
        Path source = Path.of(
                "target", "test-classes", ProbeContract.class.getPackageName().replace('.', '/'));
        Path target = directory.resolve(
                "probe/target/classes/" + ProbeContract.class.getPackageName().replace('.', '/'));
        Files.createDirectories(target);
        try (Stream<Path> classes = Files.list(source)) {
            for (Path file : classes.filter(
                            name -> name.getFileName().toString().startsWith("ProbeContract"))
                    .toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return directory.resolve("probe/target/classes");
    }

    /** The same with other ports, all of them free. */
    static Topology elsewhere(Topology topology) {
        // JVMs that test at the same time begin apart, and so do those of other checkouts.
        boolean second = TestPostgres.JVM.endsWith("2");
        int first = Path.of("").toAbsolutePath().hashCode() + (second ? BLOCKS / 2 : 0);
        int shift = IntStream.range(0, BLOCKS)
                        .map(i -> PORT_MIN + SPAN * Math.floorMod(first + i, BLOCKS))
                        .filter(base -> ports(topology).allMatch(port -> free(base + port - SHIPPED)))
                        .findFirst()
                        .orElseThrow()
                - SHIPPED;
        return topology.shifted(shift);
    }

    private static IntStream ports(Topology topology) {
        return topology.organizations().stream()
                .flatMapToInt(organization -> IntStream.concat(
                        IntStream.of(organization.ca().port(), organization.ca().operationsPort()),
                        IntStream.concat(
                                organization.peers().stream()
                                        .flatMapToInt(peer ->
                                                IntStream.of(peer.port(), peer.operationsPort(), peer.chaincodePort())),
                                organization.orderers().stream()
                                        .flatMapToInt(orderer -> IntStream.of(
                                                orderer.port(), orderer.operationsPort(), orderer.adminPort())))));
    }

    private static boolean free(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
