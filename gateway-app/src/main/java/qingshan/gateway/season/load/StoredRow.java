package qingshan.gateway.season.load;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Code;
import qingshan.rules.value.Digest;

/**
 * A row as it is staged.
 *
 * @param section which part of the import
 * @param line of the file; in a section that is no table, any number that orders its rows
 * @param number the row's own number
 * @param fields normalised
 * @param code why it is refused by itself, or null
 * @param column the column at fault, or null
 */
record StoredRow(
        Section section,
        long line,
        String number,
        List<String> fields,
        @Nullable Code code,
        @Nullable String column) {
    /** No file can hold it. */
    private static final String SEPARATOR = "\u001f";

    private static final int DIGEST_BYTES = 16;

    static String join(List<String> fields) {
        return String.join(SEPARATOR, fields);
    }

    static List<String> split(String joined) {
        return List.of(joined.split(SEPARATOR, -1));
    }

    /** Tells rows apart: rows with one digest have the same fields. */
    static byte[] digest(String joined) {
        byte[] whole = HexFormat.of().parseHex(Digest.of(joined).value());
        return Arrays.copyOf(whole, DIGEST_BYTES);
    }
}
