package qingshan.gateway.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.home.FileMutex;
import qingshan.gateway.home.Home;
import qingshan.gateway.network.install.Programs;
import qingshan.rules.json.BadMember;
import qingshan.rules.json.Records;

/**
 * A Fabric network of plain processes on this machine. Every step looks first at what is there already, so that whatever broke
 * off is finished by beginning again.
 */
public final class Network {
    /** A command whose network has gone may try a step again for a minute, and wait for one of Fabric's programs. */
    private static final Duration RESET_MAX = Duration.ofMinutes(3);

    private final Topology topology;
    private final Place place;
    private final Supplier<Programs> programs;
    private final InstantSource clock;
    private final Listener listener;
    private final Tool tool;
    private final Processes processes;
    private final Deployment deployment;

    /**
     * A network.
     *
     * @param programs is asked when the first of them is needed
     * @param clock by which certificates end
     */
    Network(Topology topology, Place place, Supplier<Programs> programs, InstantSource clock, Listener listener) {
        this.topology = topology;
        this.place = place;
        this.programs = programs;
        this.clock = clock;
        this.listener = listener;
        this.tool = new Tool(programs, place);
        this.processes = new Processes(place);
        this.deployment = new Deployment(topology, place, new Lifecycle(topology, place, tool), processes);
    }

    private static Network of(Topology topology, Place place, Map<String, String> environment, Listener listener) {
        return new Network(topology, place, () -> Programs.find(environment), InstantSource.system(), listener);
    }

    /**
     * A network of a home by its name, as it was made; or as a topology says, by one that comes with the program or by a file.
     *
     * @param environment where Fabric's programs are found, when one is needed
     * @throws NetworkException if there is no such topology, or it is not as it must be
     */
    public static Network of(Home home, String said, Map<String, String> environment, Listener listener) {
        Optional<Place> known = Place.existing(home, said);
        Optional<Topology> before = known.flatMap(Network::made);
        Topology topology = before.orElseGet(() -> asItIs(home, Topologies.of(said)));
        return of(topology, Place.of(home, topology.name()), environment, listener);
    }

    /** The topology that is kept under this one's name, if it is this one with organizations that joined since. */
    private static Topology asItIs(Home home, Topology said) {
        Place place = Place.of(home, said.name());
        return made(place).filter(kept -> hasGrown(place, kept, said)).orElse(said);
    }

    private static boolean hasGrown(Place place, Topology kept, Topology said) {
        if (!kept.hasGrownFrom(said) || !Files.exists(place.genesis())) {
            return false;
        }
        ConfigGroup founders = ChannelConfig.in(place.genesis()).getChannelGroup();
        return kept.organizations().stream()
                .skip(said.organizations().size())
                .noneMatch(joined -> MemberGroup.isMember(founders, joined.mspId()));
    }

    /** A network by itself, in a directory of its own: for a test, or to measure. */
    public static Network at(Path directory, Topology topology, Map<String, String> environment) {
        return of(topology, new Place(directory), environment, Listener.SILENT);
    }

    /** The network to which a home belongs; empty if it is not on this machine. */
    public static Optional<Network> ofHome(Home home, Map<String, String> environment, Listener listener) {
        return CaEnroller.remembered(home)
                .flatMap(place -> made(place).map(topology -> of(topology, place, environment, listener)));
    }

    /** The topology of a network that was made before; empty if there is none at that place. */
    static Optional<Topology> made(Place place) {
        return Files.exists(place.topology())
                ? Optional.of(Place.read(place.topology(), Topology.class))
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
        tool.path("peer"); // nothing is begun that could not go on
        try (FileMutex _ = alone()) {
            Place.write(place.topology(), Records.bytes(topology, Topology.class));
            Builder.write(place);
            try (FirstUp first = new FirstUp(place, processes)) {
                processes.supervise(owner);
                String version = start().renewed(deployment, more).version();
                first.done();
                return version;
            }
        }
    }

    private FileMutex alone() {
        FileMutex mutex = place.alone(topology.name());
        Leftovers.remove(place);
        return mutex;
    }

    private Start start() {
        return new Start(topology, place, tool, processes, clock, listener);
    }

    /** Of the certificates of its operators and nodes that which ends first; empty if it has none yet. */
    public Optional<Expiry> firstToEnd() {
        return renewal().first();
    }

    private Renewal renewal() {
        return new Renewal(topology, place, tool, processes, clock);
    }

