package qingshan.gateway.report;

import java.util.ArrayList;
import java.util.List;
import qingshan.gateway.season.SeasonTable;
import qingshan.gateway.season.load.Section;

/**
 * A run added up.
 *
 * @param outcomes rows by table and outcome, accepted ones first; weights and amounts of accepted slips are the ledger's,
 *     those of refused ones what the file says where that is a number
 * @param days accepted slips by local day
 * @param scales accepted slips by scale; empty where the file names none
 * @param products accepted slips by product
 */
record Totals(List<Outcome> outcomes, List<Line> days, List<Line> scales, List<Line> products) {
    /** The outcome of a row that the ledger has taken. */
    static final String ACCEPTED = "ACCEPTED";

    /**
     * Rows of one table with one outcome.
     *
     * @param table slips, processing or packing
     * @param code {@code ACCEPTED}, or why they were refused
     * @param sum of them; weights and amounts are those of slips
     */
    record Outcome(SeasonTable table, String code, Sum sum) {}

    static Totals of(Rows rows, byte[] run, String names) {
        Totals totals = new Totals(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        rows.list(
                """
                WITH taken AS (
                    SELECT r.tab, coalesce(s.scale, '') COLLATE "C" AS scale, s.product COLLATE "C" AS product,
                           CASE WHEN r.tab = 8
                                THEN ((s.occurred_at AT TIME ZONE 'UTC') + interval '8 hours')::date END AS day,
                           CASE WHEN r.tab = 8 THEN s.grams END AS grams, p.amount_fen
                    FROM own.season_row r
                    JOIN read.record s ON s.name = ? || CASE r.tab WHEN 8 THEN 'slips/' WHEN 9 THEN 'processing/'
                                                         ELSE 'packing/' END || r.number
                    LEFT JOIN read.price p ON p.record = s.name
                    WHERE r.run = ? AND r.tab >= 8
                      AND NOT EXISTS (SELECT 1 FROM refusal n WHERE n.tab = r.tab AND n.line = r.line)
                )
                SELECT grouping(day, scale, product), tab, coalesce(day::text, scale, product, ''),
                       count(*), coalesce(sum(grams), 0), coalesce(sum(amount_fen), 0)
                FROM taken GROUP BY GROUPING SETS ((tab), (tab, day), (tab, scale), (tab, product))
                ORDER BY 1, 2, 3""",
                row -> {
                    Sum sum = new Sum(row.getLong(4), row.getBigDecimal(5), row.getBigDecimal(6));
                    int section = row.getInt(2);
                    return totals.add(row.getInt(1), section, row.getString(3), sum);
                },
                names,
                run);
        rows.list(
                """
                SELECT n.tab, n.code, count(*), coalesce(sum(r.grams), 0), coalesce(sum(r.fen), 0)
                FROM refusal n JOIN own.season_row r ON r.run = ? AND r.tab = n.tab AND r.line = n.line
                GROUP BY n.tab, n.code ORDER BY n.tab, n.code COLLATE "C\"""",
                row -> totals.outcomes.add(new Outcome(
                        table(row.getInt(1)),
                        row.getString(2),
                        new Sum(row.getLong(3), row.getBigDecimal(4), row.getBigDecimal(5)))),
                run);
        return totals;
    }

    /** The sum of a table's accepted rows, or of its refused ones. */
    Sum sum(SeasonTable table, boolean accepted) {
        return outcomes.stream()
                .filter(outcome -> outcome.table() == table && outcome.code().equals(ACCEPTED) == accepted)
                .map(Outcome::sum)
                .reduce(Sum.ZERO, Sum::plus);
    }

    private boolean add(int grouping, int section, String label, Sum sum) {
        if (grouping == 0b111) {
            return outcomes.add(new Outcome(table(section), ACCEPTED, sum));
        }
        if (section != Section.SLIPS.code()) {
            return false;
        }
        return switch (grouping) {
            case 0b011 -> days.add(new Line(label, sum));
            case 0b101 -> scales.add(new Line(label, sum));
            default -> products.add(new Line(label, sum));
        };
    }

    private static SeasonTable table(int section) {
        SeasonTable table = Section.of(section).table();
        if (table == null) {
            throw new IllegalStateException("no table: " + section);
        }
        return table;
    }
}
