package qingshan.gateway.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection that reads committed state. What is read between two calls of {@link #forget()} is one consistent state:
 * the transaction is repeatable-read, and begins with its first read. Used by one thread at a time.
 */
final class ReadSession implements AutoCloseable {

    /** The statements are prepared once and kept for good, so the planner must not choose by an empty table. */
    static final String SETTINGS = "-c default_transaction_isolation=repeatable\\ read"
            + " -c default_transaction_read_only=on -c plan_cache_mode=force_generic_plan"
            + " -c enable_seqscan=off -c enable_bitmapscan=off -c enable_sort=off";

    private static final byte[] ABOVE_ALL_UTF8 = {(byte) 0xff};

    private final Connection connection;
    private final PreparedStatement get;
    private final PreparedStatement range;
    private final PreparedStatement getPrivate;
    private final PreparedStatement rangePrivate;
    private boolean reading;

    ReadSession(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        get = connection.prepareStatement("SELECT value, block, tx FROM ledger.state WHERE key = ?");
        range = connection.prepareStatement(
                "SELECT key, value, block, tx FROM ledger.state" + " WHERE key >= ? AND key < ? ORDER BY key LIMIT ?");
        getPrivate = connection.prepareStatement(
                "SELECT value, block, tx FROM ledger.private_state WHERE collection = ? AND key = ?");
        rangePrivate = connection.prepareStatement("SELECT key, value, block, tx FROM ledger.private_state"
                + " WHERE collection = ? AND key >= ? AND key < ? ORDER BY key LIMIT ?");
    }

    @Nullable
    Stored get(Key key) throws SQLException {
        reading = true;
        get.setBytes(1, key.bytes());
        return one(key, get);
    }

    @Nullable
    Stored getPrivate(String collection, Key key) throws SQLException {
        reading = true;
        getPrivate.setString(1, collection);
        getPrivate.setBytes(2, key.bytes());
        return one(key, getPrivate);
    }

    /** @param end exclusive; empty means no end */
    List<Stored> range(Key start, Key end, int limit) throws SQLException {
        reading = true;
        range.setBytes(1, start.bytes());
        range.setBytes(2, upper(end));
        range.setInt(3, limit);
        return many(range);
    }

    /** @param end exclusive; empty means no end */
    List<Stored> rangePrivate(String collection, Key start, Key end, int limit) throws SQLException {
        reading = true;
        rangePrivate.setString(1, collection);
        rangePrivate.setBytes(2, start.bytes());
        rangePrivate.setBytes(3, upper(end));
        rangePrivate.setInt(4, limit);
        return many(rangePrivate);
    }

    /** Ends the snapshot; the next read begins another. */
    void forget() throws SQLException {
        if (reading) {
            reading = false;
            connection.rollback();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static byte[] upper(Key end) {
        return end.isEmpty() ? ABOVE_ALL_UTF8 : end.bytes();
    }

    private static @Nullable Stored one(Key key, PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            return result.next()
                    ? new Stored(key, result.getBytes(1), new Version(result.getLong(2), result.getInt(3)))
                    : null;
        }
    }

    private static List<Stored> many(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            List<Stored> rows = new ArrayList<>();
            while (result.next()) {
                Version version = new Version(result.getLong(3), result.getInt(4));
                rows.add(new Stored(Key.ofBytes(result.getBytes(1)), result.getBytes(2), version));
            }
            return rows;
        }
    }
}
