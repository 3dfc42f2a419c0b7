package qingshan.gateway.ledger;

/** Codes of refusals that are the ledger's own and not a contract's. */
public final class Refusals {

    /** The proposal's timestamp is too far off the ledger's clock. */
    public static final String TIME_WINDOW = "TIME_WINDOW";

    /** The contract failed in a way it did not mean to, or there is no such transaction; the detail has a {@code message}. */
    public static final String CONTRACT_FAILED = "CONTRACT_FAILED";

    /** Other transactions were faster, time after time: something read was written meanwhile. */
    public static final String MVCC_READ_CONFLICT = "MVCC_READ_CONFLICT";

    /** Other transactions were faster, time after time: a range read has other keys meanwhile. */
    public static final String PHANTOM_READ_CONFLICT = "PHANTOM_READ_CONFLICT";

    /** The same transaction was sent before. */
    public static final String DUPLICATE_TXID = "DUPLICATE_TXID";

    private Refusals() {}
}
