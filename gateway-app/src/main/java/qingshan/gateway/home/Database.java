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

/**
 * The database of a home: PostgreSQL out of the jar, living in the home, or the server that {@code QINGSHAN_DATABASE_URL}
 * names ({@code jdbc:postgresql://host/name?user=…&password=…}). Its schemas are as this program needs them.
 *
 * <p>While one is open the server runs; whoever closes the last one stops a server that lives in the home, unless it was
 * told to {@linkplain #stay stay}.
 */
public final class Database implements AutoCloseable {

    private static final Duration RECOVERY_MAX = Duration.ofMinutes(1);
    private static final String NAME = "qingshan";

    /** How the one connection calls itself that stands for an open database; all others of ours only begin so. */
    private static final String KEEPER = "qingshan keeper";

    private static final Duration LEAVE_MAX = Duration.ofSeconds(5);

    private final PGSimpleDataSource source;
    private final Connection keeper;
    private final @Nullable Postgres server;

    private Database(PGSimpleDataSource source, Connection keeper, @Nullable Postgres server) {
        this.source = source;
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
        source.setURL(url);
        source.setApplicationName("qingshan");
        source.setTcpKeepAlive(true);
        return checked(source, connect(source, false), null);
    }

    private static Database openOwn(Postgres server) {
        try (FileMutex _ = server.lock()) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setServerNames(new String[] {"127.0.0.1"});
            source.setPortNumbers(new int[] {server.running()});
            source.setDatabaseName(NAME);
            source.setUser(Postgres.USER);
            source.setPassword(server.password());
            source.setApplicationName("qingshan");
            // What a loopback server cannot offer is not asked for: each question is a round trip.
            source.setSslMode("disable");
            source.setGssEncMode("disable");
            return checked(source, connectOrCreate(source), server);
        }
    }

    private static Database checked(PGSimpleDataSource source, Connection keeper, @Nullable Postgres server) {
        Database database = new Database(source, keeper, server);
        try {
            keeper.setClientInfo("ApplicationName", KEEPER);
            Schema.bringUpToDate(keeper, source);
            return database;
        } catch (HomeException e) {
            closeQuietly(keeper);
            throw e;
        } catch (SQLException e) {
            closeQuietly(keeper);
            throw new HomeException("the database does not answer: " + e.getMessage(), e);
        }
    }

    /** New connections, not pooled. */
    public DataSource source() {
        return source;
    }

    /**
     * A new connection.
     *
     * @param purpose shown by PostgreSQL beside the connection; at most 63 characters of ASCII
     * @param settings as PostgreSQL's command line takes them, such as {@code -c jit=off}; may be empty
     */
    public Connection connect(String purpose, String settings) {
        PGSimpleDataSource named = new PGSimpleDataSource();
        named.setURL(source.getURL());
        named.setUser(source.getUser());
        named.setPassword(source.getPassword());
        named.setApplicationName(purpose);
        if (!settings.isEmpty()) {
            named.setOptions(settings);
        }
        return connect(named, server != null);
    }

    /** Whether the server goes on when the last one has closed. Says nothing of a server elsewhere. */
    public void stay(boolean stay) {
        if (server != null) {
            server.stay(stay);
        }
    }

    @Override
    public void close() {
        if (server == null) {
            closeQuietly(keeper);
            return;
        }
        try (FileMutex _ = server.lock()) {
            if (leave() && !server.stays()) {
                server.stop();
            }
        }
    }

    /**
     * Goes, and says whether nobody else has it open: neither a keeper nor a program that is not ours. Our other
     * connections come and go with their keeper.
     */
    private boolean leave() {
        String others = "SELECT pg_backend_pid(), (SELECT count(*) FROM pg_stat_activity"
                + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
                + " AND (application_name = '" + KEEPER + "' OR application_name NOT LIKE 'qingshan%'))";
        try (PreparedStatement statement = keeper.prepareStatement(others);
                ResultSet result = statement.executeQuery()) {
            result.next();
            long pid = result.getLong(1);
            boolean last = result.getLong(2) == 0;
            closeQuietly(keeper);
            awaitEnd(pid);
            return last;
        } catch (SQLException e) {
            // The server went away: then there is nothing to stop, or the next one will find it.
            closeQuietly(keeper);
            return false;
        }
    }

    /** PostgreSQL lists a client a moment longer than the client is there, and the next one to leave must not count it. */
    private static void awaitEnd(long pid) {
        long deadline = System.nanoTime() + LEAVE_MAX.toNanos();
        while (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    private static Connection connectOrCreate(PGSimpleDataSource source) {
        Optional<Connection> connection = tryConnect(source, true);
        if (connection.isPresent()) {
            return connection.get();
        }
        source.setDatabaseName("postgres");
        try (Connection maintenance = connect(source, true);
                var statement = maintenance.createStatement()) {
            statement.execute("CREATE DATABASE " + NAME);
        } catch (SQLException e) {
            throw new HomeException("cannot create the database: " + e.getMessage(), e);
        }
        source.setDatabaseName(NAME);
        return connect(source, true);
    }

    /**
     * Empty if the database does not exist.
     *
     * @param own whether the server is known to run, so that a lost connection is only a sign of its repairing itself
     */
    private static Optional<Connection> tryConnect(PGSimpleDataSource source, boolean own) {
        long deadline = System.nanoTime() + RECOVERY_MAX.toNanos();
        while (true) {
            try {
                return Optional.of(source.getConnection());
            } catch (SQLException e) {
                String state = String.valueOf(e.getSQLState());
                if (state.equals("3D000")) {
                    return Optional.empty();
                }
                // It is starting, or repairs what a crash left, or threw its clients out to do so.
                boolean passes = state.equals("57P03") || (own && state.startsWith("08"));
                if (!passes || System.nanoTime() > deadline) {
                    throw new HomeException("cannot connect to the database: " + e.getMessage(), e);
                }
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
        }
    }

    private static Connection connect(PGSimpleDataSource source, boolean own) {
        return tryConnect(source, own)
                .orElseThrow(() -> new HomeException("there is no database " + source.getDatabaseName()
                        + " on that server; create it, with encoding UTF8"));
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
