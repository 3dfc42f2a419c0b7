package qingshan.gateway.embedded;

import com.google.protobuf.ByteString;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Trouble;
import qingshan.gateway.home.Database;
import qingshan.gateway.ledger.LedgerException;

/**
 * The one connection that writes blocks. It holds PostgreSQL's advisory lock for as long as it lives, so whoever can still
 * write with it is the one writer. Used by one thread at a time.
 */
final class Writer implements AutoCloseable {

    private static final int LOCK_CLASS = 0x5153; // "QS"
    private static final int LOCK_LEDGER = 1;
    /** How long a killed writer's connection may take to be noticed by the server. */
    private static final Duration GHOST_MAX = Duration.ofSeconds(10);

    private static final Pattern PURPOSE = Pattern.compile("qingshan (.*) pid (\\d+)");
    private static final int PURPOSE_MAX = 63;
    private static final long NOBODY = -1;

    private final Connection connection;
    private final PreparedStatement known;
    private final BlockRows rows;

    private Writer(Connection connection) throws SQLException {
        this.connection = connection;
        this.known = connection.prepareStatement("SELECT tx_id FROM ledger.transactions WHERE tx_id = ANY (?)");
        this.rows = new BlockRows(connection);
    }

    /** What PostgreSQL shows beside the connections of a command. */
    static String purpose(String command) {
        String tail = " pid " + ProcessHandle.current().pid();
        String head = "qingshan " + command.replaceAll("[^ -~]", "?");
        return head.substring(0, Math.min(head.length(), PURPOSE_MAX - tail.length())) + tail;
    }

    /**
     * Becomes the writer.
     *
     * @throws LedgerException if there is another one, naming it, or PostgreSQL does not promise durability
     */
    static Writer open(Database database, String command) {
        Connection connection = database.connectPrompt(purpose(command), "-c enable_seqscan=off -c jit=off");
        boolean done = false;
        try {
            connection.setAutoCommit(true);
            Durability.check(connection);
            lock(connection);
            connection.setAutoCommit(false);
            Writer writer = new Writer(connection);
            done = true;
            return writer;
        } catch (SQLException e) {
            throw LedgerException.of("open", e, Trouble.of(e));
        } finally {
            if (!done) {
                closeQuietly(connection);
            }
        }
    }

    private static void lock(Connection connection) throws SQLException {
        long deadline = System.nanoTime() + GHOST_MAX.toNanos();
        while (!tryLock(connection)) {
            Holder holder = holder(connection);
            if (holder != null && (holder.alive() || System.nanoTime() > deadline)) {
                throw holder.isInTheWay();
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static boolean tryLock(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?, ?)")) {
            statement.setInt(1, LOCK_CLASS);
            statement.setInt(2, LOCK_LEDGER);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    private record Holder(String command, long pid, OffsetDateTime since) {

        boolean alive() {
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }

        LedgerException isInTheWay() {
            Instant moment = since.withNano(0).toInstant();
            return pid == NOBODY
                    ? LedgerException.of("writer.foreign", null, moment)
                    : LedgerException.of("writer", null, command, pid, moment);
        }
    }

    /** Who has the lock; null if nobody has it by now. */
    private static @Nullable Holder holder(Connection connection) throws SQLException {
        String question =
                "SELECT a.application_name, a.backend_start FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                        + " WHERE l.locktype = 'advisory' AND l.granted AND l.classid = ? AND l.objid = ? AND l.database ="
                        + " (SELECT oid FROM pg_database WHERE datname = current_database())";
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setInt(1, LOCK_CLASS);
            statement.setInt(2, LOCK_LEDGER);
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next()) {
                    return null;
                }
                Matcher named = PURPOSE.matcher(String.valueOf(result.getString(1)));
                OffsetDateTime since = result.getObject(2, OffsetDateTime.class);
                return named.matches()
                        ? new Holder(named.group(1), Long.parseLong(named.group(2)), since)
                        : new Holder("", NOBODY, since);
            }
        }
    }

    /** Which of some transactions are on the ledger already. */
    void findKnown(List<String> txIds, Set<String> found) throws SQLException {
        byte[][] ids = txIds.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new);
        known.setArray(1, connection.createArrayOf("bytea", ids));
        try (ResultSet result = known.executeQuery()) {
            while (result.next()) {
                found.add(HexFormat.of().formatHex(result.getBytes(1)));
            }
        }
    }

    /** Writes a block and everything it changes. Nothing of it is there before {@link #commit()}. */
    void write(Blocks.Made block, List<BlockRows.Row> transactions) throws SQLException {
        rows.write(block, transactions);
    }

    /** Makes it durable. If this fails nobody knows whether it is. */
    void commit() throws SQLException {
        connection.commit();
    }

    /**
     * The newest block's number and hash.
     *
     * @return null if there is none
     */
    @Nullable
    Head head() throws SQLException {
        String question = "SELECT number, hash FROM ledger.blocks ORDER BY number DESC LIMIT 1";
        try (PreparedStatement statement = connection.prepareStatement(question);
                ResultSet result = statement.executeQuery()) {
            return result.next() ? new Head(result.getLong(1), ByteString.copyFrom(result.getBytes(2))) : null;
        }
    }

    /** The newest block. */
    record Head(long number, ByteString hash) {}

    /** Lets go of the lock first: a connection that is closed may take a while to end. */
    @Override
    public void close() {
        try (Statement statement = connection.createStatement()) {
            connection.rollback();
            statement.execute("SELECT pg_advisory_unlock_all()");
            connection.commit();
        } catch (SQLException e) {
            System.getLogger(Writer.class.getName()).log(System.Logger.Level.DEBUG, "unlocking", e);
        }
        closeQuietly(connection);
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            System.getLogger(Writer.class.getName()).log(System.Logger.Level.DEBUG, "closing", e);
        }
    }
}
