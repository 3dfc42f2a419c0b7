package qingshan.rules.value;

import java.util.List;

/**
 * The name of a record (slip, processing, packing run …), and of the lot that it makes: what makes the record count
 * once. There are three kinds:
 *
 * <ul>
 *   <li>{@code row/{market}/{season}/{table}/{number}}: adopted from a market's table;
 *   <li>{@code command/{uuid}}: attested by a market in a command of its own;
 *   <li>{@code card/{card}/{key}/{counter}}: signed by a holder's card.
 * </ul>
 *
 * @param value one of these
 */
public record RecordName(String value) implements Comparable<RecordName> {
    private static final List<String> TABLES = List.of("slips", "processing", "packing");

    /** Refuses another form. */
    public RecordName {
        String[] parts = value.split("/", 5);
        switch (parts[0]) {
            case "row" -> {
                need(parts.length == 5 && TABLES.contains(parts[3]));
                Check.hex(parts[1], 32);
                new Name(parts[2]);
                new Text(parts[4]);
            }
            case "command" -> {
                need(parts.length == 2);
                new CommandId(parts[1]);
            }
            case "card" -> {
                need(parts.length == 4);
                Check.hex(parts[1], 32);
                new Counter(new Id(parts[1]), Math.toIntExact(number(parts[2], 2)), number(parts[3], 12));
            }
            default -> need(false);
        }
    }

    /** An adopted row. */
    public static RecordName row(Id market, Name season, String table, Text number) {
        return new RecordName("row/" + market + "/" + season + "/" + table + "/" + number);
    }

    /** A market's own command. */
    public static RecordName command(CommandId id) {
        return new RecordName("command/" + id);
    }

    /** A holder's signature. */
    public static RecordName signed(Counter counter) {
        return new RecordName("card/" + counter.card() + "/" + counter.key() + "/" + counter.n());
    }

    /** Whether it was adopted from a market's table. */
    public boolean isRow() {
        return value.startsWith("row/");
    }

    /** The parts between the slashes; a row's number is the last and may hold slashes itself. */
    public String[] parts() {
        return value.split("/", 5);
    }

    @Override
    public int compareTo(RecordName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static long number(String digits, int width) {
        need(!digits.isEmpty() && digits.length() <= width && !(digits.length() > 1 && digits.charAt(0) == '0'));
        need(digits.chars().allMatch(c -> c >= '0' && c <= '9'));
        return Long.parseLong(digits);
    }

    private static void need(boolean good) {
        if (!good) {
            throw new IllegalArgumentException("is no name of a record");
        }
    }
}
