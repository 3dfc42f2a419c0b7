package qingshan.gateway.trace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The numbers that imports left in schema {@code own}. */
public final class OwnNames implements Names {
    private final DataSource source;

    /** Reads from the organization's database. */
    public OwnNames(DataSource source) {
        this.source = source;
    }

    @Override
    public List<String> cards(String number) {
        List<String> ids = new ArrayList<>();
        read("SELECT id, number FROM own.card WHERE number = ANY (?)", List.of(number), (id, _) -> ids.add(id));
        return ids;
    }

    @Override
    public Map<String, String> numbers(Collection<String> ids) {
        Map<String, String> numbers = new HashMap<>();
        read(
                "SELECT id, number FROM own.card WHERE id = ANY (?1) UNION ALL SELECT id, number FROM own.plot WHERE id = ANY (?1)"
                        .replace("?1", "?"),
                ids,
                numbers::put);
        return numbers;
    }

    private interface Each {
        void take(String id, String number);
    }

    private void read(String sql, Collection<String> values, Each each) {
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 1; i <= select.getParameterMetaData().getParameterCount(); i++) {
                select.setArray(i, connection.createArrayOf("text", values.toArray()));
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    each.take(row.getString(1), row.getString(2));
                }
            }
        } catch (SQLException e) {
            throw TraceException.of("database", e, e.getMessage());
        }
    }
}
