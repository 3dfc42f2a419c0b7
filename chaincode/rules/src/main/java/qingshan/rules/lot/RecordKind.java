package qingshan.rules.lot;

import org.jspecify.annotations.Nullable;

/** What a record is about. */
public enum RecordKind {
    SLIP,
    HARVEST,
    LOSS,
    PROCESSING,
    BLENDING,
    PACKING,
    REVERSAL;

    /** The table of a market's export whose rows are adopted as such records, or null if there is none. */
    @Nullable
    String table() {
        return switch (this) {
            case SLIP -> "slips";
            case PROCESSING -> "processing";
            case PACKING -> "packing";
            case HARVEST, LOSS, BLENDING, REVERSAL -> null;
        };
    }
}
