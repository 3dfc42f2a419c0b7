package qingshan.rules.lot;

import org.jspecify.annotations.Nullable;

/** What a record is about. Those from {@link #CONSENT} on move no grams. */
public enum RecordKind {
    SLIP,
    HARVEST,
    LOSS,
    PROCESSING,
    BLENDING,
    PACKING,
    REVERSAL,
    OPENING_STOCK,
    CONSENT,
    WITHDRAWAL,
    DISPUTE,
    SERIALS,
    VOIDING,
    DISPATCH;

    /** Whether a market that attests it names the scale, but for rows of tables that may leave it out. */
    boolean weighed() {
        return this == SLIP || this == HARVEST;
    }

    /** The table of a market's export whose rows are adopted as such records, or null if there is none. */
    @Nullable
    String table() {
        return switch (this) {
            case SLIP -> "slips";
            case PROCESSING -> "processing";
            case PACKING -> "packing";
            case HARVEST,
                    LOSS,
                    BLENDING,
                    REVERSAL,
                    OPENING_STOCK,
                    CONSENT,
                    WITHDRAWAL,
                    DISPUTE,
                    SERIALS,
                    VOIDING,
                    DISPATCH -> null;
        };
    }
}
