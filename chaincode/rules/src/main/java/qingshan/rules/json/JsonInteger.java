package qingshan.rules.json;

import qingshan.rules.Bounds;

/**
 * An integer.
 *
 * @param value within ±(2^53 − 1)
 */
public record JsonInteger(long value) implements Json {
    /** Refuses what a JSON reader elsewhere would round. */
    public JsonInteger {
        if (value > Bounds.INTEGER_MAX || value < -Bounds.INTEGER_MAX) {
            throw new IllegalArgumentException("an integer beyond 2^53 - 1");
        }
    }
}
