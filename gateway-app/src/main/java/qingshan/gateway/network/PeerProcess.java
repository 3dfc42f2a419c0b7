package qingshan.gateway.network;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonObject;

/** A peer and the chaincode process beside it: their configuration, and how an operator speaks with the peer. */
record PeerProcess(Topology topology, Topology.Organization organization, Topology.Peer peer, Place place) {
    /** Before the package id in the environment of a chaincode process. */
    static final String PACKAGE_ID = "CORE_CHAINCODE_ID_NAME=";

    private static final String CHAINCODE_ADDRESS = "QINGSHAN_CHAINCODE_ADDRESS";

    /** All of a network. */
    static List<PeerProcess> of(Topology topology, Place place) {
        return topology.organizations().stream()
                .flatMap(organization ->
                        organization.peers().stream().map(peer -> new PeerProcess(topology, organization, peer, place)))
                .toList();
    }

    /** One of each organization: an organization agrees once, whichever peer it is told by. */
    static List<PeerProcess> ofEach(Topology topology, Place place) {
        return topology.organizations().stream()
                .filter(organization -> !organization.peers().isEmpty())
                .map(organization -> new PeerProcess(
                        topology, organization, organization.peers().getFirst(), place))
                .toList();
    }

    String name() {
        return peer.name() + "." + organization.name();
    }

    Node node() {
        return new Node(place.node(organization.name(), peer.name()));
    }

    String address() {
        return Addresses.of(peer.host(), peer.port());
    }

    String chaincodeAddress() {
        return Addresses.loopback(peer.chaincodePort());
    }

    /** Writes its configuration. */
    void configure() {
        Node node = node();
        Path directory = node.directory();
        JsonObject builder = JsonObject.of("name", "qingshan")
                .with("path", place.builder().toString())
                .with("propagateEnvironment", ConfigFile.array(List.of(CHAINCODE_ADDRESS)));
        List<String> bootstrap = organization.peers().stream()
                .map(other -> Addresses.of(other.host(), other.port()))
                .toList();
        ConfigFile.from("peer")
                .set("peer.id", name())
                .set("peer.networkId", topology.name())
                .set("peer.address", address())
                .set("peer.listenAddress", address())
                // nobody listens to chaincode that connects by itself: ours is a service, to which the peer connects
                .set("peer.chaincodeListenAddress", Addresses.loopback(0))
                .set("peer.gossip.bootstrap", bootstrap)
                .set("peer.gossip.endpoint", address())
                .set("peer.gossip.externalEndpoint", address())
                .set("peer.mspConfigPath", node.msp())
                .set("peer.localMspId", organization.mspId())
                .set("peer.fileSystemPath", data())
                .set("peer.tls.enabled", true)
                .set("peer.tls.clientAuthRequired", true)
                .set("peer.tls.cert.file", node.tlsCertificate())
                .set("peer.tls.key.file", node.tlsKey())
                .set("peer.tls.clientCert.file", node.tlsCertificate())
                .set("peer.tls.clientKey.file", node.tlsKey())
                .set("peer.tls.rootcert.file", place.tlsRoot(organization.name()))
                .set("peer.tls.clientRootCAs.files", place.tlsRoots(topology))
                .set("ledger.snapshots.rootDir", data().resolve("snapshots"))
                .set("operations.listenAddress", Addresses.loopback(peer.operationsPort()))
                .set("chaincode.externalBuilders", new JsonArray(List.of(builder)))
                .write(directory.resolve("core.yaml"));
    }

    Path data() {
        return node().directory().resolve(Place.DATA);
    }

    Service service(Path program) {
        String directory = node().directory().toString();
        return new Service(
                name(),
                "",
                List.of(program.toString(), "node", "start"),
                List.of("FABRIC_CFG_PATH=" + directory, CHAINCODE_ADDRESS + "=" + chaincodeAddress()),
                directory,
                address());
    }

    /** The process that runs the contracts for this peer alone. */
    Service chaincode(Code code) {
        return new Service(
                Service.CHAINCODE + name(),
                name(),
                code.command(),
                List.of(
                        "CHAINCODE_SERVER_ADDRESS=" + chaincodeAddress(),
                        PACKAGE_ID + code.packageId(),
                        "CORE_PEER_LOCALMSPID=" + organization.mspId(),
                        // at INFO the shim writes every argument down
                        "CORE_CHAINCODE_LOGGING_LEVEL=WARNING",
                        "CORE_CHAINCODE_LOGGING_SHIM=WARNING"),
                place.code(code.version()).toString(),
                chaincodeAddress());
    }

    /** For the program {@code peer} when the organization's operator speaks with this peer. */
    Map<String, String> operator() {
        Node admin = new Node(place.admin(organization.name()));
        Map<String, String> environment = new HashMap<>();
        environment.put("FABRIC_CFG_PATH", node().directory().toString());
        environment.put("CORE_PEER_ADDRESS", address());
        environment.put("CORE_PEER_MSPCONFIGPATH", admin.msp().toString());
        environment.put("CORE_PEER_TLS_CLIENTCERT_FILE", admin.tlsCertificate().toString());
        environment.put("CORE_PEER_TLS_CLIENTKEY_FILE", admin.tlsKey().toString());
        return environment;
    }

    /** For the program {@code peer} when it sends to an orderer. */
    List<String> orderer(OrdererProcess orderer) {
        Node admin = new Node(place.admin(organization.name()));
        return List.of(
                "-o",
                orderer.address(),
                "--tls",
                "--cafile",
                place.tlsRoot(orderer.organization().name()).toString(),
                "--clientauth",
                "--certfile",
                admin.tlsCertificate().toString(),
                "--keyfile",
                admin.tlsKey().toString());
    }
}
