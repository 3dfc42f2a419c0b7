package qingshan.proof.offence;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, and where.
 *
 * @param kind what is wrong
 * @param block number of the block, or -1 where no block is concerned
 * @param transaction index in the block, or -1 where the block itself is concerned
 * @param transactionId the transaction's id, where one is concerned
 * @param key the key, card, lot or organization at fault, where there is one
 * @param detail what was expected and what was found, in English, for an engineer
 */
public record Offence(
        Kind kind,
        long block,
        int transaction,
        @Nullable String transactionId,
        @Nullable String key,
        String detail) {
    /** By place, then by kind. */
    public static final Comparator<Offence> BY_PLACE = Comparator.comparingLong(Offence::block)
            .thenComparingInt(Offence::transaction)
            .thenComparing(Offence::kind);

    /** An offence of the export or of the channel as a whole. */
    public static Offence ofExport(Kind kind, String detail) {
        return new Offence(kind, -1, -1, null, null, detail);
    }

    /** An offence of a block. */
    public static Offence ofBlock(Kind kind, long block, String detail) {
        return new Offence(kind, block, -1, null, null, detail);
    }

    /** The same offence with the key at fault. */
    public Offence at(String faulty) {
        return new Offence(kind, block, transaction, transactionId, faulty, detail);
    }
}
