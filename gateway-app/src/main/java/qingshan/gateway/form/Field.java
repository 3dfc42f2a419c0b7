package qingshan.gateway.form;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Bounds;
import qingshan.rules.json.Records;

/**
 * One thing that a form asks.
 *
 * @param name of the input
 * @param kind of its value
 * @param required whether it may not be left out
 * @param label in the page's language, or null: the form's texts have it under the name
 * @param choices the values there are, where they are few; of a text those that are suggested
 */
public record Field(
        String name, Kind kind, boolean required, @Nullable String label, List<Choice> choices) {
    /** What a value is. */
    public enum Kind {
        /** One line, as the ledger's texts are. */
        TEXT(Bounds.TEXT_MAX),
        /** A reason or a purpose. */
        NOTE(Bounds.NOTE_MAX),
        /** A JSON object, pasted. */
        DOCUMENT(16_384),
        /** A telephone. */
        TELEPHONE(Bounds.TEXT_MAX),
        /** A decimal number with up to three digits after the point. */
        DECIMAL(Bounds.TEXT_MAX),
        /** The same, which may be zero. */
        DECIMAL_FROM_ZERO(Bounds.TEXT_MAX),
        /** Degrees of longitude or latitude. */
        DEGREES(Bounds.TEXT_MAX),
        /** A whole number from 1. */
        WHOLE(Bounds.TEXT_MAX),
        /** Digits that are no quantity. */
        DIGITS(Bounds.TEXT_MAX),
        /** A day of the calendar. */
        DAY(Bounds.TEXT_MAX),
        /** A minute of the calendar. */
        MINUTE(Bounds.TEXT_MAX),
        /** One of the choices. */
        CHOICE(Bounds.TEXT_MAX),
        /** A box to tick. */
        TICK(Bounds.TEXT_MAX);

        private final int max;

        Kind(int max) {
            this.max = max;
        }

        int max() {
            return max;
        }
    }

    /**
     * A value to choose.
     *
     * @param label in the page's language
     */
    public record Choice(String value, String label) {}

    /** A line that must be there. */
    public static Field text(String name) {
        return of(name, Kind.TEXT);
    }

    /** A field of a kind that must be there. */
    public static Field of(String name, Kind kind) {
        return new Field(name, kind, true, null, List.of());
    }

    /** One of a few. */
    public static Field choice(String name, List<Choice> choices) {
        return new Field(name, Kind.CHOICE, true, null, List.copyOf(choices));
    }

    /** A box with a label of its own, that may be left alone. */
    public static Field tick(String name, String label) {
        return new Field(name, Kind.TICK, false, label, List.of());
    }

    /** The same, which may be left out. */
    public Field optional() {
        return new Field(name, kind, false, label, choices);
    }

    /** The words of an enum as the ledger writes them. */
    public static List<String> words(Enum<?>... constants) {
        return Arrays.stream(constants).map(Records::kebab).toList();
    }
}
