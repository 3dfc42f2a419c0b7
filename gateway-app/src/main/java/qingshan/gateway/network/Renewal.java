package qingshan.gateway.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import qingshan.gateway.network.Authority.Kind;

/**
 * Renews the certificates of nodes and operators before they expire, and those that did. Keys stay, since Raft knows orderers
 * by them; under BFT the channel agrees to an orderer's new certificate, which it can only before the old one has ended. A process takes its certificates when it starts, so it begins anew with them, one after
 * another; nothing is written before it has ended, so that whatever breaks off leaves none that runs with what is about to end.
 */
final class Renewal {
    private final Topology topology;
    private final Place place;
    private final Tool tool;
    private final Processes processes;
    private final InstantSource clock;

    Renewal(Topology topology, Place place, Tool tool, Processes processes, InstantSource clock) {
        this.topology = topology;
        this.place = place;
        this.tool = tool;
        this.processes = processes;
        this.clock = clock;
    }

    /** The certificate that ends first of those that are here; empty if there is none. */
    Optional<Expiry> first() {
        return topology.organizations().stream()
                .flatMap(organization -> Member.of(topology, organization, place).stream())
                .flatMap(member -> Stream.of(Kind.values()).flatMap(kind -> expiry(member, kind).stream()))
                .min(Comparator.comparing(Expiry::until));
    }

    /**
     * Refuses where no channel can agree any more to another certificate of an orderer, since what it signs with the one that
     * has ended counts nowhere. It would not start again: so this is asked before anything is stopped.
     */
    void mustBePossible() {
        topology.organizations().stream()
                .flatMap(organization -> Member.of(topology, organization, place).stream())
                .filter(member -> member.named() && !Files.exists(member.node().next()))
                .flatMap(member -> expiry(member, Kind.IDENTITY).stream())
                .filter(one -> one.isOver(now()))
                .findFirst()
                .ifPresent(one -> {
                    throw NetworkException.of("renewal.late", null, one.owner(), topology.name());
                });
    }

    /** Renews what is due of an organization's operator and nodes. Its authority must run. */
    void members(Topology.Organization organization, Listener listener) {
        Authority authority = new Authority(topology, organization, place, tool);
        for (Member member : Member.of(topology, organization, place)) {
            List<Expiry> due = new ArrayList<>();
            Map<Path, String> renewed = new LinkedHashMap<>();
            for (Kind kind : Kind.values()) {
                expiry(member, kind)
                        .filter(one -> one.isDue(now()) && !(member.named() && kind == Kind.IDENTITY))
                        .ifPresent(one -> {
                            due.add(one);
                            renewed.put(file(member, kind), authority.renewed(kind, member));
                        });
            }
            if (!due.isEmpty()) {
                take(member, renewed);
                Expiry first =
                        due.stream().min(Comparator.comparing(Expiry::until)).orElseThrow();
                listener.renewed(first, first.isOver(now()));
            }
        }
    }

    /**
     * Renews what is due of those whose certificates the channel's configuration names: the members' operators agree to the new
     * one, and the orderer, which is no part of the channel from then on, begins anew with it. One after another, since the
     * others must go on; the channel must be there.
     */
    void named(Membership membership, Listener listener) {
        for (OrdererProcess orderer : OrdererProcess.of(topology, place)) {
            Member.of(topology, orderer.organization(), place).stream()
                    .filter(member -> member.named() && member.owner().equals(orderer.name()))
                    .forEach(member -> named(member, orderer, membership, listener));
        }
    }

    private void named(Member member, OrdererProcess orderer, Membership membership, Listener listener) {
        Path file = file(member, Kind.IDENTITY);
        // kept until it is taken: a certificate that the channel knows must not be lost
        Path next = member.node().next();
        Expiry before = expiry(member, Kind.IDENTITY).orElseThrow();
        if (!Files.exists(next) && before.isDue(now())) {
            Authority authority = new Authority(topology, orderer.organization(), place, tool);
            Place.write(next, authority.renewed(Kind.IDENTITY, member));
        }
        if (Files.exists(next)) {
            List<PeerProcess> members = PeerProcess.ofEach(topology, place);
            new ChannelConfig(topology, place, tool)
                    .update(
                            members,
                            OrdererProcess.nearest(members.getLast()),
                            channel -> Consenters.with(channel, orderer, next));
            take(member, Map.of(file, Place.read(next)));
            Place.move(next, file);
            membership.awaitConsenter(orderer);
            listener.renewed(before, before.isOver(now()));
        }
    }

    private void take(Member member, Map<Path, String> renewed) {
        Optional<Service> running = processes.end(member.owner());
        renewed.forEach(Place::write);
        running.ifPresent(service -> processes.start(List.of(service)));
    }

    private static Optional<Expiry> expiry(Member member, Kind kind) {
        return Expiry.of(member.owner(), file(member, kind));
    }

    private static Path file(Member member, Kind kind) {
        return member.node().certificate(kind);
    }

    private Instant now() {
        return clock.instant();
    }
}
