package qingshan.gateway.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockDataHashingStructure;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.msp.FabricCryptoConfig;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.FabricNodeOUs;
import org.hyperledger.fabric.protos.msp.FabricOUIdentifier;
import org.hyperledger.fabric.protos.msp.MSPConfig;
import qingshan.gateway.identity.Pem;
import qingshan.proof.block.Hashes;

/** Block 0: which organizations the channel has and by which root certificates they are known. */
final class Genesis {

    private static final String APPLICATION = "Application";
    private static final String ORDERER = "Orderer";
    private static final String MSP = "MSP";
    private static final String ADMINS = "Admins";
    private static final int NONCE_BYTES = 24;

    private Genesis() {}

    /** The configuration transaction, an envelope; as with Fabric's own, nobody signed it. */
    static ByteString transaction(Channel channel, Identities identities, Instant now) {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        ByteString signatureHeader = SignatureHeader.newBuilder()
                .setNonce(ByteString.copyFrom(nonce))
                .build()
                .toByteString();
        String txId = HexFormat.of()
                .formatHex(Hashes.sha256(ByteString.copyFrom(nonce)).toByteArray());
        ByteString channelHeader = ChannelHeader.newBuilder()
                .setType(HeaderType.CONFIG_VALUE)
                .setTimestamp(Proposal.timestamp(now))
                .setChannelId(channel.name())
                .setTxId(txId)
                .build()
                .toByteString();
        Config config = Config.newBuilder().setChannelGroup(group(identities)).build();
        Payload payload = Payload.newBuilder()
                .setHeader(Header.newBuilder().setChannelHeader(channelHeader).setSignatureHeader(signatureHeader))
                .setData(ConfigEnvelope.newBuilder().setConfig(config).build().toByteString())
                .build();
        return Envelope.newBuilder().setPayload(payload.toByteString()).build().toByteString();
    }

    /** The root certificates (PEM) that a block 0 names, by MSP id. */
    static Map<String, ByteString> roots(Block block) {
        try {
            Envelope envelope = Envelope.parseFrom(block.getData().getData(0));
            Payload payload = Payload.parseFrom(envelope.getPayload());
            ConfigGroup channel =
                    ConfigEnvelope.parseFrom(payload.getData()).getConfig().getChannelGroup();
            Map<String, ByteString> roots = new TreeMap<>();
            for (String kind : List.of(APPLICATION, ORDERER)) {
                for (ConfigGroup group :
                        channel.getGroupsOrThrow(kind).getGroupsMap().values()) {
                    MSPConfig msp =
                            MSPConfig.parseFrom(group.getValuesOrThrow(MSP).getValue());
                    FabricMSPConfig config = FabricMSPConfig.parseFrom(msp.getConfig());
                    roots.put(config.getName(), config.getRootCerts(0));
                }
            }
            return roots;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("block 0 holds no configuration", e);
        }
    }

    /** The same of the home's authorities. */
    static Map<String, ByteString> roots(Identities identities) {
        Map<String, ByteString> roots = new TreeMap<>();
        Identities.MEMBERS.forEach(member -> roots.put(member, root(identities, member)));
        roots.put(Identities.OPERATOR, root(identities, Identities.OPERATOR));
        return roots;
    }

    private static ConfigGroup group(Identities identities) {
        ConfigGroup.Builder members =
                ConfigGroup.newBuilder().setModPolicy(ADMINS).putPolicies("Endorsement", operatorEndorses());
        Identities.MEMBERS.forEach(member -> members.putGroups(member, organization(identities, member)));
        ConfigGroup.Builder orderers = ConfigGroup.newBuilder()
                .setModPolicy(ADMINS)
                .putGroups(Identities.OPERATOR, organization(identities, Identities.OPERATOR));
        ByteString width = BlockDataHashingStructure.newBuilder()
                .setWidth(-1) // 2^32 - 1: one hash over all
                .build()
                .toByteString();
        return ConfigGroup.newBuilder()
                .setModPolicy(ADMINS)
                .putGroups(APPLICATION, members.build())
                .putGroups(ORDERER, orderers.build())
                .putValues("BlockDataHashingStructure", value(width))
                .build();
    }

    /** One peer of the operator, who endorses alone: an audit holds every transaction to it. */
    private static ConfigPolicy operatorEndorses() {
        MSPRole peer = MSPRole.newBuilder()
                .setMspIdentifier(Identities.OPERATOR)
                .setRole(MSPRole.MSPRoleType.PEER)
                .build();
        SignaturePolicyEnvelope policy = SignaturePolicyEnvelope.newBuilder()
                .setRule(SignaturePolicy.newBuilder().setSignedBy(0))
                .addIdentities(MSPPrincipal.newBuilder()
                        .setPrincipalClassification(MSPPrincipal.Classification.ROLE)
                        .setPrincipal(peer.toByteString()))
                .build();
        return ConfigPolicy.newBuilder()
                .setModPolicy(ADMINS)
                .setPolicy(Policy.newBuilder()
                        .setType(Policy.PolicyType.SIGNATURE_VALUE)
                        .setValue(policy.toByteString()))
                .build();
    }

    private static ConfigGroup organization(Identities identities, String mspId) {
        ByteString root = root(identities, mspId);
        FabricMSPConfig config = FabricMSPConfig.newBuilder()
                .setName(mspId)
                .addRootCerts(root)
                .setCryptoConfig(FabricCryptoConfig.newBuilder()
                        .setSignatureHashFamily("SHA2")
                        .setIdentityIdentifierHashFunction("SHA256"))
                .setFabricNodeOus(FabricNodeOUs.newBuilder()
                        .setEnable(true)
                        .setClientOuIdentifier(unit("client"))
                        .setPeerOuIdentifier(unit("peer"))
                        .setAdminOuIdentifier(unit("admin"))
                        .setOrdererOuIdentifier(unit("orderer")))
                .build();
        ByteString msp =
                MSPConfig.newBuilder().setConfig(config.toByteString()).build().toByteString();
        return ConfigGroup.newBuilder()
                .setModPolicy(ADMINS)
                .putValues(MSP, value(msp))
                .build();
    }

    private static FabricOUIdentifier unit(String name) {
        return FabricOUIdentifier.newBuilder()
                .setOrganizationalUnitIdentifier(name)
                .build();
    }

    private static ConfigValue value(ByteString bytes) {
        return ConfigValue.newBuilder().setModPolicy(ADMINS).setValue(bytes).build();
    }

    private static ByteString root(Identities identities, String mspId) {
        try {
            return ByteString.copyFrom(Pem.certificate(identities.root(mspId)));
        } catch (IOException e) {
            throw new IllegalStateException("a certificate that cannot be written down", e);
        }
    }
}
