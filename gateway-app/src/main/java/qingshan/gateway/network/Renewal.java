package qingshan.gateway.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import qingshan.gateway.network.Authority.Kind;

/**
 * Renews the certificates of nodes and operators before they expire, and those that did. Keys stay, since orderers know one
 * another by them. Under BFT the signatures below blocks are judged by the certificates that the channel names, so the channel
 * agrees to an orderer's new one, which it can only before the old one has ended. A process takes its certificates when it
 * starts, so it begins anew with them, one after another; nothing is written before it has ended, so that whatever breaks off
 * leaves none that runs with what is about to end.
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
                .filter(Member::named)
                .filter(member -> Files.exists(file(member, Kind.IDENTITY)))
                .flatMap(member -> Expiry.of(member.owner(), newest(member, Kind.IDENTITY)).stream())
                .filter(one -> one.isOver(now()))
                .findFirst()
                .ifPresent(one -> {
                    throw NetworkException.of("renewal.late", null, one.owner(), topology.name());
                });
    }

    /**
     * Renews what is due of an organization's operator and nodes. Those that {@link #named} renews begin anew here only if they
     * could not go on otherwise. Its authority must run.
     */
    void members(Topology.Organization organization, Listener listener) {
        for (Member member : Member.of(topology, organization, place)) {
            List<Kind> due = Stream.of(Kind.values())
                    .filter(kind -> member.named() ? isOver(member, kind) : isDue(member, kind))
                    .toList();
            if (!due.isEmpty()) {
                Expiry first = first(member);
                Map<Path, String> renewed = new LinkedHashMap<>();
                due.forEach(kind -> renewed.put(file(member, kind), current(organization, member, kind)));
                take(member, renewed);
                listener.renewed(first, first.isOver(now()));
            }
        }
    }

    /**
     * Renews what is due of those whose certificates the channel's configuration names; the channel must be there. The members'
     * operators agree to all of them at once. Then one after another begins anew, since the others must go on. The last one
     * first: where the one that leads begins anew, others follow the one after it, which has been renewed already unless the
     * last one led.
     */
    void named(Membership membership, Listener listener) {
        List<Consenters.Certified> due = OrdererProcess.of(topology, place).reversed().stream()
                .filter(orderer -> isDue(member(orderer)))
                .map(this::certified)
                .toList();
        if (!due.isEmpty()) {
            listener.begins(Listener.Step.ORDERERS);
            List<PeerProcess> members = PeerProcess.ofEach(topology, place);
            new ChannelConfig(topology, place, tool)
                    .update(
                            members,
                            OrdererProcess.nearest(members.getLast()),
                            channel -> Consenters.with(channel, due));
            membership.awaitInStep(due.getFirst().orderer());
        }
        for (Consenters.Certified one : due) {
            Member member = member(one.orderer());
            Expiry first = first(member);
            take(member, Map.of(file(member, Kind.IDENTITY), one.identity(), file(member, Kind.TLS), one.tls()));
            Place.delete(member.node().next());
            listener.renewed(first, first.isOver(now()));
            membership.awaitConsenter(one.orderer());
            membership.awaitInStep(one.orderer());
        }
    }

    private Member member(OrdererProcess orderer) {
        return Member.of(topology, orderer.organization(), place).stream()
                .filter(member -> member.owner().equals(orderer.name()))
                .findFirst()
                .orElseThrow();
    }

    private boolean isDue(Member member) {
        return member.named()
                && (Files.exists(member.node().next())
                        || Stream.of(Kind.values()).anyMatch(kind -> isDue(member, kind)));
    }

    private Consenters.Certified certified(OrdererProcess orderer) {
        Member member = member(orderer);
        String identity = current(orderer.organization(), member, Kind.IDENTITY);
        // kept until it is taken: a certificate that the channel knows must not be lost
        Place.write(member.node().next(), identity);
        return new Consenters.Certified(orderer, identity, current(orderer.organization(), member, Kind.TLS));
    }

    /** A certificate that is not due: the one that there is, or another one. */
    private String current(Topology.Organization organization, Member member, Kind kind) {
        Path newest = newest(member, kind);
        return Expiry.of(member.owner(), newest)
                        .filter(one -> !one.isDue(now()))
                        .isPresent()
                ? Place.read(newest)
                : new Authority(topology, organization, place, tool).renewed(kind, member);
    }

    /** The file of the certificate that ends last: one that the channel knows may wait for being taken. */
    private static Path newest(Member member, Kind kind) {
        Path file = file(member, kind);
        Path next = member.node().next();
        return kind == Kind.IDENTITY && Files.exists(next) && ends(next).isAfter(ends(file)) ? next : file;
    }

    private static Instant ends(Path certificate) {
        return Expiry.read(certificate).getNotAfter().toInstant();
    }

    private void take(Member member, Map<Path, String> renewed) {
        Optional<Service> running = processes.end(member.owner());
        renewed.forEach(Place::write);
        running.ifPresent(service -> processes.start(List.of(service)));
    }

    private boolean isDue(Member member, Kind kind) {
        return expiry(member, kind).filter(one -> one.isDue(now())).isPresent();
    }

    private boolean isOver(Member member, Kind kind) {
        return expiry(member, kind).filter(one -> one.isOver(now())).isPresent();
    }

    /** Of a member's certificates that which ends first. */
    private static Expiry first(Member member) {
        return Stream.of(Kind.values())
                .flatMap(kind -> expiry(member, kind).stream())
                .min(Comparator.comparing(Expiry::until))
                .orElseThrow();
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
