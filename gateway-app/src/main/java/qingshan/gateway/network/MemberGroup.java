package qingshan.gateway.network;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.MSPConfig;
import org.hyperledger.fabric.protos.peer.AnchorPeer;
import org.hyperledger.fabric.protos.peer.AnchorPeers;
import qingshan.gateway.Trouble;

/** What the channel's configuration says of one member: by which certificates it is known, and which roles it has. */
final class MemberGroup {
    private static final String APPLICATION = "Application";
    private static final String ORDERER = "Orderer";
    private static final String ADMINS = "Admins";
    private static final String MSP = "MSP";
    private static final String ANCHORS = "AnchorPeers";

    private MemberGroup() {}

    /** A channel with one more member, which is like another but for its name, its roots and its peers. */
    static ConfigGroup with(ConfigGroup channel, Topology.Organization organization, Place place) {
        ConfigGroup application = channel.getGroupsOrThrow(APPLICATION);
        if (application.containsGroups(organization.mspId())) {
            return channel;
        }
        ConfigGroup like = application.getGroupsMap().values().iterator().next();
        FabricMSPConfig msp = msp(like).toBuilder()
                .setName(organization.mspId())
                .clearRootCerts()
                .addRootCerts(bytes(place.root(organization.name())))
                .clearTlsRootCerts()
                .addTlsRootCerts(bytes(place.tlsRoot(organization.name())))
                .clearRevocationList()
                .build();
        AnchorPeers.Builder anchors = AnchorPeers.newBuilder();
        organization
                .peers()
                .forEach(peer -> anchors.addAnchorPeers(
                        AnchorPeer.newBuilder().setHost(peer.host()).setPort(peer.port())));
        ConfigGroup.Builder group = ConfigGroup.newBuilder()
                .setModPolicy(ADMINS)
                .putValues(MSP, value(msp))
                .putValues(ANCHORS, value(anchors.build().toByteString()));
        Map<String, MSPRole.MSPRoleType> roles = Map.of(
                "Readers",
                MSPRole.MSPRoleType.MEMBER,
                "Writers",
                MSPRole.MSPRoleType.MEMBER,
                ADMINS,
                MSPRole.MSPRoleType.ADMIN,
                "Endorsement",
                MSPRole.MSPRoleType.PEER);
        roles.forEach((policy, role) -> group.putPolicies(policy, policy(organization.mspId(), role)));
        return channel.toBuilder()
                .putGroups(
                        APPLICATION,
                        application.toBuilder()
                                .putGroups(organization.mspId(), group.build())
                                .build())
                .build();
    }

    /** Whether an organization is a member. */
    static boolean isMember(ConfigGroup channel, String mspId) {
        return channel.getGroupsOrThrow(APPLICATION).containsGroups(mspId);
    }

    /** A channel that knows what an organization has revoked, wherever it knows the organization. */
    static ConfigGroup revoking(ConfigGroup channel, String mspId, Path revoked) {
        ConfigGroup.Builder changed = channel.toBuilder();
        for (String kind : new String[] {APPLICATION, ORDERER}) {
            ConfigGroup members = channel.getGroupsOrThrow(kind);
            if (members.containsGroups(mspId)) {
                ConfigGroup member = members.getGroupsOrThrow(mspId);
                FabricMSPConfig before = msp(member);
                ByteString list = bytes(revoked);
                FabricMSPConfig msp = before.toBuilder()
                        .clearRevocationList()
                        .addAllRevocationList(Revoked.beside(list, before.getRevocationListList()))
                        .addRevocationList(list)
                        .build();
                ConfigValue old = member.getValuesOrThrow(MSP);
                ConfigValue now =
                        old.toBuilder().setValue(value(msp).getValue()).build();
                changed.putGroups(
                        kind,
                        members.toBuilder()
                                .putGroups(
                                        mspId,
                                        member.toBuilder().putValues(MSP, now).build())
                                .build());
            }
        }
        return changed.build();
    }

    /**
     * A channel that says in other words who may change by which peers others find a member: a block that changes nothing. The
     * policy is named from the channel on, or from the member on.
     *
     * @param version until which it is reworded; the channel counts it with each time
     */
    static ConfigGroup reworded(ConfigGroup channel, String mspId, long version) {
        ConfigGroup application = channel.getGroupsOrThrow(APPLICATION);
        ConfigGroup member = application.getGroupsOrThrow(mspId);
        ConfigValue anchors = member.getValuesOrThrow(ANCHORS);
        if (anchors.getVersion() >= version) {
            return channel;
        }
        String policy =
                anchors.getModPolicy().equals(ADMINS) ? "/Channel/" + APPLICATION + "/" + mspId + "/" + ADMINS : ADMINS;
        ConfigGroup reworded = member.toBuilder()
                .putValues(ANCHORS, anchors.toBuilder().setModPolicy(policy).build())
                .build();
        return channel.toBuilder()
                .putGroups(
                        APPLICATION,
                        application.toBuilder().putGroups(mspId, reworded).build())
                .build();
    }

    /** How often that was changed by which others find a member, or the words for it. */
    static long version(ConfigGroup channel, String mspId) {
        return channel.getGroupsOrThrow(APPLICATION)
                .getGroupsOrThrow(mspId)
                .getValuesOrThrow(ANCHORS)
                .getVersion();
    }

    private static FabricMSPConfig msp(ConfigGroup member) {
        try {
            return FabricMSPConfig.parseFrom(
                    MSPConfig.parseFrom(member.getValuesOrThrow(MSP).getValue()).getConfig());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a member without MSP", e);
        }
    }

    private static ConfigValue value(FabricMSPConfig msp) {
        return value(
                MSPConfig.newBuilder().setConfig(msp.toByteString()).build().toByteString());
    }

    private static ConfigValue value(ByteString bytes) {
        return ConfigValue.newBuilder().setModPolicy(ADMINS).setValue(bytes).build();
    }

    private static ConfigPolicy policy(String mspId, MSPRole.MSPRoleType role) {
        MSPRole principal =
                MSPRole.newBuilder().setMspIdentifier(mspId).setRole(role).build();
        SignaturePolicyEnvelope rule = SignaturePolicyEnvelope.newBuilder()
                .addIdentities(MSPPrincipal.newBuilder()
                        .setPrincipalClassification(MSPPrincipal.Classification.ROLE)
                        .setPrincipal(principal.toByteString()))
                .setRule(SignaturePolicy.newBuilder()
                        .setNOutOf(SignaturePolicy.NOutOf.newBuilder()
                                .setN(1)
                                .addRules(SignaturePolicy.newBuilder().setSignedBy(0))))
                .build();
        return ConfigPolicy.newBuilder()
                .setModPolicy(ADMINS)
                .setPolicy(Policy.newBuilder()
                        .setType(Policy.PolicyType.SIGNATURE_VALUE)
                        .setValue(rule.toByteString()))
                .build();
    }

    private static ByteString bytes(Path file) {
        try {
            return ByteString.copyFrom(Files.readAllBytes(file));
        } catch (IOException e) {
            throw NetworkException.of("file.unread", e, file, Trouble.of(e));
        }
    }
}
