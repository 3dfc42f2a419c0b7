package qingshan.proof.identity;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.jspecify.annotations.Nullable;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.Offence;
import qingshan.proof.offence.OffenceFound;
import qingshan.rules.Submitter;
import qingshan.rules.authority.Endorsement;

/**
 * Which organizations must endorse. Where the configuration says so itself, by a signature policy {@code Endorsement} of
 * the application's group, that is it: on an embedded ledger the one operator. Where it does not, the ledger's own table
 * holds: what an organization answers for needs that organization, and the registry or the auditor; all else needs two of
 * those who endorse, and so does what changes nothing, such as a command that was sent again.
 *
 * <p>On a network of Fabric peers enforce the same by the policies of the chaincode's {@link Definition}, and an audit checks
 * both: what peers enforce, members may change.
 *
 * @param said as block 0 says, or null
 */
public record EndorsementPolicy(@Nullable Said said) {
    private static final String NAME = "Endorsement";

    /**
     * A policy of block 0.
     *
     * @param rule which of the peers must have signed
     * @param peers the MSP ids of whose peers it speaks
     */
    record Said(SignaturePolicy rule, List<String> peers) {}

    static EndorsementPolicy of(ConfigGroup application) throws InvalidProtocolBufferException {
        Policy policy = application
                .getPoliciesOrDefault(NAME, ConfigPolicy.getDefaultInstance())
                .getPolicy();
        if (policy.getType() != Policy.PolicyType.SIGNATURE_VALUE) {
            return new EndorsementPolicy(null);
        }
        SignaturePolicyEnvelope envelope = SignaturePolicyEnvelope.parseFrom(policy.getValue());
        List<String> peers = new ArrayList<>();
        for (MSPPrincipal principal : envelope.getIdentitiesList()) {
            MSPRole role = MSPRole.parseFrom(principal.getPrincipal());
            if (principal.getPrincipalClassification() != MSPPrincipal.Classification.ROLE
                    || role.getRole() != MSPRole.MSPRoleType.PEER) {
                throw new OffenceFound(Offence.ofBlock(
                        Kind.UNSUPPORTED, 0, "an endorsement policy of others than organizations' peers"));
            }
            peers.add(role.getMspIdentifier());
        }
        return new EndorsementPolicy(new Said(envelope.getRule(), List.copyOf(peers)));
    }

    /**
     * What a transaction lacks, or null.
     *
     * @param command its simple name
     * @param changes whether it changes anything
     * @param submitter the MSP id of its submitter
     * @param endorsers the MSP ids of the peers that endorsed it
     */
    public @Nullable String fault(String command, boolean changes, String submitter, List<String> endorsers) {
        if (said != null) {
            List<String> peers = said.peers();
            return SignatureRule.holds(
                            said.rule(),
                            peers.size(),
                            endorsers.size(),
                            (peer, endorser) -> endorsers.get(endorser).equals(peers.get(peer)))
                    ? null
                    : "block 0 asks for other endorsements than those of " + endorsers;
        }
        if (changes && Endorsement.isOfItsSubmitter(command)) {
            boolean witnessed = endorsers.contains(Submitter.REGISTRY) || endorsers.contains(Submitter.AUDITOR);
            return witnessed && endorsers.contains(submitter)
                    ? null
                    : "it needs " + submitter + " and the registry or the auditor, and was endorsed by " + endorsers;
        }
        long good = endorsers.stream()
                .distinct()
                .filter(Endorsement.ENDORSERS::contains)
                .count();
        return good >= Endorsement.NEEDED
                ? null
                : "it needs two of trade, registry and auditor, and was endorsed by " + endorsers;
    }
}
