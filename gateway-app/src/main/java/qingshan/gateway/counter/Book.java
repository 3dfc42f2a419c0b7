package qingshan.gateway.counter;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import qingshan.gateway.keeper.Db;

/** The slips of this counter, as they stand on the ledger now. */
@Singleton
final class Book {
    private static final int LAST = 5;

    private final Db db;

    Book(Db db) {
        this.db = db;
    }

    /** The last five of a scale, newest first. */
    List<Entry> last(String scale) {
        return db.list(
                Entry.SELECT + " WHERE s.scale = ? ORDER BY s.day DESC, s.serial DESC LIMIT ?", Entry::of, scale, LAST);
    }

    /** One, by the id of its command. */
    Optional<Entry> one(String id) {
        return db.one(Entry.SELECT + " WHERE s.id = ?", Entry::of, UUID.fromString(id));
    }

    /** A day's, in order. */
    List<Entry> day(LocalDate day) {
        return db.list(Entry.SELECT + " WHERE s.day = ? ORDER BY s.scale, s.serial", Entry::of, day);
    }

    /**
     * What a day comes to.
     *
     * @param count slips that stand on the ledger
     * @param grams net
     */
    record Total(long count, long grams) {}

    Total total(LocalDate day) {
        return db.one(
                        "SELECT count(*), coalesce(sum(s.gross - s.tare), 0) FROM own.counter_slip s JOIN read.record r"
                                + " ON r.name = 'command/' || s.id WHERE s.day = ? AND r.reversed_by IS NULL",
                        row -> new Total(row.getLong(1), row.getLong(2)),
                        day)
                .orElseThrow();
    }

    /** The middle price of each grade on a day, in fen for a kilogram. */
    Map<String, Long> medians(LocalDate day) {
        Map<String, Long> medians = new TreeMap<>();
        db.each(
                "SELECT grade, percentile_disc(0.5) WITHIN GROUP (ORDER BY fen_per_kg) FROM own.counter_slip"
                        + " WHERE day = ? GROUP BY grade",
                0,
                row -> medians.put(row.getString(1), row.getLong(2)),
                day);
        return medians;
    }
}
