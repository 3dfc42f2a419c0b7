package qingshan.gateway.season;

import java.util.List;
import java.util.OptionalLong;

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

    /** A field as whole grams or packs; {@link Exact#NONE} if it is no such number. */
    public long whole(String column) {
        return Exact.whole(field(column));
    }

    /** A field as grams, or thousandths of a mu; {@link Exact#NONE} if it is no such number. */
    public long thousandths(String column) {
        return Exact.thousandths(field(column));
    }

    /** A field as fen; {@link Exact#NONE} if it is no such number. */
    public long hundredths(String column) {
        return Exact.hundredths(field(column));
    }

    /** The time, if it is one: milliseconds since 1970. */
    public OptionalLong time() {
        return MarketTime.parse(field("time"));
    }
}
