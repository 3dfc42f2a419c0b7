package qingshan.rules.value;

import qingshan.rules.Bounds;

/**
 * A name, number, product, grade or village: one line of printable text.
 *
 * @param value 1 to 64 code points
 */
public record Text(String value) {
    /** Refuses control characters, non-characters, outer spaces and what is too long. */
    public Text {
        Check.text(value, Bounds.TEXT_MAX);
    }

    @Override
    public String toString() {
        return value;
    }
}
