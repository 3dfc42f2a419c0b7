package qingshan.gateway.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import qingshan.rules.Decisions;
import qingshan.rules.authority.Endorsement;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonBoolean;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;

/** The chaincode's life on the channel: installed and approved by each organization for itself, then committed. */
final class Lifecycle {
    /** The chaincode's name, which is also the namespace of its state. */
    static final String CHAINCODE = "qingshan";

    /** How a peer says that a collection of its own organization is gone with its disk. */
    private static final String LOST = "private data matching public hash version is not available";

    /** How it says that the definition in force has other policies or collections, such as an earlier version's. */
    private static final String OTHER = "with different parameters";

    /** How it says, if not {@link #OTHER}, that its organization has approved exactly this before. */
    private static final String APPROVED = "attempted to redefine";

    private final Topology topology;
    private final Place place;
    private final Tool tool;
    private final int endorsements;

    Lifecycle(Topology topology, Place place, Tool tool) {
        this(topology, place, tool, endorsements(topology));
    }

    /** With another count of endorsements than the ledger's own: to measure what they cost. */
    Lifecycle(Topology topology, Place place, Tool tool, int endorsements) {
        this.topology = topology;
        this.place = place;
        this.tool = tool;
        this.endorsements = endorsements;
    }

    /**
     * What the channel's members have agreed to.
     *
     * @param version of the code
     * @param sequence how often they have agreed to something, this included
     */
    record Committed(String version, int sequence) {}

    /** Those that endorse here. */
    static List<String> endorsers(Topology topology) {
        List<String> members = topology.organizations().stream()
                .filter(organization -> !organization.peers().isEmpty())
                .map(Topology.Organization::mspId)
                .toList();
        return Endorsement.ENDORSERS.stream().filter(members::contains).toList();
    }

    /** How many of them each transaction takes. */
    static int endorsements(Topology topology) {
        return Math.min(Endorsement.NEEDED, endorsers(topology).size());
    }

    Optional<Committed> committed(PeerProcess peer) {
        Tool.Ended ended = tool.attempt(
                "peer",
                peer.operator(),
                List.of(
                        "lifecycle",
                        "chaincode",
                        "querycommitted",
                        "--channelID",
                        topology.channel(),
                        "--name",
                        CHAINCODE,
                        "-O",
                        "json"));
        if (ended.code() != 0) {
            if (ended.err().contains("is not defined")) {
                return Optional.empty();
            }
            throw NetworkException.of("tool.failed", null, "peer", ended.lastWords(), place.logs());
        }
        JsonObject json = JsonParser.object(ended.out());
        String version = json.text("version");
        if (version == null || !(json.get("sequence") instanceof JsonInteger(long sequence))) {
            throw NetworkException.of("tool.failed", null, "peer", ended.out(), place.logs());
        }
        return Optional.of(new Committed(version, (int) sequence));
    }

    /** Installs a package on a peer, unless it is there. */
    void install(PeerProcess peer, Code code) {
        Tool.Ended installed = tool.attempt(
                "peer", peer.operator(), List.of("lifecycle", "chaincode", "queryinstalled", "-O", "json"));
        if (installed.code() == 0 && installed.out().contains("\"" + code.packageId() + "\"")) {
            return;
        }
        tool.run(
                "peer",
                peer.operator(),
                List.of("lifecycle", "chaincode", "install", code.packageFile().toString()));
    }

    /**
     * Approves a definition for an organization.
     *
     * @return false if it never can: its peers have lost what they alone knew of an earlier approval of this sequence, or
     *     another definition is in force by it
     */
    boolean approve(PeerProcess peer, OrdererProcess orderer, Code code, int sequence) {
        List<String> arguments =
                new ArrayList<>(List.of("lifecycle", "chaincode", "approveformyorg", "--package-id", code.packageId()));
        arguments.addAll(definition(code, sequence));
        arguments.addAll(peer.orderer(orderer));
        Tool.Ended ended = tool.attempt("peer", peer.operator(), arguments);
        if (ended.code() == 0) {
            return true;
        }
        String why = ended.err();
        if (why.contains(LOST) || why.contains(OTHER)) {
            return false;
        }
        if (why.contains(APPROVED)) {
            return true;
        }
        throw NetworkException.of("tool.failed", null, "peer", ended.lastWords(), place.logs());
    }

