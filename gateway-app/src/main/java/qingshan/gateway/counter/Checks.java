package qingshan.gateway.counter;

import java.util.List;
import qingshan.gateway.keeper.Db;

/**
 * What the counter asks about before it settles; it refuses nothing by it.
 *
 * @param grades of leaf, in the order of the keys 1 to 6
 * @param pricePercent a price further than this from today's median of the grade is asked about
 * @param gramsMin a net weight below is asked about
 * @param gramsMax a net weight above is asked about
 * @param source who says so
 * @param verified whether the source was compared
 */
public record Checks(
        List<String> grades, int pricePercent, long gramsMin, long gramsMax, String source, boolean verified) {
    /** Keys there are for grades. */
    static final int GRADES_MAX = 6;

    private static final String BETWEEN = "\u001f";

    /** Copies the list. */
    public Checks {
        grades = List.copyOf(grades);
    }

    /** Those in force. */
    static Checks read(Db db) {
        return db.one(
                        "SELECT grades, price_percent, grams_min, grams_max, source, status FROM own.counter_checks"
                                + " ORDER BY since DESC LIMIT 1",
                        row -> new Checks(
                                List.of(row.getString(1).split(BETWEEN, -1)),
                                row.getInt(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getString(5),
                                row.getString(6).equals("verified")))
                .orElseThrow(() -> new IllegalStateException("the schema begins with one"));
    }

    /** Puts these in force. */
    void write(Db db) {
        db.update(
                "INSERT INTO own.counter_checks (grades, price_percent, grams_min, grams_max, source, status)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                String.join(BETWEEN, grades),
                pricePercent,
                gramsMin,
                gramsMax,
                source,
                verified ? "verified" : "unverified");
    }
}
