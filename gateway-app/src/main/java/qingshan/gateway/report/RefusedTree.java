package qingshan.gateway.report;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import qingshan.gateway.season.load.Section;
import qingshan.rules.Code;

/**
 * Puts refusals that follow from an earlier one under it: a packing under its refused batch; a sale or processing of what
 * was not there under the last refused receipt before it of the same card, product and grade. One that is refused by its
 * time alone counts as received when the row before it in the file happened.
 */
final class RefusedTree {
    private static final String REFUSED = """
            CREATE TEMP TABLE refused ON COMMIT DROP AS
            SELECT r.tab, r.line, r.number COLLATE "C" AS number, n.code, n.detail,
                   CASE WHEN n.code = 'OUT_OF_SEASON' THEN NULL ELSE r.at END AS at,
                   string_to_array(r.fields, U&'\\001F') AS f, r.fields, r.col
            FROM refusal n
            JOIN own.season_row r ON r.run = ? AND r.tab = n.tab AND r.line = n.line""";
    private static final String TIMED = """
            UPDATE refused u SET at = coalesce(
                (SELECT r.at FROM own.season_row r
                 WHERE r.run = ? AND r.tab = u.tab AND r.line < u.line AND r.at IS NOT NULL
                 ORDER BY r.line DESC LIMIT 1), 0)
            WHERE at IS NULL""";
    /** 8 are slips and 9 is processing, see {@link Section}. */
    private static final String KEYED = """
            CREATE TEMP TABLE cause ON COMMIT DROP AS
            SELECT tab, line, number, at,
                   CASE WHEN tab = 8 THEN concat_ws(U&'\\001F', f[4], f[6], f[7])
                        ELSE concat_ws(U&'\\001F', f[2], '干茶', f[6]) END AS goods,
                   CASE WHEN tab = 9 THEN number END AS batch
            FROM refused
            WHERE tab IN (8, 9) AND code NOT IN ('DUPLICATE', 'CONFLICTING_DUPLICATE')""";

    private static final String LINKED = """
            CREATE TEMP TABLE tree ON COMMIT DROP AS
            SELECT u.*, c.tab AS cause_tab, c.line AS cause_line
            FROM refused u
            LEFT JOIN LATERAL (
                (SELECT c.tab, c.line FROM cause c
                 WHERE u.code = 'OVERSOLD'
                   AND c.goods = CASE WHEN u.tab = 8 THEN concat_ws(U&'\\001F', u.f[5], u.f[6], u.f[7])
                                      ELSE concat_ws(U&'\\001F', u.f[2], '茶青', u.f[4]) END
                   AND (c.at, c.tab, c.number, c.line) < (u.at, u.tab, u.number, u.line)
                 ORDER BY c.at DESC, c.tab DESC, c.number DESC, c.line DESC LIMIT 1)
                UNION ALL
                (SELECT c.tab, c.line FROM cause c WHERE u.code = 'UNKNOWN_BATCH' AND c.batch = u.f[4] LIMIT 1)
            ) c ON true""";

    private final Rows rows;
    private final byte[] run;

    RefusedTree(Rows rows, byte[] run) {
        this.rows = rows;
        this.run = run.clone();
    }

    void walk(Each<RefusedRow> each) throws IOException {
        rows.run(REFUSED, run);
        rows.run(TIMED, run);
        rows.run(KEYED);
        rows.run("CREATE INDEX ON cause (goods, at, tab, number, line)");
        rows.run("CREATE INDEX ON cause (batch)");
        rows.run("ANALYZE cause");
        rows.run(LINKED);
        rows.run("CREATE INDEX ON tree (cause_tab, cause_line)");
        rows.run("ANALYZE tree");
        rows.each("""
                WITH RECURSIVE walk AS (
                    SELECT t.*, 0 AS depth, ARRAY[t.tab::bigint, t.line] AS path FROM tree t WHERE t.cause_tab IS NULL
                    UNION ALL
                    SELECT t.*, w.depth + 1, w.path || ARRAY[t.at, t.tab::bigint, t.line]
                    FROM walk w JOIN tree t ON t.cause_tab = w.tab AND t.cause_line = w.line
                )
                SELECT depth, tab, line, number, code, detail, fields, col FROM walk ORDER BY path""", row -> each.take(refused(row)));
        rows.run("DROP TABLE refused, cause, tree");
    }

    private static RefusedRow refused(ResultSet row) throws SQLException {
        Code code = Code.valueOf(row.getString(5));
        Shown shown = new Shown(row.getInt(2), row.getString(7));
        String col = row.getString(8);
        String column = col == null ? atFault(code, row.getInt(2)) : col;
        return new RefusedRow(
                row.getInt(1),
                shown.file(),
                row.getLong(3),
                row.getString(4),
                code,
                column,
                shown.heading(column),
                shown.value(column),
                row.getString(6));
    }

    /** The column at fault where a contract refused: it does not know the export's columns. */
    private static String atFault(Code code, int section) {
        return switch (code) {
            case NO_CERTIFICATE, CERTIFICATE_EXCEEDED -> "certificate";
            case OVER_ENTITLEMENT -> "kg";
            case OVERSOLD -> Section.of(section) == Section.SLIPS ? "kg" : "kgIn";
            case CONVERSION_OUT_OF_BAND -> "kgOut";
            case UNKNOWN_BATCH -> "batch";
            case OVERPACKED -> "packs";
            case UNKNOWN_SCALE -> "scale";
            case GTIN_MISMATCH, BAD_GTIN -> "gtin";
            case OUT_OF_SEASON -> "time";
            default -> "";
        };
    }
}
