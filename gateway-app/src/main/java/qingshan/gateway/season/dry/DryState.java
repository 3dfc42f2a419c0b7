package qingshan.gateway.season.dry;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.season.SeasonException;
import qingshan.rules.state.State;

/**
 * The ledger's committed state with what a dry run wrote over it, kept in a temporary table: memory does not grow with the
 * season. What is private is written nowhere, since nothing of it is read.
 */
final class DryState implements State {
    private static final int PAGE = 64;

    private static final String PAGE_SQL = """
            SELECT key, value FROM (
                (SELECT key, value FROM pg_temp.dry_state WHERE key >= ? AND key < ? ORDER BY key LIMIT ?)
                UNION ALL
                (SELECT s.key, s.value FROM ledger.state s WHERE s.key >= ? AND s.key < ?
                 AND NOT EXISTS (SELECT 1 FROM pg_temp.dry_state d WHERE d.key = s.key) ORDER BY s.key LIMIT ?)
            ) both_of_them ORDER BY key LIMIT ?""";

    private final Connection connection;
    /** Empty where a key was deleted. */
    private final TreeMap<String, Optional<byte[]>> written = new TreeMap<>();

    DryState(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE dry_state (key bytea PRIMARY KEY, value bytea) ON COMMIT DROP");
        }
    }

    @Override
    public byte @Nullable [] get(String key) {
        String sql = "SELECT value FROM (SELECT 1 AS first, value FROM pg_temp.dry_state WHERE key = ?"
                + " UNION ALL SELECT 2, value FROM ledger.state WHERE key = ?) v ORDER BY first LIMIT 1";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setBytes(1, bytes(key));
            select.setBytes(2, bytes(key));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void range(String from, String to, Visitor visitor) {
        byte @Nullable [] next = bytes(from);
        while (next != null) {
            next = page(next, bytes(to), visitor);
        }
    }

    /** Visits one page; the key from which to go on, or null at the end. */
    private byte @Nullable [] page(byte[] from, byte[] to, Visitor visitor) {
        try (PreparedStatement select = connection.prepareStatement(PAGE_SQL)) {
            for (int half = 0; half < 2; half++) {
                select.setBytes(3 * half + 1, from);
                select.setBytes(3 * half + 2, to);
                select.setInt(3 * half + 3, PAGE);
            }
            select.setInt(7, PAGE);
            int rows = 0;
            byte[] last = from;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows++;
                    last = row.getBytes(1);
                    byte[] value = row.getBytes(2);
                    if (value != null && !visitor.visit(new String(last, StandardCharsets.UTF_8), value)) {
                        return null;
                    }
                }
            }
            if (rows < PAGE) {
                return null;
            }
            byte[] after = new byte[last.length + 1];
            System.arraycopy(last, 0, after, 0, last.length);
            return after;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void put(String key, byte[] value) {
        written.put(key, Optional.of(value));
    }

    @Override
    public void delete(String key) {
        written.put(key, Optional.empty());
    }

    @Override
    public State collection(String name) {
        return new Nowhere();
    }

    /** Writes what one decision wrote; until then nothing of it is read back, as on a ledger. */
    void commit() {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO pg_temp.dry_state VALUES (?, ?)"
                + " ON CONFLICT (key) DO UPDATE SET value = excluded.value")) {
            for (Map.Entry<String, Optional<byte[]>> entry : written.entrySet()) {
                insert.setBytes(1, bytes(entry.getKey()));
                insert.setBytes(2, entry.getValue().orElse(null));
                insert.addBatch();
            }
            insert.executeBatch();
            written.clear();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Forgets what a refused decision wrote. */
    void rollback() {
        written.clear();
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    private static SeasonException failed(SQLException e) {
        return SeasonException.database(e);
    }

    /** Private data of a dry run. */
    private static final class Nowhere implements State {
        @Override
        public byte @Nullable [] get(String key) {
            return null;
        }

        @Override
        public void range(String from, String to, Visitor visitor) {}

        @Override
        public void put(String key, byte[] value) {}

        @Override
        public void delete(String key) {}

        @Override
        public State collection(String name) {
            return this;
        }
    }
}
