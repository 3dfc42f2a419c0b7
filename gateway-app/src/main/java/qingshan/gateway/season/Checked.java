package qingshan.gateway.season;

import qingshan.rules.Code;

/** What a row comes to by itself. */
public sealed interface Checked {
    /**
     * Sound; the grams decide.
     *
     * @param row the row with its values
     */
    record Sound(SoundRow row) implements Checked {}

    /**
     * Refused.
     *
     * @param fault why
     * @param column the column at fault, by its name in {@link SeasonTable}
     * @param value what stands there
     */
    record Refused(Code fault, String column, String value) implements Checked {}
}
