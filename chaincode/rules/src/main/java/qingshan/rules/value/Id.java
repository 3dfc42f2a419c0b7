package qingshan.rules.value;

/**
 * What a card, a party, a plot or a market is called on the ledger: the first 128 bits of an HMAC under the
 * organization's secret, so it says nothing to others.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record Id(String value) implements Comparable<Id> {
    /** Refuses another form. */
    public Id {
        Check.hex(value, 32);
    }

    @Override
    public int compareTo(Id other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
