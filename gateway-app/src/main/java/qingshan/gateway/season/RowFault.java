package qingshan.gateway.season;

/** Why a row of slips, processing or packing is refused by itself, before any gram is looked at. */
public enum RowFault {
    /** A field that must be there is empty. */
    MISSING_FIELD,
    /** The number was seen before, every field equal as text. */
    DUPLICATE,
    /** The number was seen before with another row. */
    CONFLICTING_DUPLICATE,
    /** No number as the format writes them. */
    BAD_NUMBER,
    /** No time as the format writes them. */
    BAD_TIME,
    /** A card that the parties do not have. */
    UNKNOWN_CARD,
    /** Buyer and seller are one card. */
    SELF_TRADE,
    /** Before the first or after the last day. */
    OUT_OF_SEASON,
    /** Weight times price is more than one fen away from the amount. */
    AMOUNT_MISMATCH,
    /** No trade item number with its check digit. */
    BAD_GTIN,
    /** The product is registered for another factory or another net weight. */
    GTIN_MISMATCH
}
