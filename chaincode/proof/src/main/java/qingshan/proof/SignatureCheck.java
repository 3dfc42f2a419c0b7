package qingshan.proof;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.LedgerBlock;
import qingshan.proof.block.LedgerTransaction;
import qingshan.proof.block.Signed;
import qingshan.proof.identity.Ecdsa;
import qingshan.proof.identity.Identities;
import qingshan.proof.identity.Identity;
import qingshan.proof.identity.NotTrustedException;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.Offence;

/** Verifies every signature of organizations in a block, and the certificates behind them. Threads may share it. */
final class SignatureCheck {
    private static final Set<String> SUBMITTERS = Set.of("client", "admin");
    private static final Set<String> ENDORSERS = Set.of("peer");
    private static final Set<String> ORDERERS = Set.of("orderer");

    private final Identities identities;
    private final AtomicLong verified = new AtomicLong();

    SignatureCheck(Identities identities) {
        this.identities = identities;
    }

    long verified() {
        return verified.get();
    }

    /** The first offence in a block, or null. */
    @Nullable
    Offence check(LedgerBlock block) {
        Instant time = null;
        for (LedgerTransaction transaction : block.transactions()) {
            if (time == null || transaction.timestamp().isAfter(time)) {
                time = transaction.timestamp();
            }
        }
        Offence offence = orderers(block, time);
        for (LedgerTransaction transaction : block.transactions()) {
            if (offence != null) {
                return offence;
            }
            offence = transaction(block.number(), transaction);
        }
        return offence;
    }

    private @Nullable Offence orderers(LedgerBlock block, @Nullable Instant time) {
        // block 0 is what everything else is trusted by; it is known by its hash
        if (block.number() > 0 && block.signatures().isEmpty()) {
            return Offence.ofBlock(Kind.BLOCK_SIGNATURE, block.number(), "nobody signed the block");
        }
        for (Signed signed : block.signatures()) {
            String fault = fault(signed, ORDERERS, time);
            if (fault == null && !orders(signed)) {
                fault = "the signer's organization does not order for this channel";
            }
            if (fault != null) {
                return Offence.ofBlock(Kind.BLOCK_SIGNATURE, block.number(), fault);
            }
        }
        return null;
    }

    private boolean orders(Signed signed) {
        return identities.organization(identities.of(signed.signer()).mspId()).orders();
    }

    private @Nullable Offence transaction(long block, LedgerTransaction transaction) {
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
        List<Signed> endorsements = transaction.endorsements();
        if (endorsements.isEmpty()) {
            return offence(Kind.ENDORSEMENT, block, transaction, "nobody endorsed it");
        }
        Set<ByteString> endorsers = new HashSet<>();
        for (Signed endorsement : endorsements) {
            fault = endorsers.add(endorsement.signer())
                    ? fault(endorsement, ENDORSERS, time)
                    : "the same endorser signed twice";
            if (fault != null) {
                return offence(Kind.ENDORSEMENT, block, transaction, fault);
            }
        }
        List<String> organizations = endorsements.stream()
                .map(endorsement -> identities.of(endorsement.signer()).mspId())
                .toList();
        fault = identities.endorsement().fault(transaction.command(), creator.mspId(), organizations);
        return fault == null ? null : offence(Kind.ENDORSEMENT_POLICY, block, transaction, fault);
    }

    /** What is wrong with a signature, or null. */
    private @Nullable String fault(Signed signed, Set<String> units, @Nullable Instant time) {
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
        verified.incrementAndGet();
        return Ecdsa.verifies(signer.key(), signed.digest(), signed.signature()) ? null : "the signature is not good";
    }

    private static Offence offence(Kind kind, long block, LedgerTransaction transaction, String detail) {
        return new Offence(kind, block, transaction.index(), transaction.id(), null, detail);
    }
}
