package qingshan.gateway.season.load;

import org.jspecify.annotations.Nullable;
import qingshan.gateway.season.SoundRow;
import qingshan.rules.value.Text;

/** Which texts of a market the ledger can hold. */
final class LedgerTexts {
    private LedgerTexts() {}

    /** The text, or null if it is empty or the ledger cannot hold it: of things that may be left out. */
    static @Nullable Text optional(String value) {
        return fits(value) ? new Text(value) : null;
    }

    /** The first column of a sound row that the ledger needs and cannot hold, or null. */
    static @Nullable String unfit(SoundRow row) {
        return switch (row) {
            case SoundRow.Slip s -> first("slip", s.number(), "product", s.product(), "grade", s.grade());
            case SoundRow.Processing p -> first("batch", p.number(), "gradeIn", p.gradeIn(), "gradeOut", p.gradeOut());
            case SoundRow.Packing p -> first("run", p.number());
        };
    }

    static boolean fits(String value) {
        try {
            new Text(value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable String first(String... columnsAndValues) {
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            if (!fits(columnsAndValues[i + 1])) {
                return columnsAndValues[i];
            }
        }
        return null;
    }
}
