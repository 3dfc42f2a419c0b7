package qingshan.gateway.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Trouble;
import qingshan.gateway.home.Home;
import qingshan.gateway.network.install.Programs;
import qingshan.rules.json.BadMember;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;

/**
 * A Fabric network of plain processes on this machine. Every step looks first at what is there already, so that whatever broke
 * off is finished by beginning again.
 */
public final class Network {

    private static final String LOG = ".log";

    private final Topology topology;
    private final Place place;
    private final Programs programs;
    private final Tool tool;
    private final Processes processes;
    private final Membership membership;
    private final Deployment deployment;
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
        this.processes = new Processes(place);
        this.membership = new Membership(topology, place, tool, processes);
        this.deployment = new Deployment(topology, place, new Lifecycle(topology, place, tool), processes);
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

    /** A network by itself, in a directory of its own: for a test, or to measure. */
    public static Network at(Path directory, Topology topology, Map<String, String> environment) {
        return new Network(topology, new Place(directory), Programs.find(environment), _ -> {});
    }

    /** The network to which a home belongs; empty if it is not on this machine. */
    public static Optional<Network> ofHome(Home home, Map<String, String> environment, Consumer<Step> listener) {
        return CaEnroller.remembered(home)
                .flatMap(place -> made(place)
                        .map(topology -> new Network(topology, place, Programs.find(environment), listener)));
    }

    /** The topology of a network that was made before; empty if there is none at that place. */
    static Optional<Topology> made(Place place) {
        return Files.exists(place.topology())
                ? Optional.of(Records.read(JsonParser.object(Place.read(place.topology())), Topology.class))
                : Optional.empty();
    }

    /** As {@link #up(ProcessHandle, List)}, for good and with this program's contracts alone. */
    public String up() {
        return up(null, List.of());
    }

    /** Whether its processes are supervised. */
    public boolean isUp() {
        return processes.supervisor().isPresent();
    }

    /** By which the ledger knows an organization. */
    public String mspId(String organization) {
        return known(organization).mspId();
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
        processes.supervise(owner);
        listener.accept(Step.AUTHORITIES);
        startAuthorities(topology.organizations());
        listener.accept(Step.CERTIFICATES);
        Together.each(topology.organizations(), membership::enrol);
        listener.accept(Step.NODES);
        new ChannelFile(topology, place).makeGenesis(tool);
        startNodes();
        listener.accept(Step.CHANNEL);
        Together.each(OrdererProcess.of(topology, place), membership::join);
        Together.each(PeerProcess.of(topology, place), membership::join);
        membership.catchUp();
        listener.accept(Step.CHAINCODE);
        return deployment.deploy(more).version();
    }

    private void startAuthorities(List<Topology.Organization> organizations) {
        List<Authority> authorities = organizations.stream()
                .map(organization -> new Authority(topology, organization, place, tool))
                .toList();
        authorities.forEach(Authority::prepare);
        processes.start(authorities.stream()
                .map(authority -> authority.service(programs.path("fabric-ca-server")))
                .toList());
    }

    private void startNodes() {
        List<OrdererProcess> orderers = OrdererProcess.of(topology, place);
        List<PeerProcess> peers = PeerProcess.of(topology, place);
        orderers.forEach(OrdererProcess::configure);
        peers.forEach(PeerProcess::configure);
        processes.start(Stream.concat(
                        orderers.stream().map(orderer -> orderer.service(programs.path("orderer"))),
                        peers.stream().map(peer -> peer.service(programs.path("peer"))))
                .toList());
    }

    /**
     * Brings this program's own version of the chaincode into force.
     *
     * @return the version, or empty if it is in force already
     */
    public Optional<String> upgrade(List<Path> more) {
        mustBeUp();
        return deployment.upgrade(more) ? deployment.committed().map(Lifecycle.Committed::version) : Optional.empty();
    }

    /**
     * Lets transactions be endorsed by so many organizations, to measure what endorsements cost. Only {@link #up} of a new
     * network makes one that can be trusted.
     */
    public void endorsedBy(int organizations) {
        mustBeUp();
        Lifecycle measured = new Lifecycle(topology, place, tool, organizations);
        new Deployment(topology, place, measured, processes).agreeAnew();
    }

    /**
     * Takes a new organization into the network while it runs; one whose joining broke off joins to the end.
     *
     * @return the network with it
     * @throws NetworkException if the network is down, or has another organization of that name or at that address
     */
    public Network add(Newcomer newcomer) {
        mustBeUp();
        Optional<Topology.Organization> begun = organization(newcomer.name());
        Topology.Organization organization = begun.orElseGet(() -> understood(newcomer));
        Network grown = begun.isPresent() ? this : new Network(grown(organization), place, programs, listener);
        grown.admit(organization);
        return grown;
    }

    private Topology.Organization understood(Newcomer newcomer) {
        try {
            return newcomer.in(topology);
        } catch (BadMember e) {
            throw NetworkException.of("add.wrong", e, newcomer.name(), e.member(), String.valueOf(e.getMessage()));
        }
    }

    private Topology grown(Topology.Organization organization) {
        try {
            return topology.with(organization);
        } catch (BadMember e) {
            throw NetworkException.of("add.wrong", e, organization.name(), e.member(), String.valueOf(e.getMessage()));
        }
    }

