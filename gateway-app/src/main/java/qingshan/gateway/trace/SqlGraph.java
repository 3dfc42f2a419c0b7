package qingshan.gateway.trace;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import qingshan.gateway.Trouble;
import qingshan.gateway.follower.Row;
import qingshan.gateway.follower.Row.PartRow;
import qingshan.gateway.follower.RowReader;

/** The read model, at one moment. */
public final class SqlGraph implements RecordGraph {
    /** Both ends of the range are in the primary key, so that one part of a large slip costs no more than one of a small. */
    private static final String BACK = "(WITH RECURSIVE back AS (SELECT p.* FROM read.part p WHERE p.record = ANY (?)"
            + " UNION SELECT p.* FROM back b JOIN read.part p ON p.record = b.from_record"
            + " AND p.ord >= CASE b.from_rank WHEN 1 THEN b.from_ord ELSE 0 END"
            + " AND p.ord <= CASE b.from_rank WHEN 1 THEN b.from_ord ELSE 2147483647 END)"
            + " SELECT * FROM back) t";

    private static final String FORWARD = "(WITH RECURSIVE forward AS (SELECT p.*, r.kind FROM read.part p"
            + " JOIN read.record r ON r.name = p.record AND r.reversed_by IS NULL AND r.reverses IS NULL"
            + " WHERE p.from_record = ANY (?)"
            + " UNION SELECT p.*, r.kind FROM forward f JOIN read.part p ON p.from_record = f.record"
            + " AND p.from_ord = CASE f.kind WHEN 'slip' THEN f.ord ELSE 0 END"
            + " JOIN read.record r ON r.name = p.record AND r.reversed_by IS NULL AND r.reverses IS NULL)"
            + " SELECT * FROM forward) t";

    private final Connection connection;

    private SqlGraph(Connection connection) {
        this.connection = connection;
    }

    /** The rows as they are now, whatever is followed meanwhile. */
    public static SqlGraph open(DataSource source) {
        try {
            Connection connection = source.getConnection();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            try (Statement statement = connection.createStatement()) {
                // the sizes of recursive steps are guesses of the planner's: an index leads to every next part
                statement.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off;"
                        + " SET LOCAL enable_mergejoin = off; SET LOCAL jit = off");
            }
            return new SqlGraph(connection);
        } catch (SQLException e) {
            throw TraceException.of("database", e, Trouble.of(e));
        }
    }

    @Override
    public <R extends Row> List<R> rows(Class<R> type, String column, Collection<String> values) {
        return select(type, RowReader.table(type) + " t WHERE t." + column + " = ANY (?)", values);
    }

    @Override
    public List<PartRow> back(Collection<String> records) {
        return select(PartRow.class, BACK, records);
    }

    @Override
    public List<PartRow> forward(Collection<String> records) {
        return select(PartRow.class, FORWARD, records);
    }

    private <R extends Row> List<R> select(Class<R> type, String rest, Collection<String> values) {
        if (values.isEmpty()) {
            return List.of();
        }
        try {
            return RowReader.select(connection, type, rest, List.of(List.copyOf(values)));
        } catch (SQLException e) {
            throw TraceException.of("database", e, Trouble.of(e));
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw TraceException.of("database", e, Trouble.of(e));
        }
    }
}
