package qingshan.rules.value;

import qingshan.rules.Bounds;

/**
 * What a season or a policy is called, such as {@code 2026-spring}. It stands between slashes in the names of records,
 * so it holds none.
 *
 * @param value 1 to 32 code points
 */
public record Name(String value) {
    /** Refuses what {@link Text} refuses, and slashes. */
    public Name {
        Check.text(value, Bounds.NAME_MAX);
        if (value.indexOf('/') >= 0) {
            throw new IllegalArgumentException("holds a slash");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
