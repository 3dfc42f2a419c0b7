package qingshan.rules.value;

/** Who stands behind a movement of grams, from the stronger to the weaker. */
public enum Witness {
    /** Every holder concerned signed with the card. */
    SIGNED,
    /** A market recorded it, unsigned. */
    MARKET;

    /** The weaker of two: a chain is as good as its weakest link. */
    public Witness and(Witness other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
