package qingshan.gateway.network;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An orderer: its configuration, and its process. */
record OrdererProcess(Topology topology, Topology.Organization organization, Topology.Orderer orderer, Place place) {
    /** All of a network. */
    static List<OrdererProcess> of(Topology topology, Place place) {
        return topology.organizations().stream()
                .flatMap(organization -> organization.orderers().stream()
                        .map(orderer -> new OrdererProcess(topology, organization, orderer, place)))
                .toList();
    }

    /** The organization's own, else any. */
    static OrdererProcess nearest(PeerProcess peer) {
        List<OrdererProcess> all = of(peer.topology(), peer.place());
        return all.stream()
                .filter(orderer -> orderer.organization().equals(peer.organization()))
                .findFirst()
                .orElseGet(all::getFirst);
    }

    /** All of the network, this one first. */
    List<OrdererProcess> inTurn() {
        return Stream.concat(Stream.of(this), of(topology, place).stream().filter(other -> !other.equals(this)))
                .toList();
    }

    String name() {
        return orderer.name() + "." + organization.name();
    }

    Node node() {
        return new Node(place.node(organization.name(), orderer.name()));
    }

    String address() {
        return Addresses.of(orderer.host(), orderer.port());
    }

    String adminAddress() {
        return Addresses.loopback(orderer.adminPort());
    }

    /** Writes its configuration. */
    void configure() {
        Node node = node();
        Path directory = node.directory();
        Path root = place.tlsRoot(organization.name());
        ConfigFile.from("orderer")
                .set("General.ListenAddress", orderer.host())
                .set("General.ListenPort", orderer.port())
                .set("General.TLS.PrivateKey", node.tlsKey())
                .set("General.TLS.Certificate", node.tlsCertificate())
                .set("General.TLS.RootCAs", List.of(root))
                .set("General.TLS.ClientRootCAs", place.tlsRoots(topology))
                .set("General.Cluster.ClientCertificate", node.tlsCertificate())
                .set("General.Cluster.ClientPrivateKey", node.tlsKey())
                .set("General.LocalMSPDir", node.msp())
                .set("General.LocalMSPID", organization.mspId())
                .set("FileLedger.Location", directory.resolve("data"))
                .set("Operations.ListenAddress", Addresses.loopback(orderer.operationsPort()))
                .set("Admin.ListenAddress", adminAddress())
                .set("Admin.TLS.Certificate", node.tlsCertificate())
                .set("Admin.TLS.PrivateKey", node.tlsKey())
                .set("Admin.TLS.RootCAs", List.of(root))
                .set("Admin.TLS.ClientRootCAs", List.of(root))
                .set("Consensus.WALDir", directory.resolve("data/etcdraft/wal"))
                .set("Consensus.SnapDir", directory.resolve("data/etcdraft/snapshot"))
                .write(directory.resolve("orderer.yaml"));
    }

    Service service(Path program) {
        String directory = node().directory().toString();
        return new Service(
                name(), "", List.of(program.toString()), List.of("FABRIC_CFG_PATH=" + directory), directory, address());
    }
}
