package qingshan.proof;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.BlockDecoder;
import qingshan.proof.block.LedgerBlock;
import qingshan.proof.block.LedgerTransaction;
import qingshan.proof.identity.Definition;
import qingshan.proof.invariant.HolderSignature;
import qingshan.proof.invariant.Parsed;
import qingshan.proof.invariant.Parser;
import qingshan.proof.offence.Offence;
import qingshan.proof.offence.OffenceFound;

/** What any thread may do for a block, since it needs nothing of what came before. */
final class Work {
    private Work() {}

    /**
     * A block with its valid transactions as the domain knows them. What is wrong with one of those is told in its turn.
     *
     * @param block decoded
     * @param parsed by index; null for a transaction that had no effect, or whose content is an offence
     * @param offence the first of those, or null
     */
    record Decoded(
            LedgerBlock block,
            List<@Nullable Parsed> parsed,
            @Nullable Offence offence) {
        Parsed parsed(int transaction) {
            Parsed found = parsed.get(transaction);
            if (found == null) {
                throw offence == null
                        ? new IllegalStateException("a transaction without effect has no meaning")
                        : new OffenceFound(offence);
            }
            return found;
        }
    }

    static Decoded decode(long number, byte[] bytes) {
        LedgerBlock block = BlockDecoder.decode(number, bytes);
        List<@Nullable Parsed> parsed = new ArrayList<>(block.transactions().size());
        Offence offence = null;
        for (LedgerTransaction transaction : block.transactions()) {
            Parsed meaning = null;
            boolean ofLedger = !transaction.chaincode().equals(Definition.LIFECYCLE);
            if (offence == null && ofLedger && block.saysValid(transaction.index())) {
                try {
                    meaning = Parser.parse(number, transaction);
                } catch (OffenceFound found) {
                    offence = found.offence();
                }
            }
            parsed.add(meaning);
        }
        return new Decoded(block, parsed, offence);
    }

    static @Nullable Offence verify(List<HolderSignature> signatures) {
        for (HolderSignature signature : signatures) {
            Offence offence = signature.verify();
            if (offence != null) {
                return offence;
            }
        }
        return null;
    }
}
