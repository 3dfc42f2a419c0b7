package qingshan.gateway.season;

/** Whether a row's number stood in its table before. */
public enum Earlier {
    /** It did not: this is the number's first row. */
    NONE,
    /** It did, and every field of the first such row is equal as text. */
    EQUAL,
    /** It did, and the first such row differs. */
    DIFFERENT
}
