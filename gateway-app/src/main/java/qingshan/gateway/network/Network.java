package qingshan.gateway.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Trouble;
import qingshan.gateway.home.Home;
import qingshan.gateway.network.install.Programs;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;

/**
 * A Fabric network of plain processes on this machine. Every step looks first at what is there already, so that whatever broke
 * off is finished by beginning again.
 */
public final class Network {
    private static final Duration LISTEN_MAX = Duration.ofSeconds(60);
    private static final Duration READY_MAX = Duration.ofSeconds(60);
    private static final Duration STOP_MAX = Duration.ofSeconds(20);
    private static final Duration AGAIN = Duration.ofMillis(200);

    private static final String LOG = ".log";

    private final Topology topology;
    private final Place place;
    private final Programs programs;
    private final Tool tool;
    private final Lifecycle lifecycle;
    private final Consumer<Step> listener;

    /** What is being done, for whoever waits. */
    public enum Step {
        AUTHORITIES,
        CERTIFICATES,
        NODES,
        CHANNEL,
        CHAINCODE
    }

    /**
     * A network.
     *
     * @param listener is told each step as it begins
     */
    Network(Topology topology, Place place, Programs programs, Consumer<Step> listener) {
        this.topology = topology;
        this.place = place;
        this.programs = programs;
        this.tool = new Tool(programs, place);
        this.lifecycle = new Lifecycle(topology, place, tool);
        this.listener = listener;
    }

    /**
     * A network of a home by its name, as it was made; or as a topology says, by one that comes with the program or by a file.
     *
     * @param listener is told each step as it begins
     * @throws NetworkException if there is no such topology, or it is not as it must be
     */
    public static Network of(Home home, String said, Supplier<Programs> programs, Consumer<Step> listener) {
        Optional<Place> known = Place.existing(home, said);
        Optional<Topology> before = known.flatMap(Network::made);
        Topology topology = before.orElseGet(() -> Topologies.of(said));
        return new Network(topology, Place.of(home, topology.name()), programs.get(), listener);
    }

    /** The topology of a network that was made before; empty if there is none at that place. */
    static Optional<Topology> made(Place place) {
        return Files.exists(place.topology())
                ? Optional.of(Records.read(JsonParser.object(Place.read(place.topology())), Topology.class))
                : Optional.empty();
    }

    /**
     * Brings the network up, or what of it is not up.
     *
     * @param owner the process with which it ends, or null if it is to stay until {@link #down()}
     * @param more further contracts: a test's, a benchmark's
     * @return the version of the chaincode that runs
     */
    public String up(@Nullable ProcessHandle owner, List<Path> more) {
        mustBePossible();
        Home.at(place.path());
        Place.write(place.topology(), Records.bytes(topology, Topology.class));
        writeBuilder();
        supervise(owner);
        listener.accept(Step.AUTHORITIES);
        authorities().forEach(Authority::prepare);
        start(authorityServices());
        listener.accept(Step.CERTIFICATES);
        each(topology.organizations(), this::enrol);
        listener.accept(Step.NODES);
        new ChannelFile(topology, place).makeGenesis(tool);
        orderers().forEach(OrdererProcess::configure);
        peers().forEach(PeerProcess::configure);
        Code newest = Code.keep(place, more);
        start(nodeServices());
        listener.accept(Step.CHANNEL);
        each(orderers(), this::join);
        each(peers(), this::join);
        listener.accept(Step.CHAINCODE);
        return deploy(newest);
    }

    private String deploy(Code newest) {
        PeerProcess first = peers().getFirst();
        Optional<Lifecycle.Committed> committed = lifecycle.committed(first);
        Code code = committed.map(found -> Code.of(place, found.version())).orElse(newest);
        each(peers(), peer -> lifecycle.install(peer, code));
        // before it is committed: from then on peers connect
        start(peers().stream().map(peer -> peer.chaincode(code)).toList());
        if (committed.isEmpty()) {
            agree(code, 1);
        }
        return code.version();
    }

    /** Every organization approves, each by its own operator; when they have, the definition is committed. */
    private void agree(Code code, int sequence) {
        each(firstPeers(), peer -> {
            if (!lifecycle.approved(peer, code, sequence)) {
                retried(() -> lifecycle.approve(peer, ordererOf(peer), code, sequence));
            }
        });
        PeerProcess first = peers().getFirst();
        retried(() -> {
            if (lifecycle.committed(first).map(Lifecycle.Committed::sequence).orElse(0) < sequence) {
                lifecycle.commit(firstPeers(), ordererOf(first), code, sequence);
            }
        });
    }

