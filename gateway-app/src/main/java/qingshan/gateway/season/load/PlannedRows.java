package qingshan.gateway.season.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Code;

/** A run's rows in the order of its plan, from one entry on; a few at a time are in memory. */
final class PlannedRows implements AutoCloseable {
    private static final int FETCH = 1_000;

    private final PreparedStatement select;
    private final ResultSet rows;

    PlannedRows(Connection connection, byte[] run, long from) throws SQLException {
        connection.setAutoCommit(false); // a result is fetched in parts only within a transaction
        select = Sql.prepare(connection, """
                SELECT r.tab, r.line, r.number, r.fields, r.code, r.col
                FROM own.season_plan p
                JOIN own.season_row r ON r.run = p.run AND r.tab = p.tab AND r.line = p.line
                WHERE p.run = ? AND p.seq >= ?
                ORDER BY p.seq""", run, from);
        select.setFetchSize(FETCH);
        rows = select.executeQuery();
    }

    /** The next row, or null after the last. */
    @Nullable
    StoredRow next() throws SQLException {
        if (!rows.next()) {
            return null;
        }
        String code = rows.getString(5);
        return new StoredRow(
                Section.of(rows.getInt(1)),
                rows.getLong(2),
                rows.getString(3),
                StoredRow.split(rows.getString(4)),
                code == null ? null : Code.valueOf(code),
                rows.getString(6));
    }

    @Override
    public void close() throws SQLException {
        rows.close();
        select.close();
    }
}