    /** Whether an organization has approved this code. */
    boolean approved(PeerProcess peer, Code code, int sequence) {
        return approved(peer, sequence).contains(code.packageId());
    }

    /** What a peer knows of its organization's approval; empty if there is none. */
    String approved(PeerProcess peer, int sequence) {
        Tool.Ended ended = tool.attempt(
                "peer",
                peer.operator(),
                List.of(
                        "lifecycle",
                        "chaincode",
                        "queryapproved",
                        "--channelID",
                        topology.channel(),
                        "--name",
                        CHAINCODE,
                        "--sequence",
                        Integer.toString(sequence),
                        "-O",
                        "json"));
        return ended.code() == 0 ? ended.out() : "";
    }

    /** Commits a definition that enough organizations have approved. */
    void commit(List<PeerProcess> peers, OrdererProcess orderer, Code code, int sequence) {
        List<String> arguments = new ArrayList<>(List.of("lifecycle", "chaincode", "commit"));
        arguments.addAll(definition(code, sequence));
        PeerProcess first = peers.getFirst();
        arguments.addAll(first.orderer(orderer));
        for (PeerProcess peer : peers) {
            arguments.addAll(List.of(
                    "--peerAddresses",
                    peer.address(),
                    "--tlsRootCertFiles",
                    place.tlsRoot(peer.organization().name()).toString()));
        }
        tool.run("peer", first.operator(), arguments);
    }

    private List<String> definition(Code code, int sequence) {
        Path collections = place.channel().resolve("collections.json");
        Place.write(collections, CanonicalJson.write(collections(topology)));
        return List.of(
                "--channelID",
                topology.channel(),
                "--name",
                CHAINCODE,
                "--version",
                code.version(),
                "--sequence",
                Integer.toString(sequence),
                "--signature-policy",
                policy(),
                "--collections-config",
                collections.toString());
    }

    /** Of a transaction: two of those that endorse, so that one may be away and none can act alone. */
    private String policy() {
        Stream<String> principals = endorsers(topology).stream().map(msp -> "'" + msp + ".peer'");
        return "OutOf(" + endorsements + "," + String.join(",", principals.toList()) + ")";
    }

    /** Prices; and for each organization that answers for something, the one by which peers ask for its endorsement. */
    static JsonArray collections(Topology topology) {
        List<String> endorsers = endorsers(topology);
        Stream<Json> marks = Endorsement.ANSWERABLE.stream()
                .filter(endorsers::contains)
                .map(msp -> collection(Endorsement.collection(msp), endorsers)
                        .with("endorsementPolicy", JsonObject.of("signaturePolicy", "OR('" + msp + ".peer')")));
        return new JsonArray(Stream.concat(Stream.of(collection(Decisions.PRICES, endorsers)), marks)
                .toList());
    }

    /** A collection of those that endorse, and of nobody else. */
    private static JsonObject collection(String name, List<String> endorsers) {
        Stream<String> principals = endorsers.stream().map(msp -> "'" + msp + ".member'");
        return JsonObject.of("name", name)
                .with("policy", "OR(" + String.join(",", principals.toList()) + ")")
                // each peer that endorses holds the data already: none is needed beside them
                .with("requiredPeerCount", 0)
                .with("maxPeerCount", endorsers.size())
                .with("blockToLive", 0)
                .with("memberOnlyRead", new JsonBoolean(true))
                .with("memberOnlyWrite", new JsonBoolean(true));
    }
}
