package qingshan.rules.value;

import qingshan.rules.Bounds;

/**
 * An area in thousandths of a mu (亩, 1/15 of a hectare).
 *
 * @param value from 1
 */
public record Area(long value) implements Comparable<Area> {
    /** Refuses what is out of bounds. */
    public Area {
        Check.within(value, 1, Bounds.INTEGER_MAX);
    }

    @Override
    public int compareTo(Area other) {
        return Long.compare(value, other.value);
    }
}
