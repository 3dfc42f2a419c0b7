package qingshan.rules.batch;

import org.jspecify.annotations.Nullable;
import qingshan.rules.Bounds;
import qingshan.rules.Code;
import qingshan.rules.json.BadMember;
import qingshan.rules.json.JsonObject;
import qingshan.rules.value.LedgerTime;

/**
 * One row of an import.
 *
 * @param table of the export, such as {@code slips}
 * @param line of the file, from 1; 0 where the entry stands for no single row
 * @param number the row's own number, or its ledger id where the number says who somebody is; may be empty
 * @param occurredAt the row's time, where it has one
 * @param command what the row says, as a single command without its id; absent where it is refused
 * @param refused the importer's own check that the row failed; absent where it did not
 */
public record BatchEntry(
        String table,
        long line,
        String number,
        @Nullable LedgerTime occurredAt,
        @Nullable JsonObject command,
        @Nullable Refused refused) {
    /** Refuses both at once, and neither. */
    public BatchEntry {
        if ((command == null) == (refused == null)) {
            throw new IllegalArgumentException("has either a command or a refusal");
        }
        if (table.isEmpty()
                || table.length() > Bounds.NAME_MAX
                || !table.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            throw new BadMember("table", "is not 1 to 32 letters from a to z");
        }
        if (number.length() > 2 * Bounds.TEXT_MAX) {
            throw new BadMember("number", "is too long");
        }
        if (line < 0) {
            throw new BadMember("line", "is below 0");
        }
    }

    /**
     * Why the importer refused a row by itself.
     *
     * @param code why: a {@link Code}
     * @param detail the field and the value at fault
     */
    public record Refused(String code, JsonObject detail) {
        /** Refuses what is no {@link Code}. */
        public Refused {
            try {
                Code.valueOf(code);
            } catch (IllegalArgumentException e) {
                throw new BadMember("code", "is no code of a refusal", e);
            }
        }
    }
}
