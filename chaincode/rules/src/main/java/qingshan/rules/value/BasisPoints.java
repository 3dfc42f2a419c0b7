package qingshan.rules.value;

/**
 * A share in hundredths of a per cent.
 *
 * @param value from 0 to 10,000
 */
public record BasisPoints(long value) implements Comparable<BasisPoints> {
    /** Refuses what is out of bounds. */
    public BasisPoints {
        Check.within(value, 0, 10_000);
    }

    @Override
    public int compareTo(BasisPoints other) {
        return Long.compare(value, other.value);
    }
}
