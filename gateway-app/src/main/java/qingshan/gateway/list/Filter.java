package qingshan.gateway.list;

import java.util.Arrays;
import java.util.List;
import qingshan.rules.json.Records;

/**
 * What a list can be asked for.
 *
 * @param name of the parameter
 * @param kind of its value
 * @param clause SQL over the list's columns with one place for the value
 * @param choices the values there are, where they are few; else empty
 */
public record Filter(String name, Kind kind, String clause, List<String> choices) {
    /** What a value is. */
    public enum Kind {
        /** A text. */
        TEXT,
        /** One of the choices. */
        CHOICE,
        /** A day such as {@code 2026-03-05}, in China. */
        DAY
    }

    static Filter equal(String name) {
        return new Filter(name, Kind.TEXT, "t.\"" + new Column(name, ColumnType.TEXT).sql() + "\" = ?", List.of());
    }

    /** Of a card's number in SQL: as an import wrote it, or as cards are printed, however it is typed. */
    static final String IS_PRINTED =
            " IN (SELECT unnest(ARRAY[v, upper(normalize(v, NFKC))]) FROM (VALUES (btrim(?::text))) AS typed (v))";

    /**
     * By the printed number of a card that the row is about, or of another of the same party's.
     *
     * @param clause SQL over the list's columns with one place for the number
     */
    static Filter byCard(String clause) {
        return new Filter("number", Kind.TEXT, clause, List.of());
    }

    /** Texts that begin so. */
    static Filter beginning(String name) {
        String column = "t." + new Column(name, ColumnType.TEXT).sql();
        return new Filter(name, Kind.TEXT, "starts_with(" + column + ", ?)", List.of());
    }

    static Filter choice(String name, String... choices) {
        return new Filter(
                name, Kind.CHOICE, "t." + new Column(name, ColumnType.CODE).sql() + "::text = ?", List.of(choices));
    }

    static Filter choice(String name, Enum<?>... choices) {
        return choice(name, Arrays.stream(choices).map(Records::kebab).toArray(String[]::new));
    }

    /** From the beginning of a day. */
    static Filter from(String time) {
        return new Filter(
                "from", Kind.DAY, "t." + time + " >= ?::date::timestamp AT TIME ZONE 'Asia/Shanghai'", List.of());
    }

    /** Until the end of a day. */
    static Filter until(String time) {
        return new Filter(
                "until", Kind.DAY, "t." + time + " < (?::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'", List.of());
    }
}
