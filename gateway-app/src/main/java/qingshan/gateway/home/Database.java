package qingshan.gateway.home;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import qingshan.gateway.Trouble;

/**
 * The database of a home: PostgreSQL out of the jar, living in the home, or the server that {@code QINGSHAN_DATABASE_URL}
 * names ({@code jdbc:postgresql://host/name?user=…&password=…}). Its schemas are as this program needs them.
 *
 * <p>While one is open the server runs; whoever closes the last one stops a server that lives in the home, unless it was
 * told to {@linkplain #stay stay}.
 */
public final class Database implements AutoCloseable {

    private static final Duration RECOVERY_MAX = Duration.ofMinutes(1);
    private static final Duration LOST_MAX = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final String NAME = "qingshan";
    /** A server that does not even let one in for so long hangs. */
    private static final Duration LOGIN_MAX = Duration.ofSeconds(10);
    /** No statement of a page, nor of a block, takes near so long: a server that does not answer for so long hangs. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(20);

    private final PGSimpleDataSource source;
    /** Leads where {@link #source} leads. */
    private final PGSimpleDataSource prompt;

    private Connection keeper;
    private final @Nullable Postgres server;

    private Database(PGSimpleDataSource source, Connection keeper, @Nullable Postgres server) {
        this.source = source;
        this.prompt = promptly(copy(source));
        this.keeper = keeper;
        this.server = server;
    }

    /**
     * Opens the home's database; starts, and the first time makes, the server that lives there.
     *
     * @param environment {@code QINGSHAN_DATABASE_URL} names another server, {@code XDG_CACHE_HOME} where programs go
     * @throws HomeException if it cannot be opened
     */
    public static Database open(Home home, Map<String, String> environment) {
        String url = environment.getOrDefault("QINGSHAN_DATABASE_URL", "");
        return url.isBlank() ? openOwn(new Postgres(home, environment)) : openAt(url);
    }