    /**
     * Brings this program's own version of the chaincode into force.
     *
     * @return the version, or empty if it is in force already
     */
    public Optional<String> upgrade(List<Path> more) {
        mustBeUp();
        try (FileMutex _ = alone()) {
            return deployment.upgrade(more)
                    ? deployment.committed().map(Lifecycle.Committed::version)
                    : Optional.empty();
        }
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
     * @throws NetworkException if the network is down, was made with an organization of that name, or has another one of that
     *     name or at that address
     */
    public Network add(Newcomer newcomer) {
        mustBeUp();
        Optional<Topology.Organization> begun = organization(newcomer.name());
        begun.ifPresent(one -> mustBeBegun(one, newcomer));
        Topology.Organization organization = begun.orElseGet(() -> understood(newcomer));
        Network grown = begun.isPresent() ? this : new Network(grown(organization), place, programs, clock, listener);
        try (FileMutex _ = alone()) {
            grown.admit(organization);
        }
        return grown;
    }

    private void mustBeBegun(Topology.Organization one, Newcomer newcomer) {
        boolean founder = !Files.exists(place.genesis())
                || MemberGroup.isMember(ChannelConfig.in(place.genesis()).getChannelGroup(), one.mspId());
        if (founder || !newcomer.mayBe(one)) {
            throw NetworkException.of("add.there", null, topology.name(), one.name(), one.mspId());
        }
        mustBeKept(one.name());
    }

    private Topology.Organization understood(Newcomer newcomer) {
        try {
            Topology.Organization organization = newcomer.in(topology);
            if (!Lifecycle.endorsers(topology).equals(Lifecycle.endorsers(topology.with(organization)))) {
                throw NetworkException.of("add.endorser", null, organization.name(), organization.mspId());
            }
            return organization;
        } catch (BadMember e) {
            throw NetworkException.of("add.wrong", e, newcomer.name(), e.member(), String.valueOf(e.getMessage()));
        }
    }

    private Topology grown(Topology.Organization organization) {
        try {
            Topology grown = topology.with(organization);
            TopologyCheck.check(topology.name(), grown);
            return grown;
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
        new Ports(place).mustBeFree(organization);
        Place.directory(place.organization(organization.name())); // what has a place of its own is not lost
        Place.write(place.topology(), Records.bytes(topology, Topology.class));
        start().asItIs(deployment, List.of());
    }

    /**
     * Revokes all certificates of a member of an organization, and lets the channel know: from then on no peer takes them. The
     * name may be enrolled again.
     *
     * @throws NetworkException if the name is one of the network's own, such as a node's, or unknown
     */
    public void revoke(String organization, String name) {
        if (!Authority.isPersons(name)) {
            throw NetworkException.of("revoke.own", null, name);
        }
        mustBeUp();
        Topology.Organization of = known(organization);
        try (FileMutex _ = alone()) {
            new Revocation(topology, place, tool).revoke(of, name);
        }
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
        if (!Files.exists(place.genesis())) {
            throw NetworkException.of("down", null, topology.name()); // there is nothing to keep yet
        }
        mustBeKept(organization);
        OrganizationBackup backup = new OrganizationBackup(place, organization);
        try (FileMutex _ = alone()) {
            if (!isUp()) {
                processes.mustNotBeLeft(topology.name());
                return backup.write(file, topology.name(), progress);
            }
            Authority authority = new Authority(topology, known(organization), place, tool);
            Service ca = authority.service(tool.path("fabric-ca-server"));
            return processes.without(ca, () -> backup.write(file, topology.name(), progress));
        }
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
        boolean there = Files.exists(place.root(organization)) || !Files.exists(place.msp(organization));
        if (Files.exists(place.genesis()) && !(there && Files.exists(place.organization(organization)))) {
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
     * Checks what was asked for against what a home was connected to.
     *
     * @param said a network or a topology; null if none was asked for
     * @param organization null if none was asked for
     * @throws NetworkException if the home belongs to another network or another organization
     */
    public void mustSuit(Home home, @Nullable String said, @Nullable String organization) {
        GatewayHome.mustSuit(home, topology, said, organization);
    }

    /**
     * Ends all processes; what the network knows stays.
     *
     * @return whether any ran
     */
    public boolean down() {
        return processes.stop();
    }

    /** How each process does; empty if none runs and nobody keeps them. */
    public List<ProcessStatus> status() {
        return processes.areThere() ? new Inspection(topology, place, tool).processes() : List.of();
    }

    /** The peers for which something else runs, or is approved, than what is in force; empty if all is well or it is down. */
    public List<OtherCode> otherCode() {
        return isUp() ? new Inspection(topology, place, tool).otherCode() : List.of();
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
    public Logs logs() {
        return new Logs(place.logs());
    }

    /**
     * Ends it and removes all that it kept: keys, ledger, logs. A command that is at work on it finds no processes any more,
     * and ends first: else it would write on, or end those of a network that is made anew meanwhile.
     */
    public void reset() {
        down();
        try (FileMutex _ = place.alone(topology.name(), RESET_MAX)) {
            down(); // what that command began at last
            Leftovers.remove(place);
            place.delete();
        }
    }

    private void mustBeUp() {
        if (processes.supervisor().isEmpty()) {
            throw NetworkException.of("down", null, topology.name());
        }
    }

    private void mustBePossible() {
        TopologyCheck.check(topology.name(), topology);
        made(place).filter(before -> !before.equals(topology)).ifPresent(_ -> {
            throw NetworkException.of("topology.other", null, topology.name(), place.topology());
        });
        topology.organizations().forEach(organization -> mustBeKept(organization.name()));
        renewal().mustBePossible();
        topology.organizations().forEach(new Ports(place)::mustBeFree);
    }
}