    /** A channel that has just been joined may not have a leader for a moment. */
    private static void retried(Runnable action) {
        long deadline = System.nanoTime() + READY_MAX.toNanos();
        while (true) {
            try {
                action.run();
                return;
            } catch (NetworkException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }

    /**
     * Ends all processes; what the network knows stays.
     *
     * @return whether any ran
     */
    public boolean down() {
        Optional<ProcessHandle> supervisor = supervisor();
        supervisor.ifPresent(process -> {
            process.destroy();
            process.onExit().join();
        });
        List<ProcessHandle> left = Running.read(place).alive(); // by a supervisor that was killed
        left.forEach(ProcessHandle::destroy);
        left.forEach(process -> {
            process.onExit()
                    .completeOnTimeout(process, STOP_MAX.toSeconds(), TimeUnit.SECONDS)
                    .join();
            process.destroyForcibly();
        });
        if (Files.exists(place.topology())) {
            new Running(List.of()).write(place);
        }
        return supervisor.isPresent() || !left.isEmpty();
    }

    /** How each process does; empty if the network is down. */
    public List<ProcessStatus> status() {
        return supervisor().isPresent() ? new Inspection(topology, place, tool).processes() : List.of();
    }

    /** Its name. */
    public String name() {
        return topology.name();
    }

    /** Where everything of it lies. */
    public Path directory() {
        return place.path();
    }

    /** The logs of its processes, by the processes' names. */
    public SortedMap<String, Path> logs() {
        SortedMap<String, Path> logs = new TreeMap<>();
        try (Stream<Path> files = Files.exists(place.logs()) ? Files.list(place.logs()) : Stream.empty()) {
            files.filter(file -> file.toString().endsWith(LOG)).forEach(file -> {
                String name = String.valueOf(file.getFileName());
                logs.put(name.substring(0, name.length() - LOG.length()), file);
            });
        } catch (IOException e) {
            throw NetworkException.of("file.unread", e, place.logs(), Trouble.of(e));
        }
        return logs;
    }

    /** Ends it and removes all that it kept: keys, ledger, logs. */
    public void reset() {
        down();
        try {
            Code.delete(place.path());
        } catch (IOException e) {
            throw NetworkException.of("file.unwritten", e, place.path(), Trouble.of(e));
        }
    }

    private void mustBePossible() {
        made(place).filter(before -> !before.equals(topology)).ifPresent(_ -> {
            throw NetworkException.of("topology.other", null, topology.name(), place.topology());
        });
        Running running = Running.read(place);
        for (Topology.Organization organization : topology.organizations()) {
            mustBeFree(
                    running,
                    "ca." + organization.name(),
                    organization.ca().host(),
                    organization.ca().port(),
                    organization.ca().operationsPort());
            for (Topology.Peer peer : organization.peers()) {
                mustBeFree(
                        running,
                        peer.name() + "." + organization.name(),
                        peer.host(),
                        peer.port(),
                        peer.operationsPort());
                mustBeFree(
                        running,
                        Service.CHAINCODE + peer.name() + "." + organization.name(),
                        peer.host(),
                        peer.chaincodePort());
            }
            for (Topology.Orderer orderer : organization.orderers()) {
                mustBeFree(
                        running,
                        orderer.name() + "." + organization.name(),
                        orderer.host(),
                        orderer.port(),
                        orderer.operationsPort(),
                        orderer.adminPort());
            }
        }
    }

    private static void mustBeFree(Running running, String service, String host, int... ports) {
        Addresses.mustBeHere(host);
        if (running.of(service).flatMap(Running.One::handle).isEmpty()) {
            for (int port : ports) {
                Addresses.mustBeFree(host, port, service);
            }
        }
    }

    private void writeBuilder() {
        for (String name : List.of("detect", "build", "release")) {
            Path script = place.builder().resolve("bin").resolve(name);
            try (InputStream in = Network.class.getResourceAsStream("builder/bin/" + name)) {
                if (in == null) {
                    throw new IllegalStateException("the program lacks its builder");
                }
                Place.write(script, in.readAllBytes());
                if (!script.toFile().setExecutable(true)) {
                    throw NetworkException.of("file.unwritten", null, script, "");
                }
            } catch (IOException e) {
                throw NetworkException.of("file.unwritten", e, script, Trouble.of(e));
            }
        }
    }

    private Optional<ProcessHandle> supervisor() {
        Path file = place.run().resolve("supervisor.json");
        return Files.exists(file)
                ? Records.read(JsonParser.object(Place.read(file)), Running.One.class)
                        .handle()
                : Optional.empty();
    }

    private void supervise(@Nullable ProcessHandle owner) {
        if (supervisor().isPresent()) {
            return;
        }
        new Wanted(List.of()).write(place);
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Supervisor.class.getName(),
                place.path().toString()));
        if (owner != null) {
            command.add(Long.toString(owner.pid()));
        }
        try {
            Files.createDirectories(place.logs());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            place.logs().resolve("supervisor.log").toFile()))
                    .start();
            ProcessHandle handle = process.toHandle();
            Place.write(
                    place.run().resolve("supervisor.json"),
                    Records.bytes(
                            new Running.One("supervisor", handle.pid(), Running.One.started(handle), 1),
                            Running.One.class));
        } catch (IOException e) {
            throw NetworkException.of("tool.unstarted", e, "java", Trouble.of(e));
        }
    }

    private void enrol(Topology.Organization organization) {
        Authority authority = authority(organization);
        authority.enrolRegistrar();
        Path tlsRoot = place.tlsRoot(organization.name());
        Msp.write(place, organization.name());
        new Node(place.admin(organization.name())).enrol(authority, tlsRoot, Node.ADMIN, "admin", List.of("localhost"));
        for (Topology.Peer peer : organization.peers()) {
            new Node(place.node(organization.name(), peer.name()))
                    .enrol(authority, tlsRoot, peer.name(), "peer", List.of(peer.host(), "localhost"));
        }
        for (Topology.Orderer orderer : organization.orderers()) {
            new Node(place.node(organization.name(), orderer.name()))
                    .enrol(authority, tlsRoot, orderer.name(), "orderer", List.of(orderer.host(), "localhost"));
        }
    }

    private void join(OrdererProcess orderer) {
        Node admin = new Node(place.admin(orderer.organization().name()));
        List<String> access = List.of(
                "-o",
                orderer.adminAddress(),
                "--ca-file",
                place.tlsRoot(orderer.organization().name()).toString(),
                "--client-cert",
                admin.tlsCertificate().toString(),
                "--client-key",
                admin.tlsKey().toString());
        awaitListening(orderer.name(), orderer.adminAddress());
        List<String> look = new ArrayList<>(List.of("channel", "list", "--channelID", topology.channel()));
        look.addAll(access);
        if (tool.attempt("osnadmin", Map.of(), look).out().contains("Status: 200")) {
            return;
        }
        List<String> join = new ArrayList<>(List.of(
                "channel",
                "join",
                "--channelID",
                topology.channel(),
                "--config-block",
                place.genesis().toString()));
        join.addAll(access);
        Tool.Ended ended = tool.attempt("osnadmin", Map.of(), join);
        if (!ended.out().contains("Status: 201")) {
            throw NetworkException.of("join.failed", null, orderer.name(), ended.lastWords());
        }
    }

    private void join(PeerProcess peer) {
        Tool.Ended joined = tool.attempt("peer", peer.operator(), List.of("channel", "list"));
        if (joined.out().lines().noneMatch(topology.channel()::equals)) {
            tool.run(
                    "peer",
                    peer.operator(),
                    List.of("channel", "join", "-b", place.genesis().toString()));
        }
    }

    /** Lets the supervisor run these beside what runs already, and waits until all of them listen. */
    private void start(List<Service> services) {
        Map<String, Service> wanted = new LinkedHashMap<>();
        Wanted.read(place).services().forEach(service -> wanted.put(service.name(), service));
        services.forEach(service -> wanted.put(service.name(), service));
        new Wanted(List.copyOf(wanted.values())).write(place);
        awaitListening(services);
    }

    private void awaitListening(List<Service> services) {
        services.forEach(service -> awaitListening(service.name(), service.address()));
    }

    private void awaitListening(String service, String address) {
        if (!Addresses.awaitListening(address, LISTEN_MAX)) {
            throw NetworkException.of(
                    "process.silent",
                    null,
                    service,
                    address,
                    LISTEN_MAX.toSeconds(),
                    place.logs().resolve(service + ".log"));
        }
    }

    private List<Service> authorityServices() {
        return topology.organizations().stream()
                .map(organization -> authority(organization).service(programs.path("fabric-ca-server")))
                .toList();
    }

    private List<Service> nodeServices() {
        return Stream.of(
                        orderers().stream().map(orderer -> orderer.service(programs.path("orderer"))),
                        peers().stream().map(peer -> peer.service(programs.path("peer"))))
                .flatMap(Function.identity())
                .toList();
    }

    private List<Authority> authorities() {
        return topology.organizations().stream().map(this::authority).toList();
    }

    private Authority authority(Topology.Organization organization) {
        return new Authority(topology, organization, place, tool);
    }

    private List<OrdererProcess> orderers() {
        return OrdererProcess.of(topology, place);
    }

    private List<PeerProcess> peers() {
        return PeerProcess.of(topology, place);
    }

    /** One of each organization: an organization agrees once, whichever peer it is told by. */
    private List<PeerProcess> firstPeers() {
        return topology.organizations().stream()
                .filter(organization -> !organization.peers().isEmpty())
                .map(organization -> new PeerProcess(
                        topology, organization, organization.peers().getFirst(), place))
                .toList();
    }

    /** The organization's own, else any. */
    private OrdererProcess ordererOf(PeerProcess peer) {
        return orderers().stream()
                .filter(orderer -> orderer.organization().equals(peer.organization()))
                .findFirst()
                .orElseGet(() -> orderers().getFirst());
    }

    private static <T> void each(List<T> all, Consumer<T> action) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> futures = new ArrayList<>();
            all.forEach(one -> futures.add(threads.submit(() -> action.accept(one))));
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NetworkException.of("interrupted", e);
        }
    }
}
