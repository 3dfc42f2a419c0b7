package qingshan.gateway.network;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonBoolean;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonString;

/** What the channel's block 0 says: who belongs to it, who orders, and whose consent a change takes. */
final class ChannelFile {
    /** Block 0 while it is made. */
    static final String UNFINISHED = "genesis.new";

    private static final String PROFILE = "channel";

    private final Topology topology;
    private final Place place;

    ChannelFile(Topology topology, Place place) {
        this.topology = topology;
        this.place = place;
    }

    /** Makes block 0 once: it is the same for everybody for ever. */
    void makeGenesis(Tool tool) {
        if (place.genesis().toFile().exists()) {
            return;
        }
        configuration().write(place.channel().resolve("configtx.yaml"));
        Path made = place.channel().resolve(UNFINISHED);
        tool.run(
                "configtxgen",
                Map.of(),
                List.of(
                        "-profile", PROFILE,
                        "-channelID", topology.channel(),
                        "-outputBlock", made.toString(),
                        "-configPath", place.channel().toString()));
        Place.move(made, place.genesis());
    }

    private ConfigFile configuration() {
        ConfigFile file = ConfigFile.empty();
        String profile = "Profiles." + PROFILE;
        file.set(profile + ".Policies", policies(JsonObject.EMPTY));
        file.set(profile + ".Capabilities", capability("V3_0"));
        file.set(profile + ".Orderer", ordering());
        JsonObject application = JsonObject.of("LifecycleEndorsement", meta("MAJORITY Endorsement"))
                .with("Endorsement", meta("MAJORITY Endorsement"));
        file.set(profile + ".Application.Policies", policies(application));
        file.set(profile + ".Application.Capabilities", capability("V2_5"));
        file.set(
                profile + ".Application.Organizations",
                new JsonArray(topology.organizations().stream()
                        .filter(organization -> !organization.peers().isEmpty())
                        .<Json>map(this::member)
                        .toList()));
        return file;
    }

    private JsonObject ordering() {
        Topology.Batch batch = topology.batch();
        JsonObject shared = ConfigFile.from("channel").content();
        JsonObject ordering = JsonObject.of("BatchTimeout", batch.timeoutMillis() + "ms")
                .with(
                        "BatchSize",
                        JsonObject.of("MaxMessageCount", new JsonInteger(batch.messages()))
                                .with("AbsoluteMaxBytes", batch.bytes())
                                .with("PreferredMaxBytes", batch.preferredBytes()))
                .with("Capabilities", capability("V2_0"))
                .with("Policies", policies(JsonObject.of("BlockValidation", meta("ANY Writers"))))
                .with(
                        "Organizations",
                        new JsonArray(topology.organizations().stream()
                                .filter(organization -> !organization.orderers().isEmpty())
                                .<Json>map(this::orders)
                                .toList()));
        return switch (topology.consensus()) {
            case RAFT ->
                ordering.with("OrdererType", "etcdraft")
                        .with(
                                "EtcdRaft",
                                JsonObject.of("Consenters", consenters()).with("Options", object(shared, "raft")));
            case BFT ->
                ordering.with("OrdererType", "BFT")
                        .with("ConsenterMapping", consenters())
                        .with(
                                "SmartBFT",
                                object(shared, "bft").with("RequestBatchMaxInterval", batch.timeoutMillis() + "ms"));
        };
    }

    private static JsonObject object(JsonObject from, String name) {
        if (from.get(name) instanceof JsonObject found) {
            return found;
        }
        throw new IllegalStateException("no member " + name);
    }

    private JsonArray consenters() {
        List<Json> consenters = new ArrayList<>();
        for (OrdererProcess orderer : OrdererProcess.of(topology, place)) {
            Node node = orderer.node();
            JsonObject consenter = JsonObject.of("Host", orderer.orderer().host())
                    .with("Port", orderer.orderer().port())
                    .with("ClientTLSCert", node.tlsCertificate().toString())
                    .with("ServerTLSCert", node.tlsCertificate().toString());
            consenters.add(
                    topology.consensus() == Topology.Consensus.RAFT
                            ? consenter
                            : consenter
                                    .with("ID", consenters.size() + 1)
                                    .with("MSPID", orderer.organization().mspId())
                                    .with("Identity", node.certificate().toString()));
        }
        return new JsonArray(consenters);
    }

    private JsonObject member(Topology.Organization organization) {
        List<Json> anchors = organization.peers().stream()
                .<Json>map(peer -> JsonObject.of("Host", peer.host()).with("Port", peer.port()))
                .toList();
        return organization(organization).with("AnchorPeers", new JsonArray(anchors));
    }

    private JsonObject orders(Topology.Organization organization) {
        List<Json> endpoints = organization.orderers().stream()
                .<Json>map(orderer -> new JsonString(Addresses.of(orderer.host(), orderer.port())))
                .toList();
        return organization(organization).with("OrdererEndpoints", new JsonArray(endpoints));
    }

    private JsonObject organization(Topology.Organization organization) {
        String msp = organization.mspId();
        return JsonObject.of("Name", msp)
                .with("ID", msp)
                .with("MSPDir", place.msp(organization.name()).toString())
                .with(
                        "Policies",
                        JsonObject.of("Readers", signed(msp + ".member"))
                                .with("Writers", signed(msp + ".member"))
                                .with("Admins", signed(msp + ".admin"))
                                .with("Endorsement", signed(msp + ".peer")));
    }

    private static JsonObject policies(JsonObject more) {
        return more.with("Readers", meta("ANY Readers"))
                .with("Writers", meta("ANY Writers"))
                .with("Admins", meta("MAJORITY Admins"));
    }

    private static JsonObject capability(String version) {
        return JsonObject.of(version, new JsonBoolean(true));
    }

    private static JsonObject meta(String rule) {
        return JsonObject.of("Type", "ImplicitMeta").with("Rule", rule);
    }

    private static JsonObject signed(String principal) {
        return JsonObject.of("Type", "Signature").with("Rule", "OR('" + principal + "')");
    }
}
