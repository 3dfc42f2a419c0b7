package qingshan.gateway.counter;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Sentences;

/**
 * A slip of the counter's book.
 *
 * @param id of its command
 * @param number as printed
 * @param sample of the sealed sample
 * @param seller name, or the card's number where there is no name
 * @param sellerCard printed number
 * @param buyer name, or the card's number
 * @param buyerCard printed number
 * @param gross grams
 * @param tare grams
 * @param jin whether the price was said for a jin
 * @param keyed whether the weight was typed
 * @param paper the number of the paper slip, or null
 * @param state whether it is on the ledger
 */
public record Entry(
        String id,
        String number,
        String sample,
        String seller,
        String sellerCard,
        String buyer,
        String buyerCard,
        String grade,
        long gross,
        long tare,
        long fenPerKg,
        long amountFen,
        boolean jin,
        boolean keyed,
        @Nullable String paper,
        Instant occurredAt,
        String scale,
        String clerk,
        State state) {
    /** Where a slip stands. */
    public enum State {
        /** On the ledger. */
        RECORDED,
        /** Sent, and nobody can say yet. */
        PENDING,
        /** Taken back. */
        REVERSED
    }

    static final String SELECT = """
            SELECT s.id, s.number, s.sample, coalesce(a.name, s.seller), s.seller, coalesce(b.name, s.buyer), s.buyer, s.grade,
                s.gross, s.tare, s.fen_per_kg, s.amount_fen, s.jin, s.keyed, s.paper, s.occurred_at, s.scale, s.clerk,
                r.name IS NOT NULL, r.reversed_by IS NOT NULL
            FROM own.counter_slip s LEFT JOIN own.card a ON a.number = s.seller LEFT JOIN own.card b ON b.number = s.buyer
                LEFT JOIN read.record r ON r.name = 'command/' || s.id
            """;

    static Entry of(ResultSet row) throws SQLException {
        State state = !row.getBoolean(19) ? State.PENDING : row.getBoolean(20) ? State.REVERSED : State.RECORDED;
        return new Entry(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12),
                row.getBoolean(13),
                row.getBoolean(14),
                row.getString(15),
                row.getTimestamp(16).toInstant(),
                row.getString(17),
                row.getString(18),
                state);
    }

    /** What was weighed less what it was weighed in. */
    public long net() {
        return gross - tare;
    }

    /** A price as both units have it: {@code 160.00 元/斤 = 320.00 元/公斤}. */
    public static String price(long fenPerKg, Sentences t) {
        BigDecimal kilogram = BigDecimal.valueOf(fenPerKg, 2);
        return t.say("price.both", plain(kilogram.divide(BigDecimal.TWO)), plain(kilogram));
    }

    /** With no zeros that say nothing: {@code 160}, {@code 72.5}. */
    private static String plain(BigDecimal yuan) {
        return yuan.stripTrailingZeros().toPlainString();
    }

    /** The last four characters of a card's number. */
    public static String last(String card) {
        return card.substring(Math.max(0, card.length() - 4));
    }
}
