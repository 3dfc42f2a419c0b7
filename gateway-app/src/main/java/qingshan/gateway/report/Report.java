package qingshan.gateway.report;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import qingshan.gateway.season.SeasonTable;
import qingshan.gateway.season.load.Section;
import qingshan.rules.Code;
import qingshan.rules.value.Digest;

/**
 * What became of a run. Outcomes, weights, amounts, holdings and growers are those of the ledger, from the rows that the
 * follower made of its blocks; printed numbers, lines and what stands in the files are the organization's own. All parts
 * are of one moment. Lists that grow with the season are given element by element.
 */
public final class Report implements AutoCloseable {
    /** Fresh leaf, as the market calls it. */
    static final String LEAF = "茶青";
    /** Made tea, as the market calls it. */
    static final String MADE = "干茶";

    private static final String MOVED = " r.tab >= " + Section.SLIPS.code();
    /** A number's first row: what comes again after it is refused and says nothing of the first. */
    private static final String FIRST = "coalesce(r.code, '') NOT IN ('DUPLICATE', 'CONFLICTING_DUPLICATE')";

    private final Rows rows;
    private final byte[] run;
    private final String season;
    private final Totals totals;

    private Report(Rows rows, byte[] run, String season, String market) {
        this.rows = rows;
        this.run = run.clone();
        this.season = season;
        RefusalTable.gather(rows, run);
        this.totals = Totals.of(rows, run, "row/" + market + "/" + season + "/");
    }

    /**
     * Opens the report of a run; the follower has caught up.
     *
     * @throws qingshan.gateway.season.SeasonException when the database cannot do its work
     */
    public static Report of(DataSource source, Digest id) {
        Rows rows = null;
        try {
            Connection connection = source.getConnection();
            rows = new Rows(connection);
            rows.begin();
            byte[] run = HexFormat.of().parseHex(id.value());
            List<String> found = rows.list(
                    "SELECT season, market FROM read.import_run WHERE run = ?",
                    row -> row.getString(1) + "/" + row.getString(2),
                    id.value());
            if (found.isEmpty()) {
                throw new IllegalStateException("the read model has no run " + id);
            }
            String[] names = found.getFirst().split("/", 2);
            return new Report(rows, run, names[0], names[1]);
        } catch (SQLException e) {
            throw Rows.failed(e);
        } catch (RuntimeException e) {
            if (rows != null) {
                rows.close();
            }
            throw e;
        }
    }

    /** The season's name. */
    public String season() {
        return season;
    }

    /** The run's id, hexadecimal. */
    public String run() {
        return HexFormat.of().formatHex(run);
    }

    /** Data rows by table, all seven. */
    public List<Line> rows() {
        List<Line> lines = new ArrayList<>();
        for (SeasonTable table : SeasonTable.values()) {
            long count = rows.number(
                    "SELECT count(*) FROM own.season_row WHERE run = ? AND tab = ?",
                    run,
                    Section.of(table).code());
            lines.add(new Line(table.title(), Sum.of(count)));
        }
        return lines;
    }

    /** Sums of rows by table and outcome, and of accepted slips by day, scale and product. */
    Totals totals() {
        return totals;
    }

    /** Entitlement that harvests of the season used, grams. */
    public long entitlementUsed() {
        return rows.number("SELECT coalesce(sum(used), 0) FROM read.entitlement WHERE season = ?", season);
    }

    /** What all cards hold of a product of the season, grams. */
    public long held(String product) {
        return rows.number(
                "SELECT coalesce(sum(grams), 0) FROM read.holding WHERE season = ? AND product = ?", season, product);
    }

    /** Holdings of the season as {@code card|product|grade}, none of zero, sorted by code point. */
    public void holdings(Each<Line> each) throws IOException {
        rows.each("""
                SELECT c.number || '|' || h.product || '|' || h.grade COLLATE "C", sum(h.grams)
                FROM read.holding h JOIN own.card c ON c.id = h.card
                WHERE h.season = ? GROUP BY 1 HAVING sum(h.grams) > 0 ORDER BY 1""", row -> each.take(new Line(row.getString(1), Sum.ofGrams(row.getBigDecimal(2)))), season);
    }

    /** Numbers that were refused, by code and then number, sorted by code point. */
    public void refusedNumbers(EachPair each) throws IOException {
        rows.each("""
                SELECT n.code, r.number FROM refusal n
                JOIN own.season_row r ON r.run = ? AND r.tab = n.tab AND r.line = n.line
                ORDER BY n.code COLLATE "C", r.number COLLATE "C\"""", row -> each.take(row.getString(1), row.getString(2)), run);
    }

