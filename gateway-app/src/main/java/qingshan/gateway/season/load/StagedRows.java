package qingshan.gateway.season.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows to the staging table, a thousand in a statement; what is held in memory is those thousand. */
final class StagedRows implements AutoCloseable {
    private static final int ROWS = 1_000;
    private static final List<String> TYPES =
            List.of("smallint", "bigint", "text", "text", "bytea", "text", "text", "bigint", "bigint", "bigint");

    private final Connection connection;
    private final PreparedStatement insert;
    private final List<List<@Nullable Object>> columns = new ArrayList<>();

    StagedRows(Connection connection, byte[] run) throws SQLException {
        this.connection = connection;
        StringBuilder arrays = new StringBuilder();
        for (String type : TYPES) {
            columns.add(new ArrayList<>(ROWS));
            arrays.append(arrays.isEmpty() ? "" : ", ")
                    .append("?::")
                    .append(type)
                    .append("[]");
        }
        insert = connection.prepareStatement(
                "INSERT INTO own.season_row (run, tab, line, number, fields, digest, code, col, at, grams, fen)"
                        + " SELECT ?, * FROM unnest(" + arrays + ")");
        insert.setBytes(1, run);
    }

    /** Writes a row; the values are those of the table's columns from {@code tab} on. */
    void write(@Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            columns.get(i).add(values[i]);
        }
        if (columns.getFirst().size() == ROWS) {
            flush();
        }
    }

    /** Writes what is still in memory. */
    void flush() throws SQLException {
        for (int i = 0; i < TYPES.size(); i++) {
            String type = TYPES.get(i);
            List<@Nullable Object> column = columns.get(i);
            Object[] values = type.equals("bytea") ? column.toArray(byte[][]::new) : column.toArray();
            insert.setArray(i + 2, connection.createArrayOf(type, values));
        }
        insert.executeUpdate();
        columns.forEach(List::clear);
    }

    @Override
    public void close() throws SQLException {
        insert.close();
    }
}
