package qingshan.gateway.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Trouble;
import qingshan.gateway.fabric.Connection;
import qingshan.gateway.home.Home;

/** Gives a home what its gateway needs to reach a network as one of its organizations. */
final class GatewayHome {
    /** The name under which a home's gateway is known to its peers' TLS. */
    static final String TLS_NAME = "gateway-tls";

    private GatewayHome() {}

    /** Certificate and key by which its peers know it. */
    static Path tlsClient(Home home) {
        return Connection.directory(home).resolve("tls-client.pem");
    }

    /** A home keeps the network and the organization to which it was connected. */
    static void mustSuit(Home home, Topology topology, @Nullable String said, @Nullable String organization) {
        String own = topology.organizations().stream()
                .filter(one -> one.mspId().equals(Connection.of(home).mspId()))
                .map(Topology.Organization::name)
                .findFirst()
                .orElse("");
        boolean otherNetwork = said != null
                && !said.equals(topology.name())
                && !Topologies.of(said).name().equals(topology.name());
        if (otherNetwork || (organization != null && !organization.equals(own))) {
            throw NetworkException.of(
                    "home.other",
                    null,
                    home.path(),
                    own,
                    topology.name(),
                    organization == null ? own : organization,
                    said == null ? topology.name() : said);
        }
    }

    /** Connects it, once; what is enrolled there stays. */
    static void connect(Home home, Topology topology, Place place, String mspId, Map<String, String> environment) {
        Topology.Organization organization = topology.organizations().stream()
                .filter(one -> one.mspId().equals(mspId))
                .filter(one -> !one.peers().isEmpty())
                .findFirst()
                .orElseThrow(() -> NetworkException.of("organization.none", null, topology.name(), mspId));
        Path directory = Connection.directory(home);
        try {
            CaEnroller.remember(home, place);
            Place.copy(place.tlsRoot(organization.name()), directory.resolve("tls-roots.pem"));
            Path client = tlsClient(home);
            if (!Files.exists(client)) {
                new CaEnroller(home, environment)
                        .enrolled(topology, organization, Authority.Kind.TLS, TLS_NAME, Map.of())
                        .write(client);
            }
            List<String> peers = organization.peers().stream()
                    .map(peer -> Addresses.of(peer.host(), peer.port()))
                    .toList();
            new Connection(
                            topology.channel(),
                            Lifecycle.CHAINCODE,
                            mspId,
                            peers,
                            Lifecycle.endorsers(topology),
                            Lifecycle.endorsements(topology))
                    .write(home);
        } catch (IOException e) {
            throw NetworkException.of("file.unwritten", e, directory, Trouble.of(e));
        }
    }
}
