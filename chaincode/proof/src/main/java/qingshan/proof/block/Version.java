package qingshan.proof.block;

/**
 * Where a key was last written, as one number, so that a replayed state of millions of keys stays small. {@link #NONE}
 * stands for a key that is not there.
 */
public final class Version {
    /** The version of a key that is not there. */
    public static final long NONE = -1;

    private static final int TRANSACTION_BITS = 20;
    private static final long BLOCK_MAX = (1L << (63 - TRANSACTION_BITS)) - 1;
    /** No block holds more transactions. */
    public static final int TRANSACTIONS_MAX = 1 << TRANSACTION_BITS;

    private Version() {}

    /** The version of what a transaction of a block wrote. */
    public static long of(long block, long transaction) {
        if (block < 0 || block > BLOCK_MAX || transaction < 0 || transaction >= TRANSACTIONS_MAX) {
            throw new IllegalArgumentException("no version: " + block + "/" + transaction);
        }
        return block << TRANSACTION_BITS | transaction;
    }

    /** The block of a version. */
    public static long block(long version) {
        return version >> TRANSACTION_BITS;
    }

    /** The transaction's index in the block of a version. */
    public static long transaction(long version) {
        return version & (TRANSACTIONS_MAX - 1);
    }
}
