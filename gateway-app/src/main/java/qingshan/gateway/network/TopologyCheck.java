package qingshan.gateway.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import qingshan.rules.authority.Endorsement;

/**
 * Refuses a topology whose parts are each as they must be, and which could not work as a whole. Asked before a network is made
 * or grows, and not of one that is kept: what was made with an earlier program can still be looked at, ended and removed.
 */
final class TopologyCheck {
    /** What comes before an organization's name for what is none of its nodes: the authority, the operator, the contracts. */
    private static final Set<String> RESERVED = Set.of("ca", "operator", "chaincode");

    private static final Pattern ALSO_LOOPBACK = Pattern.compile("127(\\.[0-9]+){0,3}|localhost(\\..*)?");
    private static final Pattern EVERYWHERE = Pattern.compile("0(\\.0){0,3}");

    private final String said;
    private final Topology topology;

    private TopologyCheck(String said, Topology topology) {
        this.said = said;
        this.topology = topology;
    }

    /**
     * Checks one.
     *
     * @param said how whoever meets a refusal knows the topology: its file or its name
     * @throws NetworkException that names what is in the way and says what to do
     */
    static void check(String said, Topology topology) {
        TopologyCheck check = new TopologyCheck(said, topology);
        topology.organizations().forEach(check::names);
        check.addresses();
        check.endorsers();
    }

    private void names(Topology.Organization organization) {
        Stream.concat(
                        organization.peers().stream().map(Topology.Peer::name),
                        organization.orderers().stream().map(Topology.Orderer::name))
                .filter(RESERVED::contains)
                .findFirst()
                .ifPresent(name -> {
                    throw NetworkException.of("topology.reserved", null, said, organization.name(), name);
                });
    }

    private void endorsers() {
        if (Lifecycle.endorsers(topology).size() < Endorsement.NEEDED) {
            throw NetworkException.of("topology.unendorsed", null, said, String.join(", ", Endorsement.ENDORSERS));
        }
        topology.organizations().stream()
                .filter(organization -> organization.peers().isEmpty())
                .map(Topology.Organization::mspId)
                .filter(Endorsement.ANSWERABLE::contains)
                .findFirst()
                .ifPresent(mspId -> {
                    throw NetworkException.of("topology.answerable", null, said, mspId);
                });
    }

    /** One process listens there. */
    private record Listening(String who, String host, int port) {
        @Override
        public String toString() {
            return who + " (" + Addresses.of(host, port) + ")";
        }

        /** Whether one of the two would find the port taken: as all run on one machine, every name of its loopback is one. */
        boolean isInTheWayOf(Listening other) {
            String here = place(host);
            String there = place(other.host);
            return port == other.port && (here.equals(there) || here.isEmpty() || there.isEmpty());
        }

        /** Empty if it is every address of the machine. */
        private static String place(String host) {
            String lower = host.toLowerCase(Locale.ROOT);
            return EVERYWHERE.matcher(lower).matches()
                    ? ""
                    : ALSO_LOOPBACK.matcher(lower).matches() ? Addresses.LOOPBACK : lower;
        }
    }

    private void addresses() {
        List<Listening> taken = new ArrayList<>();
        for (Listening one : all()) {
            taken.stream().filter(one::isInTheWayOf).findFirst().ifPresent(other -> {
                throw NetworkException.of("topology.address", null, said, other, one);
            });
            taken.add(one);
        }
    }

    /** Where clients and other nodes come is at the host; all else is on loopback. */
    private List<Listening> all() {
        List<Listening> all = new ArrayList<>();
        for (Topology.Organization organization : topology.organizations()) {
            String of = "." + organization.name();
            Topology.Ca ca = organization.ca();
            all.add(new Listening("ca" + of + " port", ca.host(), ca.port()));
            all.add(new Listening("ca" + of + " operationsPort", Addresses.LOOPBACK, ca.operationsPort()));
            for (Topology.Peer peer : organization.peers()) {
                String name = peer.name() + of;
                all.add(new Listening(name + " port", peer.host(), peer.port()));
                all.add(new Listening(name + " operationsPort", Addresses.LOOPBACK, peer.operationsPort()));
                all.add(new Listening(name + " chaincodePort", Addresses.LOOPBACK, peer.chaincodePort()));
            }
            for (Topology.Orderer orderer : organization.orderers()) {
                String name = orderer.name() + of;
                all.add(new Listening(name + " port", orderer.host(), orderer.port()));
                all.add(new Listening(name + " operationsPort", Addresses.LOOPBACK, orderer.operationsPort()));
                all.add(new Listening(name + " adminPort", Addresses.LOOPBACK, orderer.adminPort()));
            }
        }
        return all;
    }
}
