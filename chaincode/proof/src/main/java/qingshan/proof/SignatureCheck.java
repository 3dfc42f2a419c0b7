package qingshan.proof;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.LedgerBlock;
import qingshan.proof.block.LedgerTransaction;
import qingshan.proof.block.ReadWrites;
import qingshan.proof.block.Signed;
import qingshan.proof.identity.Definition;
import qingshan.proof.identity.Ecdsa;
import qingshan.proof.identity.Identities;
import qingshan.proof.identity.Identity;
import qingshan.proof.identity.NotTrustedException;
import qingshan.proof.invariant.Parser;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.Offence;

/**
 * Verifies every signature of organizations in a block, and the certificates behind them, by what was agreed before the
 * block. Threads may share it.
 */
final class SignatureCheck {
    private static final Set<String> SUBMITTERS = Set.of("client", "admin");
    private static final Set<String> ENDORSERS = Set.of("peer");

    private final Identities identities;
    private final FabricEndorsement fabric;
    /** Whether it is a network of Fabric that enforces endorsement; on an embedded ledger it is the configuration alone. */
    private final boolean enforced;

    private final OrdererCheck orderers;
    private final AtomicLong verified;

    /**
     * By one configuration and one definition of the chaincode.
     *
     * @param definition null while members have not committed to one
     * @param verified counts signatures
     */
    SignatureCheck(Identities identities, @Nullable Definition definition, AtomicLong verified) {
        this.identities = identities;
        this.fabric = new FabricEndorsement(identities.channel(), definition, Parser.CHAINCODE);
        this.enforced = definition != null;
        this.orderers = new OrdererCheck(identities, this);
        this.verified = verified;
    }

    /** The first offence in a block, or null. */
    @Nullable
    Offence check(LedgerBlock block) {
        Offence offence = orderers.check(block);
        for (LedgerTransaction transaction : block.transactions()) {
            if (offence != null) {
                return offence;
            }
            offence = transaction(block, transaction);
        }
        return offence;
    }

    private @Nullable Offence transaction(LedgerBlock block, LedgerTransaction transaction) {
        int flag = block.flag(transaction.index());
        if (LedgerBlock.passed(flag)) {
            return passed(block.number(), transaction);
        }
        String creator = bare(transaction.creator());
        return switch (flag) {
            case TxValidationCode.BAD_CREATOR_SIGNATURE_VALUE ->
                creator == null ? flagged(block, transaction, "the creator's signature is good") : null;
            case TxValidationCode.DUPLICATE_TXID_VALUE ->
                creator == null ? null : offence(Kind.CREATOR_SIGNATURE, block.number(), transaction, creator);
            case TxValidationCode.ENDORSEMENT_POLICY_FAILURE_VALUE -> unendorsed(block, transaction, creator);
            default -> null;
        };
    }

    private @Nullable Offence unendorsed(LedgerBlock block, LedgerTransaction transaction, @Nullable String creator) {
        if (creator != null) {
            return offence(Kind.CREATOR_SIGNATURE, block.number(), transaction, creator);
        }
        if (fabric.fault(transaction, new Endorsers(transaction, null).good) != null) {
            return null;
        }
        return flagged(block, transaction, "those endorsed it who must");
    }

    private @Nullable Offence passed(long block, LedgerTransaction transaction) {
        Instant time = transaction.timestamp();
        Identity creator;
        try {
            creator = identities.of(transaction.creator().signer());
        } catch (NotTrustedException e) {
            return offence(Kind.CERTIFICATE, block, transaction, String.valueOf(e.getMessage()));
        }
        if (!creator.validAt(time)) {
            return offence(Kind.CERTIFICATE_EXPIRED, block, transaction, "the creator's certificate was not valid");
        }
        String fault = fault(transaction.creator(), SUBMITTERS, time);
        if (fault != null) {
            return offence(Kind.CREATOR_SIGNATURE, block, transaction, fault);
        }
        if (transaction.endorsements().isEmpty()) {
            return offence(Kind.ENDORSEMENT, block, transaction, "nobody endorsed it");
        }
        Endorsers endorsers = new Endorsers(transaction, time);
        if (enforced || transaction.chaincode().equals(Definition.LIFECYCLE)) {
            fault = fabric.fault(transaction, endorsers.good);
            if (fault != null) {
                return endorsers.fault == null
                        ? offence(Kind.ENDORSEMENT_POLICY, block, transaction, fault)
                        : offence(Kind.ENDORSEMENT, block, transaction, endorsers.fault);
            }
        } else if (endorsers.fault != null) {
            return offence(Kind.ENDORSEMENT, block, transaction, endorsers.fault);
        }
        if (transaction.chaincode().equals(Definition.LIFECYCLE)) {
            return null;
        }
        List<String> organizations =
                endorsers.good.stream().map(Identity::mspId).toList();
        boolean changes = transaction.namespaces().stream().anyMatch(ReadWrites::changes);
        fault = identities
                .channel()
                .endorsement()
                .fault(transaction.command(), changes, creator.mspId(), organizations);
        return fault == null ? null : offence(Kind.ENDORSEMENT_POLICY, block, transaction, fault);
    }

    /** Those whose endorsements are good, each once; to Fabric, others are as if they were not there. */
    private final class Endorsers {
        private final List<Identity> good = new ArrayList<>();
        private @Nullable String fault;

        Endorsers(LedgerTransaction transaction, @Nullable Instant time) {
            Set<ByteString> seen = new HashSet<>();
            for (Signed endorsement : transaction.endorsements()) {
                String wrong = time == null ? bare(endorsement) : fault(endorsement, ENDORSERS, time);
                if (wrong == null) {
                    Identity endorser = identities.of(endorsement.signer());
                    if (seen.add(endorser.certificate())) {
                        good.add(endorser);
                    } else {
                        wrong = "the same endorser signed twice";
                    }
                }
                fault = fault == null ? wrong : fault;
            }
        }
    }

    /** What is wrong with a signature, or null; whatever the signer's certificate is for and at what time. */
    private @Nullable String bare(Signed signed) {
        try {
            Identity signer = identities.of(signed.signer());
            verified.incrementAndGet();
            return Ecdsa.verifies(signer.key(), signed.digest(), signed.signature())
                    ? null
                    : "the signature is not good";
        } catch (NotTrustedException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** What is wrong with a signature, or null. */
    @Nullable
    String fault(Signed signed, Set<String> units, @Nullable Instant time) {
        Identity signer;
        try {
            signer = identities.of(signed.signer());
        } catch (NotTrustedException e) {
            return e.getMessage();
        }
        if (time != null && !signer.validAt(time)) {
            return "the signer's certificate was not valid at the time";
        }
        if (signer.units().stream().noneMatch(units::contains)) {
            return "the signer's certificate is for something else than this: " + signer.name();
        }
        return bare(signed);
    }

    private static Offence flagged(LedgerBlock block, LedgerTransaction transaction, String otherwise) {
        TxValidationCode said = TxValidationCode.forNumber(block.flag(transaction.index()));
        return offence(
                Kind.VALIDATION_FLAG, block.number(), transaction, "the block says " + said + ", and " + otherwise);
    }

    private static Offence offence(Kind kind, long block, LedgerTransaction transaction, String detail) {
        return new Offence(kind, block, transaction.index(), transaction.id(), null, detail);
    }
}
