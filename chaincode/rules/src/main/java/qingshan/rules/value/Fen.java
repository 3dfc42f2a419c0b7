package qingshan.rules.value;

import qingshan.rules.Bounds;

/**
 * Money in fen, the hundredth of a yuan.
 *
 * @param value from 0
 */
public record Fen(long value) implements Comparable<Fen> {
    /** Refuses what is out of bounds. */
    public Fen {
        Check.within(value, 0, Bounds.INTEGER_MAX);
    }

    @Override
    public int compareTo(Fen other) {
        return Long.compare(value, other.value);
    }
}
