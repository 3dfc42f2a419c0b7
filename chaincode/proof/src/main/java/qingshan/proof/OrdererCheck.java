package qingshan.proof;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.LedgerBlock;
import qingshan.proof.block.LedgerTransaction;
import qingshan.proof.block.OrdererSignature;
import qingshan.proof.block.Signed;
import qingshan.proof.identity.Channel;
import qingshan.proof.identity.Identities;
import qingshan.proof.identity.Identity;
import qingshan.proof.identity.Policies;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.Offence;

/**
 * Checks that those signed a block who order. The configuration's policy {@code BlockValidation} says how many: by Raft one
 * orderer, by BFT so many that no two blocks of one number can both have them. Where it says nothing, as on an embedded
 * ledger, each signature must be an orderer's.
 */
final class OrdererCheck {
    private static final Set<String> ORDERERS = Set.of("orderer");
    private static final String POLICY = Policies.ROOT + "/Orderer/BlockValidation";

    private final Identities identities;
    private final Channel channel;
    private final Policies policies;
    private final SignatureCheck signatures;

    OrdererCheck(Identities identities, SignatureCheck signatures) {
        this.identities = identities;
        this.channel = identities.channel();
        this.policies = channel.policies();
        this.signatures = signatures;
    }

    /** The first offence, or null. */
    @Nullable
    Offence check(LedgerBlock block) {
        // block 0 is what everything else is trusted by; it is known by its hash
        boolean first = block.number() == 0;
        if (block.signatures().isEmpty()) {
            return first ? null : offence(block, "nobody signed the block");
        }
        Instant time = first ? null : time(block);
        List<Identity> good = new ArrayList<>();
        Set<ByteString> seen = new HashSet<>();
        String fault = null;
        for (OrdererSignature signature : block.signatures()) {
            Signed signed = known(signature);
            String wrong = signed == null ? "the signer is no consenter" : signatures.fault(signed, ORDERERS, time);
            if (wrong == null && signed != null) {
                Identity orderer = identities.of(signed.signer());
                if (!identities.organization(orderer.mspId()).orders()) {
                    wrong = "the signer's organization does not order for this channel";
                } else if (seen.add(orderer.certificate())) {
                    good.add(orderer);
                }
            }
            fault = fault == null ? wrong : fault;
        }
        if (!first && policies.has(POLICY)) {
            boolean enough = policies.hold(POLICY, good) && good.size() >= channel.quorum();
            fault = enough ? null : fault == null ? "too few who order signed: " + good.size() : fault;
        }
        if (fault == null && !first && block.configuration() != null) {
            fault = signatures.fault(block.configuration().creator(), ORDERERS, time);
        }
        return fault == null ? null : offence(block, fault);
    }

    private @Nullable Signed known(OrdererSignature signature) {
        if (!signature.signer().isEmpty()) {
            return signature.by(signature.signer());
        }
        ByteString consenter = channel.consenters().get(signature.consenter());
        return consenter == null ? null : signature.by(consenter);
    }

    /** As good as a block says when it was made. */
    private static @Nullable Instant time(LedgerBlock block) {
        Instant time =
                block.configuration() == null ? null : block.configuration().timestamp();
        for (LedgerTransaction transaction : block.transactions()) {
            boolean passed = LedgerBlock.passed(block.flag(transaction.index()));
            if (passed && (time == null || transaction.timestamp().isAfter(time))) {
                time = transaction.timestamp();
            }
        }
        return time;
    }

    private static Offence offence(LedgerBlock block, String detail) {
        return Offence.ofBlock(Kind.BLOCK_SIGNATURE, block.number(), detail);
    }
}
