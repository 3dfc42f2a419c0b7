package qingshan.rules;

/** Every bound on what comes from outside, in one place. Lengths are in code points unless the name says bytes. */
public final class Bounds {
    /** The largest integer that every JSON reader keeps exactly (RFC 8785, section 3.1): 2^53 − 1. */
    public static final long INTEGER_MAX = 9_007_199_254_740_991L;

    /** A command, batches included, in UTF-8. */
    public static final int COMMAND_BYTES_MAX = 1 << 20;
    /** The transient openings of one command. */
    public static final int PRIVATE_BYTES_MAX = 1 << 17;

    /** Nesting of a JSON document. */
    public static final int DEPTH_MAX = 16;
    /** Nesting of what the ledger writes: a part of a command, deep as it may be, within the ledger's own levels. */
    public static final int STORED_DEPTH_MAX = 2 * DEPTH_MAX;
    /** One JSON string; a member's name has at most {@link #TEXT_MAX}. */
    public static final int STRING_MAX = 4_096;
    /** Members of one JSON object. */
    public static final int MEMBERS_MAX = 256;
    /** Elements of one JSON array. */
    public static final int ELEMENTS_MAX = 30_000;

    /** Names, numbers of slips, products, grades, villages. */
    public static final int TEXT_MAX = 64;
    /** Reasons, advice, sources. */
    public static final int NOTE_MAX = 500;
    /** A season's or a policy's name. */
    public static final int NAME_MAX = 32;

    /** Entries of a batch. */
    public static final int ENTRIES_MAX = 200;
    /** Keys of one card, revoked ones included. */
    public static final int KEYS_MAX = 16;
    /** Serials of one chunk. */
    public static final int SERIALS_MAX = 10_000;
    /** Stretches of serials that one command names. */
    public static final int STRETCHES_MAX = 100;
    /** A counter may fall behind the highest one used by less than this; see {@code docs/reference/signatures.md}. */
    public static final int COUNTER_WINDOW = 64;
    /** The highest counter. */
    public static final long COUNTER_MAX = 999_999_999_999L;
    /** Receipts that one command may take, and parents of one lot. */
    public static final int LOTS_MAX = 20_000;
    /** Lots and runs that one freeze, release or recall may reach. */
    public static final int DERIVED_MAX = 20_000;
    /** Plots of one entitlement. */
    public static final int PLOTS_MAX = 2_000;
    /** Cards of one party. */
    public static final int CARDS_MAX = 200;
    /** Scales of one market. */
    public static final int SCALES_MAX = 1_000;
    /** Items of one inspection. */
    public static final int ITEMS_MAX = 200;
    /** Files of one import. */
    public static final int FILES_MAX = 16;

    /** How far {@code occurredAt} may be from {@code recordedAt} for a submitter without the attribute importer, ms. */
    public static final long CLOCK_SKEW_MS_MAX = 10 * 60 * 1000L;

    private Bounds() {}
}
