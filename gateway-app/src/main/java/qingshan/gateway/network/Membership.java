package qingshan.gateway.network;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.hyperledger.fabric.protos.common.ConfigGroup;

/** Makes organizations and their nodes what they must be to take part: enrolled, configured, joined to the channel. */
final class Membership {
    private static final Pattern CONSENTER = Pattern.compile("\"consensusRelation\":\\s*\"consenter\"");
    /** A peer that is behind and gets no block for so long gets none. */
    private static final Duration NO_BLOCK_MAX = Duration.ofSeconds(60);

    private static final Duration AGAIN = Duration.ofMillis(100);

    private final Topology topology;
    private final Place place;
    private final Tool tool;
    private final Processes processes;
    private final InstantSource clock;

    Membership(Topology topology, Place place, Tool tool, Processes processes, InstantSource clock) {
        this.topology = topology;
        this.place = place;
        this.tool = tool;
        this.processes = processes;
        this.clock = clock;
    }

    /** Enrols all that an organization runs, where it is not enrolled yet. Its CA must run. */
    void enrol(Topology.Organization organization) {
        Authority authority = new Authority(topology, organization, place, tool);
        authority.enrolRegistrar(clock.instant());
        Msp.write(place, organization.name());
        for (Member member : Member.of(topology, organization, place)) {
            member.node().enrol(authority, place.tlsRoot(organization.name()), member);
        }
    }

    /** Lets an orderer join the channel, unless it has. */
    void join(OrdererProcess orderer) {
        processes.awaitListening(orderer.name(), orderer.adminAddress());
        if (osnadmin(orderer, "list", List.of()).out().contains("Status: 200")) {
            return;
        }
        Tool.Ended ended = osnadmin(
                orderer, "join", List.of("--config-block", place.genesis().toString()));
        if (!ended.out().contains("Status: 201")) {
            throw NetworkException.of("join.failed", null, orderer.name(), ended.lastWords());
        }
    }

    /** Waits until an orderer takes part again. */
    void awaitConsenter(OrdererProcess orderer) {
        processes.awaitListening(orderer.name(), orderer.adminAddress());
        long since = System.nanoTime();
        while (!CONSENTER.matcher(osnadmin(orderer, "list", List.of()).out()).find()) {
            if (System.nanoTime() - since > NO_BLOCK_MAX.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                throw NetworkException.of("orderer.out", null, orderer.name(), NO_BLOCK_MAX.toSeconds(), place.logs());
            }
            LockSupport.parkNanos(AGAIN.toNanos());
        }
    }

    private Tool.Ended osnadmin(OrdererProcess orderer, String command, List<String> more) {
        Node admin = new Node(place.admin(orderer.organization().name()));
        List<String> arguments = new ArrayList<>(List.of("channel", command, "--channelID", topology.channel()));
        arguments.addAll(more);
        arguments.addAll(List.of(
                "-o",
                orderer.adminAddress(),
                "--ca-file",
                place.tlsRoot(orderer.organization().name()).toString(),
                "--client-cert",
                admin.tlsCertificate().toString(),
                "--client-key",
                admin.tlsKey().toString()));
        return tool.attempt("osnadmin", Map.of(), arguments);
    }

    /** Takes those into the channel that are not of block 0 and whose joining broke off. The members before them agree. */
    void admitNewcomers() {
        ConfigGroup founders = ChannelConfig.in(place.genesis()).getChannelGroup();
        List<PeerProcess> members = new ArrayList<>();
        for (PeerProcess peer : PeerProcess.ofEach(topology, place)) {
            if (!MemberGroup.isMember(founders, peer.organization().mspId())) {
                new ChannelConfig(topology, place, tool)
                        .update(
                                members,
                                OrdererProcess.nearest(members.getLast()),
                                channel -> MemberGroup.with(channel, peer.organization(), place));
            }
            members.add(peer);
        }
    }

    /** Lets a peer join the channel, unless it has: one that lost its disk gets everything from the others. */
    void join(PeerProcess peer) {
        Tool.Ended joined = tool.attempt("peer", peer.operator(), List.of("channel", "list"));
        if (joined.out().lines().noneMatch(topology.channel()::equals)) {
            tool.run(
                    "peer",
                    peer.operator(),
                    List.of("channel", "join", "-b", place.genesis().toString()));
        }
    }

    /**
     * Waits until all peers have the blocks that there are: one that is behind, having lost its disk, does not know what
     * members have agreed to.
     */
    void catchUp() {
        long height = height();
        Inspection inspection = new Inspection(topology, place, tool);
        Together.each(
                PeerProcess.of(topology, place), peer -> catchUp(peer.name(), () -> inspection.blocks(peer), height));
    }

    /**
     * Waits until all orderers take part. One that has just begun anew does not hear the first that each other one says to it,
     * which goes to the connection that ended with it; so a block passes it by, and only a second one tells it so. Therefore
     * two blocks go first that change nothing. No other orderer may begin anew meanwhile: too few would be left.
     *
     * @param anew the orderer that has begun anew; another one is asked, since this one may not know what is in force
     */
    void awaitInStep(OrdererProcess anew) {
        OrdererProcess asked = anew.inTurn().stream()
                .skip(1)
                .max(Comparator.comparingLong(this::height))
                .orElse(anew);
        PeerProcess peer = PeerProcess.ofEach(topology, place).getFirst();
        String mspId = peer.organization().mspId();
        ChannelConfig config = new ChannelConfig(topology, place, tool);
        long version = MemberGroup.version(config.now(peer, asked), mspId);
        for (long next = version + 1; next <= version + 2; next++) {
            long then = next;
            config.update(List.of(peer), asked, channel -> MemberGroup.reworded(channel, mspId, then));
        }
        long height = height();
        OrdererProcess.of(topology, place).forEach(orderer -> catchUp(orderer.name(), () -> height(orderer), height));
    }

    private long height() {
        return OrdererProcess.of(topology, place).stream()
                .mapToLong(this::height)
                .max()
                .orElse(0);
    }

    /** Blocks that an orderer has; -1 if it does not say. */
    long height(OrdererProcess orderer) {
        return Inspection.height(osnadmin(orderer, "list", List.of()));
    }

    private void catchUp(String name, LongSupplier has, long height) {
        long blocks = -1;
        long since = System.nanoTime();
        while (blocks < height) {
            long now = has.getAsLong();
            if (now > blocks) {
                blocks = now;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > NO_BLOCK_MAX.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                throw NetworkException.of(
                        "behind", null, name, Math.max(blocks, 0), height, NO_BLOCK_MAX.toSeconds(), place.logs());
            } else {
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }
}
