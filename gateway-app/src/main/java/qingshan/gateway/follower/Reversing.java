package qingshan.gateway.follower;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Undoes a slip in the rows, as {@code qingshan.rules.card.Reversals} undoes it in the state. */
final class Reversing {
    private static final List<String> STATEMENTS = List.of(
            // what the buyer received is gone, untouched as it was
            "DELETE FROM read.holding WHERE record = ?",
            // what the seller gave is back in the receipts from which it came
            "INSERT INTO read.holding (record, ord, card, season, product, grade, lot, grams, witness, rank,"
                    + " received_at) SELECT p.from_record, p.from_ord, s.seller, s.season, s.product, s.grade, p.lot,"
                    + " p.grams, p.witness, p.from_rank, p.from_at FROM read.part p"
                    + " JOIN read.record s ON s.name = p.record WHERE p.record = ?"
                    + " ON CONFLICT (record, ord) DO UPDATE SET grams = holding.grams + excluded.grams,"
                    + " witness = excluded.witness",
            "UPDATE read.entitlement e SET used = e.used - s.grams FROM read.record s"
                    + " WHERE s.name = ? AND s.maker IS NOT NULL AND e.card = s.seller AND e.season = s.season",
            "UPDATE read.certificate c SET used = c.used - s.grams FROM read.record s"
                    + " WHERE s.name = ? AND c.promisor = s.seller AND c.season = s.season"
                    + " AND c.number = s.certificate");

    private Reversing() {}

    /**
     * Undoes a slip.
     *
     * @param by the record that reverses it
     */
    static void reverse(Connection connection, String slip, String by) throws SQLException {
        for (String statement : STATEMENTS) {
            Sql.run(connection, statement, slip);
        }
        Sql.run(connection, "UPDATE read.record SET reversed_by = ? WHERE name = ?", by, slip);
        Sql.run(
                connection,
                "UPDATE read.record r SET season = s.season FROM read.record s WHERE r.name = ? AND s.name = ?",
                by,
                slip);
    }
}
