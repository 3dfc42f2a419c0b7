package qingshan.proof.identity;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.function.BiPredicate;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.peer.ApplicationPolicy;
import org.jspecify.annotations.Nullable;

/** Evaluates the policies of a channel's configuration as Fabric does. What cannot be read, or is not there, never holds. */
public final class Policies {
    /** The path of the channel's own group. */
    public static final String ROOT = "/Channel";

    private static final String SEPARATOR = "/";

    private final ConfigGroup channel;
    private final BiPredicate<MSPPrincipal, Identity> satisfies;

    Policies(ConfigGroup channel, BiPredicate<MSPPrincipal, Identity> satisfies) {
        this.channel = channel;
        this.satisfies = satisfies;
    }

    /** Whether there is such a policy, by its whole path, such as {@code /Channel/Application/Endorsement}. */
    public boolean has(String path) {
        return find(path) != null;
    }

    /**
     * Whether signers satisfy a policy.
     *
     * @param path the policy's whole path
     * @param signers whose signatures are good, each once
     */
    public boolean hold(String path, List<Identity> signers) {
        Found found = find(path);
        return found != null && holds(found.policy(), found.group(), signers);
    }

    /** The same for what a chaincode's definition says: a signature policy, or the path of one. */
    public boolean hold(ApplicationPolicy policy, List<Identity> signers) {
        return switch (policy.getTypeCase()) {
            case SIGNATURE_POLICY -> holds(policy.getSignaturePolicy(), signers);
            case CHANNEL_CONFIG_POLICY_REFERENCE -> hold(policy.getChannelConfigPolicyReference(), signers);
            case TYPE_NOT_SET -> false;
        };
    }

    private record Found(Policy policy, ConfigGroup group) {}

    private @Nullable Found find(String path) {
        if (!path.startsWith(ROOT + SEPARATOR)) {
            return null;
        }
        ConfigGroup group = channel;
        String[] parts = path.substring(ROOT.length() + 1).split(SEPARATOR, -1);
        for (int i = 0; i < parts.length - 1; i++) {
            if (!group.containsGroups(parts[i])) {
                return null;
            }
            group = group.getGroupsOrThrow(parts[i]);
        }
        return find(group, parts[parts.length - 1]);
    }

    private static @Nullable Found find(ConfigGroup group, String name) {
        return group.containsPolicies(name)
                ? new Found(group.getPoliciesOrThrow(name).getPolicy(), group)
                : null;
    }

    private boolean holds(Policy policy, ConfigGroup group, List<Identity> signers) {
        try {
            return switch (policy.getType()) {
                case Policy.PolicyType.SIGNATURE_VALUE ->
                    holds(SignaturePolicyEnvelope.parseFrom(policy.getValue()), signers);
                case Policy.PolicyType.IMPLICIT_META_VALUE ->
                    holds(ImplicitMetaPolicy.parseFrom(policy.getValue()), group, signers);
                default -> false;
            };
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    private boolean holds(ImplicitMetaPolicy policy, ConfigGroup group, List<Identity> signers) {
        long held = group.getGroupsMap().values().stream()
                .map(member -> find(member, policy.getSubPolicy()))
                .filter(found -> found != null && holds(found.policy(), found.group(), signers))
                .count();
        int all = group.getGroupsCount();
        return switch (policy.getRule()) {
            case ANY -> held >= Math.min(1, all);
            case ALL -> held == all;
            case MAJORITY -> all == 0 || held >= all / 2 + 1;
            case UNRECOGNIZED -> false;
        };
    }

    private boolean holds(SignaturePolicyEnvelope policy, List<Identity> signers) {
        return SignatureRule.holds(
                policy.getRule(),
                policy.getIdentitiesCount(),
                signers.size(),
                (principal, signer) -> satisfies.test(policy.getIdentities(principal), signers.get(signer)));
    }

    /** Whether an identity is one that a policy speaks of, by its organization and role or by its certificate. */
    static boolean satisfies(Channel channel, MSPPrincipal principal, Identity identity) {
        try {
            ByteString bytes = principal.getPrincipal();
            return switch (principal.getPrincipalClassification()) {
                case ROLE -> {
                    MSPRole role = MSPRole.parseFrom(bytes);
                    Organization organization = channel.organizations().get(identity.mspId());
                    yield organization != null
                            && role.getMspIdentifier().equals(identity.mspId())
                            && organization.has(identity, role.getRole());
                }
                case IDENTITY -> Identities.certificate(bytes).equals(identity.certificate());
                default -> false;
            };
        } catch (InvalidProtocolBufferException | NotTrustedException e) {
            return false;
        }
    }
}
