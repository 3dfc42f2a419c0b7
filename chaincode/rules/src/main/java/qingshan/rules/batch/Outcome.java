package qingshan.rules.batch;

import org.jspecify.annotations.Nullable;
import qingshan.rules.json.JsonObject;

/**
 * What became of one row.
 *
 * @param table of the export
 * @param line of the file
 * @param number the row's own number
 * @param code {@code ACCEPTED} or why not
 * @param detail of a refusal
 * @param by whether the importer's own check or the contract decided
 */
public record Outcome(
        String table,
        long line,
        String number,
        String code,
        @Nullable JsonObject detail,
        By by) {
    /** The code of a row that was taken. */
    public static final String ACCEPTED = "ACCEPTED";

    /** Who decided. */
    public enum By {
        IMPORTER,
        CONTRACT
    }
}
