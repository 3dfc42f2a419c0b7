package qingshan.gateway.season;

import java.util.List;

/**
 * One data row, normalised: every field trimmed of spaces, tabs and U+3000, with full-width digits, {@code ．} and
 * {@code ，} made half-width; as many fields as the table has columns.
 *
 * @param table where it stands
 * @param line the physical line on which it begins, the heading's being 1
 * @param fields in the order of {@link SeasonTable#columns}
 */
public record Row(SeasonTable table, long line, List<String> fields) {
    /** The first field: slip number, batch, run, card, plot, certificate or GTIN; empty when there is none. */
    public String number() {
        return fields.getFirst();
    }

    /** A field by its column's name. */
    public String field(String column) {
        return fields.get(table.index(column));
    }
}
