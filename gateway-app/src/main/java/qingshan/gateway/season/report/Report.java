package qingshan.gateway.season.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import qingshan.gateway.season.SeasonException;
import qingshan.gateway.season.SeasonFault;
import qingshan.gateway.season.SeasonTable;
import qingshan.gateway.season.load.Section;
import qingshan.rules.value.Digest;

/**
 * What became of a run, read from the rows that the follower made of the ledger's blocks and from what the organization
 * alone knows. All parts are of one moment. Lists that grow with the season are given element by element.
 */
public final class Report implements AutoCloseable {
    private static final int FETCH = 1_000;

    private final Connection connection;
    private final byte[] run;
    private final String season;

    private Report(Connection connection, byte[] run, String season) {
        this.connection = connection;
        this.run = run.clone();
        this.season = season;
    }

    /** Opens the report of a run; the follower has caught up. */
    public static Report of(DataSource source, Digest id) {
        byte[] run = HexFormat.of().parseHex(id.value());
        try {
            Connection connection = source.getConnection();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL work_mem = '64MB'");
            }
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT season FROM own.season_run WHERE run = ?")) {
                select.setBytes(1, run);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        throw new IllegalStateException("no such run: " + id);
                    }
                    return new Report(connection, run, row.getString(1));
                }
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The season's name. */
    public String season() {
        return season;
    }

    /** The run's id. */
    public String run() {
        return HexFormat.of().formatHex(run);
    }

    /** Data rows by table, all seven. */
    public List<Line> rows() {
        List<Line> counted = lines(
                "SELECT tab, count(*), 0, 0 FROM own.season_row WHERE run = ? GROUP BY tab",
                row -> Section.of(row.getInt(1)).title(),
                run);
        List<Line> rows = new ArrayList<>();
        for (SeasonTable table : SeasonTable.values()) {
            rows.add(counted.stream()
                    .filter(line -> line.label().equals(table.title()))
                    .findFirst()
                    .orElse(new Line(table.title(), new Sum(0, 0, 0))));
        }
        return rows;
    }

    /** Rows of the season that moved grams and those that were refused, by table and code, such as {@code slips.ACCEPTED}. */
    public List<Line> outcomes() {
        return lines("""
                SELECT r.tab, count(*), coalesce(sum(r.grams), 0), coalesce(sum(r.fen), 0), coalesce(n.code, 'ACCEPTED')
                FROM own.season_row r
                LEFT JOIN own.season_refusal n ON n.run = r.run AND n.tab = r.tab AND n.line = r.line
                WHERE r.run = ? AND r.tab >= ?
                GROUP BY r.tab, n.code ORDER BY r.tab, 5""", row -> Section.of(row.getInt(1)).title() + "." + row.getString(5), run, Section.SLIPS.code());
    }

    /** Accepted slips by local day. */
    public List<Line> byDay() {
        return slips("to_char((s.occurred_at AT TIME ZONE 'UTC') + interval '8 hours', 'YYYY-MM-DD')");
    }

    /** Accepted slips by scale. */
    public List<Line> byScale() {
        return slips("coalesce(s.scale, '')");
    }

    /** Accepted slips by product. */
    public List<Line> byProduct() {
        return slips("s.product");
    }

    /** Entitlement that harvests of the season used, grams. */
    public long entitlementUsed() {
        return grams("SELECT sum(used) FROM read.entitlement WHERE season = ?", season);
    }

    /** What all cards hold of a product of the season, grams. */
    public long held(String product) {
        return grams("SELECT sum(grams) FROM read.holding WHERE season = ? AND product = ?", season, product);
    }

    /** Holdings of the season as {@code card|product|grade}, none of zero, sorted by code point. */
    public void holdings(Each<Line> each) throws IOException {
        each("""
                SELECT c.number || '|' || h.product || '|' || h.grade COLLATE "C" AS holder, sum(h.grams)
                FROM read.holding h JOIN own.card c ON c.id = h.card
                WHERE h.season = ? GROUP BY 1 ORDER BY 1""", row -> each.take(new Line(row.getString(1), new Sum(1, row.getLong(2), 0))), season);
    }

    /** Numbers that were refused, by code and then number, sorted by code point. */
    public void refusedNumbers(EachPair each) throws IOException {
        each("""
                SELECT n.code, r.number FROM own.season_refusal n
                JOIN own.season_row r ON r.run = n.run AND r.tab = n.tab AND r.line = n.line
                WHERE n.run = ? AND n.tab >= ? ORDER BY n.code COLLATE "C", r.number COLLATE "C\"""", row -> each.take(row.getString(1), row.getString(2)), run, Section.SLIPS.code());
    }

    /** For each packing run of the season, sorted, the cards of all the growers in it, sorted. */
    public void packSources(EachPair each) throws IOException {
        each("""
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

    /** Rows that were accepted before and read otherwise now; the ledger keeps what it has. */
    public void changed(Each<Remark> each) throws IOException {
        remarks(each, """
                a.digest <> r.digest AND NOT EXISTS (SELECT 1 FROM own.season_refusal n
                    WHERE n.run = r.run AND n.tab = r.tab AND n.line = r.line)""");
    }

    /** Rows that were accepted now though earlier imports accepted later ones. */
    public void late(Each<Remark> each) throws IOException {
        remarks(each, "a.run = r.run AND a.at < s.late_before");
    }

    /** Refused rows, each that follows from an earlier one directly after it. */
    public void refused(Each<RefusedRow> each) throws IOException {
        new RefusedTree(connection, run).walk(each);
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void remarks(Each<Remark> each, String where) throws IOException {
        each(
                """
                SELECT r.tab, r.line, r.number, r.fields FROM own.season_row r
                JOIN own.season_run s ON s.run = r.run
                JOIN own.season_accepted a ON a.season = s.season AND a.tab = r.tab AND a.number = r.number
                WHERE r.run = ? AND r.tab >= ? AND r.code IS NULL AND\s""" + where + " ORDER BY r.tab, r.line",
                row -> {
                    Shown shown = new Shown(row.getInt(1), row.getString(4));
                    each.take(new Remark(shown.file(), row.getLong(2), row.getString(3), shown.value("time")));
                },
                run,
                Section.SLIPS.code());
    }

    private List<Line> slips(String by) {
        return lines(
                "SELECT " + by + " COLLATE \"C\", count(*), sum(s.grams), coalesce(sum(p.amount_fen), 0)"
                        + " FROM read.record s LEFT JOIN read.price p ON p.record = s.name"
                        + " WHERE s.kind = 'slip' AND s.season = ? AND s.adopted GROUP BY 1 ORDER BY 1",
                row -> row.getString(1),
                season);
    }

    private interface Labelled {
        String of(ResultSet row) throws SQLException;
    }

    private interface RowTaker {
        void take(ResultSet row) throws SQLException, IOException;
    }

    private List<Line> lines(String sql, Labelled label, Object... values) {
        List<Line> lines = new ArrayList<>();
        quietly(
                sql,
                row -> lines.add(new Line(label.of(row), new Sum(row.getLong(2), row.getLong(3), row.getLong(4)))),
                values);
        return lines;
    }

    private long grams(String sql, Object... values) {
        long[] sum = {0};
        quietly(sql, row -> sum[0] = row.getLong(1), values);
        return sum[0];
    }

    /** For takers that write nothing. */
    private void quietly(String sql, RowTaker taker, Object... values) {
        try {
            each(sql, taker, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void each(String sql, RowTaker taker, Object... values) throws IOException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            select.setFetchSize(FETCH);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    taker.take(row);
                }
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    static SeasonException failed(SQLException e) {
        return SeasonException.at(SeasonFault.IMPORT_DATABASE, String.valueOf(e.getMessage()));
    }
}