    /** For each packing run of the season, sorted, the cards of all the growers in it, sorted. */
    public void packSources(EachPair each) throws IOException {
        rows.each("""
                WITH RECURSIVE packed AS (
                    SELECT r.number, p.parent AS lot FROM read.record r JOIN read.lot_parent p ON p.child = r.name
                    WHERE r.kind = 'packing' AND r.season = ? AND r.adopted AND r.reversed_by IS NULL
                ), source AS (
                    SELECT lot AS top, lot FROM (SELECT DISTINCT lot FROM packed) t
                    UNION
                    SELECT s.top, p.parent FROM source s JOIN read.lot_parent p ON p.child = s.lot
                ), grower AS (
                    SELECT DISTINCT s.top, c.number FROM source s
                    JOIN read.lot l ON l.lot = s.lot
                    JOIN own.card c ON c.id = l.maker
                    WHERE NOT EXISTS (SELECT 1 FROM read.lot_parent p WHERE p.child = s.lot)
                )
                SELECT DISTINCT p.number COLLATE "C", g.number COLLATE "C"
                FROM packed p JOIN grower g ON g.top = p.lot ORDER BY 1, 2""", row -> each.take(row.getString(1), row.getString(2)), season);
    }

    /** How many rows an earlier import brought, which were not sent again. */
    public long earlier() {
        return known("run <> ?")
                ? rows.number("SELECT count(*)" + accepted() + " AND a.run <> r.run AND " + FIRST, run)
                : 0;
    }

    /** Rows that were accepted before and read otherwise now; the ledger keeps what it has. */
    public void changed(Each<Remark> each) throws IOException {
        if (known("run <> ?")) {
            remarks(each, " AND a.digest <> r.digest AND " + FIRST);
        }
    }

    /** Rows that were accepted now though earlier imports accepted later ones. */
    public void late(Each<Remark> each) throws IOException {
        remarks(each, " AND a.run = r.run AND " + FIRST + " AND a.at < s.late_before");
    }

    /** What was brought before anything moved and not taken, in the order of sending. */
    public void notTaken(Each<NotTaken> each) throws IOException {
        rows.each(
                """
                SELECT r.tab, r.line, r.number, o.code, coalesce(o.detail::text, '{}')
                FROM read.outcome o
                JOIN own.season_batch b ON b.run = ? AND b.index = o.batch
                JOIN own.season_plan p ON p.run = b.run AND p.seq = b.first + o.ord
                JOIN own.season_row r ON r.run = p.run AND r.tab = p.tab AND r.line = p.line
                WHERE o.run = ? AND r.tab < ? AND o.code NOT IN ('ACCEPTED', 'ALREADY_RECORDED')
                ORDER BY p.seq""",
                row -> {
                    Section section = Section.of(row.getInt(1));
                    long line = section.isOfLines() ? row.getLong(2) : 0;
                    Code code = Code.valueOf(row.getString(4));
                    each.take(new NotTaken(section, section.file(), line, row.getString(3), code, row.getString(5)));
                },
                run,
                run(),
                Section.SLIPS.code());
    }

    /** Refused rows, each that follows from an earlier one directly after it. */
    public void refused(Each<RefusedRow> each) throws IOException {
        new RefusedTree(rows, run).walk(each);
    }

    @Override
    public void close() {
        rows.close();
    }

    private boolean known(String where) {
        return rows.number(
                        "SELECT count(*) FROM (SELECT 1 FROM own.season_accepted WHERE season = ? AND " + where
                                + " LIMIT 1) a",
                        season,
                        run)
                > 0;
    }

    private static String accepted() {
        return " FROM own.season_row r JOIN own.season_run s ON s.run = r.run"
                + " JOIN own.season_accepted a ON a.season = s.season AND a.tab = r.tab AND a.number = r.number"
                + " WHERE r.run = ? AND" + MOVED;
    }

    private void remarks(Each<Remark> each, String where) throws IOException {
        rows.each(
                "SELECT r.tab, r.line, r.number, r.fields" + accepted() + where + " ORDER BY r.tab, r.line",
                row -> {
                    Shown shown = new Shown(row.getInt(1), row.getString(4));
                    each.take(new Remark(shown.file(), row.getLong(2), row.getString(3), shown.value("time")));
                },
                run);
    }
}