    private Topology.Organization known(String name) {
        return organization(name)
                .orElseThrow(() -> NetworkException.of("organization.none", null, topology.name(), name));
    }

    private Optional<Topology.Organization> organization(String name) {
        return topology.organizations().stream()
                .filter(one -> one.name().equals(name))
                .findFirst();
    }

    private void admit(Topology.Organization organization) {
        mustBeFree(organization);
        Place.write(place.topology(), Records.bytes(topology, Topology.class));
        listener.accept(Step.AUTHORITIES);
        startAuthorities(List.of(organization));
        listener.accept(Step.CERTIFICATES);
        membership.enrol(organization);
        listener.accept(Step.CHANNEL);
        // those who are members agree, each by its own operator
        List<PeerProcess> members = PeerProcess.ofEach(topology, place).stream()
                .filter(peer -> !peer.organization().equals(organization))
                .toList();
        new ChannelConfig(topology, place, tool)
                .update(
                        members,
                        OrdererProcess.nearest(members.getLast()),
                        channel -> MemberGroup.with(channel, organization, place));
        listener.accept(Step.NODES);
        startNodes();
        PeerProcess.of(topology, place).stream()
                .filter(peer -> peer.organization().equals(organization))
                .forEach(membership::join);
        membership.catchUp();
        listener.accept(Step.CHAINCODE);
        deployment.deploy(List.of());
    }

    /** Revokes all certificates of a member of an organization, and lets the channel know: from then on no peer takes them. */
    public void revoke(String organization, String name) {
        mustBeUp();
        Topology.Organization of = known(organization);
        Authority authority = new Authority(topology, of, place, tool);
        authority.revoke(name);
        Path revoked = authority.revoked();
        PeerProcess operator = PeerProcess.ofEach(topology, place).stream()
                .filter(peer -> peer.organization().equals(of))
                .findFirst()
                .orElseThrow(() -> NetworkException.of("add.peers", null, organization));
        new ChannelConfig(topology, place, tool)
                .update(
                        List.of(operator),
                        OrdererProcess.nearest(operator),
                        channel -> MemberGroup.revoking(channel, of.mspId(), revoked));
    }

    /**
     * Keeps what only one organization has in a file. Its certificate authority rests meanwhile, so that nothing is half
     * written; all else goes on.
     *
     * @param progress told the name of each part as it begins
     * @return the file's bytes
     */
    public long backUp(String organization, Path file, Consumer<String> progress) {
        known(organization);
        mustBeKept(organization);
        OrganizationBackup backup = new OrganizationBackup(place, organization);
        return processes.without("ca." + organization, () -> backup.write(file, topology.name(), progress));
    }

    /**
     * Brings an organization back into a home, from a file that {@link #backUp} wrote.
     *
     * @param progress told the name of each part as it begins
     * @return the organization's name and the network's
     */
    public static OrganizationBackup.Restored restore(Home home, Path file, Consumer<String> progress) {
        return OrganizationBackup.restore(home, file, progress);
    }

    /** Without its keys an organization would be made anew, and be a stranger to the channel. */
    private void mustBeKept(String organization) {
        if (Files.exists(place.genesis()) && !Files.exists(place.root(organization))) {
            throw NetworkException.of("organization.lost", null, organization, place.organization(organization));
        }
    }

    /**
     * Lets a home's gateway reach this network as one of its organizations.
     *
     * @param environment where the programs are found
     */
    public void connect(Home home, String mspId, Map<String, String> environment) {
        GatewayHome.connect(home, topology, place, mspId, environment);
    }

    /**
     * Ends all processes; what the network knows stays.
     *
     * @return whether any ran
     */
    public boolean down() {
        return processes.stop();
    }

    /** How each process does; empty if the network is down. */
    public List<ProcessStatus> status() {
        return processes.supervisor().isPresent() ? new Inspection(topology, place, tool).processes() : List.of();
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

    private void mustBeUp() {
        if (processes.supervisor().isEmpty()) {
            throw NetworkException.of("down", null, topology.name());
        }
    }

    private void mustBePossible() {
        made(place).filter(before -> !before.equals(topology)).ifPresent(_ -> {
            throw NetworkException.of("topology.other", null, topology.name(), place.topology());
        });
        topology.organizations().forEach(organization -> mustBeKept(organization.name()));
        topology.organizations().forEach(this::mustBeFree);
    }

    /** No other program may listen where one of ours is to listen; ours that are up already may. */
    private void mustBeFree(Topology.Organization organization) {
        Running running = Running.read(place);
        Topology.Ca ca = organization.ca();
        mustBeFree(running, "ca." + organization.name(), ca.host(), ca.port(), ca.operationsPort());
        for (Topology.Peer peer : organization.peers()) {
            String name = peer.name() + "." + organization.name();
            mustBeFree(running, name, peer.host(), peer.port(), peer.operationsPort());
            mustBeFree(running, Service.CHAINCODE + name, peer.host(), peer.chaincodePort());
        }
        for (Topology.Orderer orderer : organization.orderers()) {
            String name = orderer.name() + "." + organization.name();
            mustBeFree(running, name, orderer.host(), orderer.port(), orderer.operationsPort(), orderer.adminPort());
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
}
