package qingshan.gateway.network;

import java.util.List;
import java.util.stream.Stream;

/**
 * One whom an organization enrols for itself: its operator, a peer, an orderer.
 *
 * @param owner the service, such as {@code peer0.trade}; the operator is none and is called {@code operator.trade}
 * @param name under which its authorities know it
 * @param type the unit in its certificates
 * @param hosts that its TLS certificate is good for
 * @param named whether the channel's configuration names its identity's certificate, as it does that of an orderer under BFT,
 *     by which blocks are judged
 */
record Member(String owner, Node node, String name, String type, List<String> hosts, boolean named) {
    /** The underscore is in no name of whoever submits. */
    private static final String OPERATOR = "org_operator";

    private static final String NODE = "node_";

    Member {
        hosts = List.copyOf(hosts);
    }

    /** The operator first, then those that it runs. */
    static List<Member> of(Topology topology, Topology.Organization organization, Place place) {
        boolean named = topology.consensus() == Topology.Consensus.BFT;
        Node operator = new Node(place.admin(organization.name()));
        Stream<Member> peers = organization.peers().stream()
                .map(peer -> node(place, organization, peer.name(), "peer", peer.host(), false));
        Stream<Member> orderers = organization.orderers().stream()
                .map(orderer -> node(place, organization, orderer.name(), "orderer", orderer.host(), named));
        return Stream.concat(
                        Stream.of(new Member(
                                "operator." + organization.name(),
                                operator,
                                OPERATOR,
                                "admin",
                                hosts("127.0.0.1"),
                                false)),
                        Stream.concat(peers, orderers))
                .toList();
    }

    private static Member node(
            Place place, Topology.Organization organization, String name, String type, String host, boolean named) {
        Node node = new Node(place.node(organization.name(), name));
        return new Member(name + "." + organization.name(), node, NODE + name, type, hosts(host), named);
    }

    private static List<String> hosts(String host) {
        return List.of(host, "localhost");
    }
}
