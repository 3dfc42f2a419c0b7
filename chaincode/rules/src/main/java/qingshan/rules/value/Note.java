package qingshan.rules.value;

import qingshan.rules.Bounds;

/**
 * A reason, an advice, a source: one line of printable text.
 *
 * @param value 1 to 500 code points
 */
public record Note(String value) {
    /** Refuses control characters, non-characters, outer spaces and what is too long. */
    public Note {
        Check.text(value, Bounds.NOTE_MAX);
    }

    @Override
    public String toString() {
        return value;
    }
}
