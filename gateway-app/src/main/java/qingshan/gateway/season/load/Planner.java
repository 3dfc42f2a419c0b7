package qingshan.gateway.season.load;

import java.sql.Connection;
import java.sql.SQLException;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;

/**
 * Decides what a run sends, and in which order: what the ledger does not have yet, what others refer to first, rows that
 * are refused by themselves next, then what moves grams in the order of its time. Once it stands it is not changed, so
 * that a run that is taken up again sends the same batches.
 */
final class Planner {
    private final Connection connection;
    private final byte[] run;
    private final String season;
    private final Ids ids;

    Planner(Connection connection, byte[] run, String season, Ids ids) {
        this.connection = connection;
        this.run = run.clone();
        this.season = season;
        this.ids = ids;
    }

    /**
     * Makes the plan from the staged rows, in one transaction.
     *
     * @param policy the season's document
     * @return how many entries it has
     */
    long plan(JsonObject policy) throws SQLException {
        connection.setAutoCommit(false);
        Sql.update(connection, "DELETE FROM own.season_plan WHERE run = ?", run);
        Sql.update(
                connection,
                "DELETE FROM own.season_row WHERE run = ? AND tab IN (?, ?, ?, ?)",
                run,
                Section.SEASON.code(),
                Section.SCALES.code(),
                Section.CARDS.code(),
                Section.ENTITLEMENTS.code());
        byte[] policyDigest = policy(policy);
        scales();
        cards();
        entitlements(policyDigest);
        new NameKeeping(connection, run, ids).keep();
        long entries = order();
        Sql.update(connection, """
                INSERT INTO own.season_run (run, season, planned, late_before)
                SELECT ?, ?, ?, (SELECT max(at) FROM own.season_accepted WHERE season = ? AND tab >= ?)""", run, season, entries, season, Section.SLIPS.code());
        connection.commit();
        return entries;
    }

    private byte[] policy(JsonObject policy) throws SQLException {
        String text = CanonicalJson.write(policy);
        byte[] digest = StoredRow.digest(text);
        insert(Section.SEASON, "SELECT 1, ?, ?, ?::bytea", season, text, digest);
        return digest;
    }

    private void scales() throws SQLException {
        insert(Section.SCALES, """
                SELECT row_number() OVER (ORDER BY scale COLLATE "C"), scale, scale, ''::bytea
                FROM (SELECT DISTINCT split_part(fields, U&'\\001F', 3) AS scale
                      FROM own.season_row WHERE run = ? AND tab = ? AND code IS NULL) s
                WHERE scale <> ''""", run, Section.SLIPS.code());
    }

    private void cards() throws SQLException {
        insert(
                Section.CARDS,
                "SELECT line, number, number, ''::bytea FROM own.season_row WHERE run = ? AND tab = ?",
                run,
                Section.PARTIES.code());
    }

    /** One for each card with plots; it changes with its plots, their areas and the season's policy. */
    private void entitlements(byte[] policyDigest) throws SQLException {
        insert(Section.ENTITLEMENTS, """
                SELECT min(line), card, string_agg(number, U&'\\001F' ORDER BY line),
                       substring(sha256(string_agg(digest, ''::bytea ORDER BY line) || ?::bytea) FOR 16)
                FROM (SELECT line, number, digest, split_part(fields, U&'\\001F', 2) AS card
                      FROM own.season_row WHERE run = ? AND tab = ?) p
                GROUP BY card""", policyDigest, run, Section.PLOTS.code());
    }

    private void insert(Section section, String select, Object... values) throws SQLException {
        Object[] all = new Object[values.length + 2];
        all[0] = run;
        all[1] = section.code();
        System.arraycopy(values, 0, all, 2, values.length);
        Sql.update(
                connection,
                "INSERT INTO own.season_row (run, tab, line, number, fields, digest) SELECT ?, ?, s.* FROM (" + select
                        + ") s",
                all);
    }

    private long order() throws SQLException {
        return Sql.update(
                connection,
                """
                INSERT INTO own.season_plan (run, seq, tab, line)
                SELECT r.run,
                       row_number() OVER (ORDER BY
                           CASE WHEN r.tab < ? THEN r.tab WHEN r.code IS NOT NULL THEN ? ELSE ? END,
                           CASE WHEN r.tab >= ? AND r.code IS NULL THEN r.at END,
                           r.tab,
                           CASE WHEN r.tab >= ? AND r.code IS NULL THEN r.number END COLLATE "C",
                           r.line) - 1,
                       r.tab, r.line
                FROM own.season_row r
                LEFT JOIN own.season_accepted a ON a.season = ? AND a.tab = r.tab AND a.number = r.number
                WHERE r.run = ?
                  AND (a.number IS NULL
                       OR (r.tab < ? AND a.digest <> r.digest)
                       OR r.code IN ('DUPLICATE', 'CONFLICTING_DUPLICATE'))""",
                Section.SLIPS.code(),
                Section.SLIPS.code(),
                Section.SLIPS.code() + 1,
                Section.SLIPS.code(),
                Section.SLIPS.code(),
                season,
                run,
                Section.SLIPS.code());
    }
}