    /** Opens a database on a server that runs elsewhere, by its JDBC URL. */
    public static Database openAt(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            source.setURL(url);
        } catch (IllegalArgumentException e) {
            throw HomeException.of("url", e);
        }
        source.setApplicationName("qingshan");
        source.setTcpKeepAlive(true);
        if (source.getLoginTimeout() == 0) {
            source.setLoginTimeout((int) LOGIN_MAX.toSeconds());
        }
        return checked(source, connect(source, Duration.ZERO), null);
    }

    private static Database openOwn(Postgres server) {
        try (FileMutex _ = server.lock()) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setServerNames(new String[] {"127.0.0.1"});
            source.setDatabaseName(NAME);
            source.setUser(Postgres.USER);
            source.setApplicationName("qingshan");
            // What a loopback server cannot offer is not asked for: each question is a round trip.
            source.setSslMode("disable");
            source.setGssEncMode("disable");
            source.setLoginTimeout((int) LOGIN_MAX.toSeconds());
            Database database = checked(source, connectOrCreate(source, server), server);
            server.enter();
            return database;
        }
    }

    private static Database checked(PGSimpleDataSource source, Connection keeper, @Nullable Postgres server) {
        Database database = new Database(source, keeper, server);
        try {
            Schema.bringUpToDate(keeper, source);
            return database;
        } catch (HomeException e) {
            closeQuietly(keeper);
            throw e;
        }
    }

    /** New connections, not pooled, on which a statement may take as long as it takes. */
    public DataSource source() {
        return source;
    }

    /**
     * New connections, not pooled, for statements that take moments: one that gets no answer in time, as when the server
     * hangs, fails with its connection. A {@code socketTimeout} in the server's URL says otherwise how long that is.
     */
    public DataSource prompt() {
        return prompt;
    }

    /**
     * A new connection on which a statement may take as long as it takes.
     *
     * @param purpose shown by PostgreSQL beside the connection; at most 63 characters of ASCII, the first of them
     *     {@code qingshan}, or it counts as a foreign program, which keeps the server running
     * @param settings as PostgreSQL's command line takes them, such as {@code -c jit=off}; may be empty
     */
    public Connection connect(String purpose, String settings) {
        return connect(named(purpose, settings), server == null ? Duration.ZERO : LOST_MAX);
    }

    /** The same for statements that take moments, as those of {@link #prompt()}. */
    public Connection connectPrompt(String purpose, String settings) {
        return connect(promptly(named(purpose, settings)), server == null ? Duration.ZERO : LOST_MAX);
    }

    private PGSimpleDataSource named(String purpose, String settings) {
        PGSimpleDataSource named = copy(source);
        named.setApplicationName(purpose);
        if (!settings.isEmpty()) {
            named.setOptions(settings);
        }
        return named;
    }

    private static PGSimpleDataSource copy(PGSimpleDataSource source) {
        PGSimpleDataSource copy = new PGSimpleDataSource();
        copy.setURL(source.getURL());
        copy.setUser(source.getUser());
        copy.setPassword(source.getPassword());
        return copy;
    }

    private static PGSimpleDataSource promptly(PGSimpleDataSource source) {
        if (source.getSocketTimeout() == 0) {
            source.setSocketTimeout((int) ANSWER_MAX.toSeconds());
        }
        return source;
    }

    /**
     * Finds the server again after it went away; starts it if it lives in the home and has ended. Connections made from now
     * on reach it wherever it listens now.
     *
     * @throws HomeException if it cannot be reached yet
     */
    public synchronized void revive() {
        Connection found;
        if (server == null) {
            found = connect(prompt, Duration.ZERO);
        } else {
            try (FileMutex _ = server.lock()) {
                int[] port = {server.running()};
                source.setPortNumbers(port);
                prompt.setPortNumbers(port);
                found = connect(prompt, LOST_MAX);
            }
        }
        closeQuietly(keeper);
        keeper = found;
    }

    /** Whether the server goes on when the last one has closed. Says nothing of a server elsewhere. */
    public void stay(boolean stay) {
        if (server != null) {
            server.stay(stay);
        }
    }

    @Override
    public synchronized void close() {
        if (server == null) {
            closeQuietly(keeper);
            return;
        }
        try (FileMutex _ = server.lock()) {
            boolean last = server.leave() && !server.stays();
            try {
                boolean unused = last && !foreignClients();
                closeQuietly(keeper);
                if (unused) {
                    server.stop();
                }
            } catch (SQLException e) {
                // The server went away, or threw everybody out to repair itself: nobody has a connection now.
                closeQuietly(keeper);
                if (last) {
                    server.stopAtOnce();
                }
            }
        }
    }

    /** Whether a program that is not ours has a connection. Our other connections come and go with their keeper. */
    private boolean foreignClients() throws SQLException {
        keeper.setNetworkTimeout(Runnable::run, (int) ANSWER_MAX.toMillis());
        String foreign = "SELECT count(*) FROM pg_stat_activity"
                + " WHERE backend_type = 'client backend' AND application_name NOT LIKE 'qingshan%'";
        try (PreparedStatement statement = keeper.prepareStatement(foreign);
                ResultSet result = statement.executeQuery()) {
            return !result.next() || result.getLong(1) > 0;
        }
    }

    /** A server that was killed a moment ago may still look alive, so each attempt looks again. */
    private static Connection connectOrCreate(PGSimpleDataSource source, Postgres server) {
        Attempt attempt = () -> {
            source.setPortNumbers(new int[] {server.running()});
            source.setPassword(server.password());
            return source.getConnection();
        };
        Optional<Connection> connection = tryConnect(attempt, RECOVERY_MAX);
        if (connection.isPresent()) {
            return connection.get();
        }
        source.setDatabaseName("postgres");
        try (Connection maintenance = connect(source, LOST_MAX);
                var statement = maintenance.createStatement()) {
            statement.execute("CREATE DATABASE " + NAME);
        } catch (SQLException e) {
            throw HomeException.of("connect", e, Trouble.of(e));
        }
        source.setDatabaseName(NAME);
        return connect(source, LOST_MAX);
    }

    @FunctionalInterface
    private interface Attempt {
        Connection run() throws SQLException;
    }

    /**
     * Empty if the database does not exist.
     *
     * @param lostMax how long lost connections may be a sign of the server's repairing itself
     */
    private static Optional<Connection> tryConnect(Attempt attempt, Duration lostMax) {
        long start = System.nanoTime();
        while (true) {
            try {
                return Optional.of(attempt.run());
            } catch (SQLException e) {
                String state = String.valueOf(e.getSQLState());
                if (state.equals("3D000")) {
                    return Optional.empty();
                }
                // 57P03: it starts, or repairs what a crash left. 08: it threw its clients out to do so, or is gone.
                Duration patience =
                        state.equals("57P03") ? RECOVERY_MAX : state.startsWith("08") ? lostMax : Duration.ZERO;
                if (System.nanoTime() - start >= patience.toNanos()) {
                    throw HomeException.of("connect", e, Trouble.of(e));
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    private static Connection connect(PGSimpleDataSource source, Duration lostMax) {
        return tryConnect(source::getConnection, lostMax)
                .orElseThrow(() -> HomeException.of("connect", null, new Trouble(Trouble.Kind.DATABASE_ABSENT, "")));
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // A connection that cannot even be closed is gone already.
            System.getLogger(Database.class.getName()).log(System.Logger.Level.DEBUG, "closing", e);
        }
    }
}
