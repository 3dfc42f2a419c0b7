package qingshan.rules.lot;

/** Whether a lot or run may move. */
public enum Hold {
    FREE,
    /** At least one inspection's freeze is not lifted. */
    FROZEN,
    /** For good. */
    RECALLED
}
