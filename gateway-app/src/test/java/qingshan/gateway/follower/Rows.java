package qingshan.gateway.follower;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Rows as texts, to compare. */
public final class Rows {
    private Rows() {}

    /** Every row of every table of schema {@code read}, sorted. */
    public static Map<String, List<String>> all(DataSource source) {
        Map<String, List<String>> all = new TreeMap<>();
        for (String table : of(
                source,
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'read'"
                        + " AND table_name <> 'flyway_schema_history'")) {
            all.put(table, of(source, "SELECT t::text FROM read.\"" + table + "\" t ORDER BY 1"));
        }
        return all;
    }

    /** The rows of a query, their columns joined by a bar. */
    public static List<String> of(DataSource source, String sql, Object... arguments) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    List<String> columns = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        columns.add(String.valueOf(result.getString(i)));
                    }
                    rows.add(String.join("|", columns));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
