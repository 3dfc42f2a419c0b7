package qingshan.gateway.keeper;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import qingshan.gateway.Threads;
import qingshan.gateway.embedded.EmbeddedLedger;
import qingshan.gateway.embedded.Identities;
import qingshan.gateway.embedded.Settings;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.BlockHandler;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.ledger.Query;

/**
 * Owns a home for as long as a gateway runs: its database, its ledger as the one writer, and the follower that makes rows
 * of blocks. When the database goes away, or hangs, all three are given up and, from then on once a second, opened again; meanwhile
 * every call says that the ledger is away, and changes nothing.
 */
public final class Keeper implements Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int CONNECTIONS_MAX = 16;
    private static final Duration CONNECTION_WAIT = Duration.ofSeconds(3);
    /** For an idle connection to show that its server answers, before it is given out. */
    private static final Duration ALIVE_WAIT = Duration.ofSeconds(2);

    private final Home home;
    private final Database database;
    private final HikariDataSource pool;
    private final Settings settings;
    private final Rows rows = new Rows();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable EmbeddedLedger ledger;
    private volatile @Nullable Follow follow;
    private volatile @Nullable Exception away;

    private Keeper(Home home, Database database, Settings settings) {
        this.home = home;
        this.database = database;
        this.settings = settings;
        this.pool = new HikariDataSource(pooled(database));
        this.thread = Thread.ofPlatform().name("keeper").unstarted(this::keep);
    }

    /**
     * Opens a home's database and ledger, and begins to follow.
     *
     * @param environment as {@link Database#open}
     * @throws qingshan.gateway.ExplainedException if one of them cannot be opened now: later they would be tried again
     */
    public static Keeper open(Home home, Map<String, String> environment) {
        Keeper keeper = new Keeper(home, Database.open(home, environment), new Settings("up"));
        boolean done = false;
        try {
            keeper.begin();
            keeper.thread.start();
            done = true;
            return keeper;
        } finally {
            if (!done) {
                keeper.pool.close();
                keeper.database.close();
            }
        }
    }

    private static HikariConfig pooled(Database database) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.prompt());
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
        config.setValidationTimeout(ALIVE_WAIT.toMillis());
        config.setInitializationFailTimeout(-1);
        return config;
    }

    /** Where keys and data are. */
    public Home home() {
        return home;
    }

    /**
     * Pooled connections for statements that take moments, as {@link Database#prompt()}; one that cannot be had in time is
     * an {@link SQLException}.
     */
    public DataSource source() {
        return pool;
    }

    /** The database itself. */
    public Database database() {
        return database;
    }

    /** How far the rows are, and who waits for them. */
    public Rows rows() {
        return rows;
    }

    /** Who can submit here, and how to enrol more. */
    public Identities identities() {
        return open().identities();
    }

    /** Why nothing can be written or followed now, or null while all goes well. */
    public @Nullable Exception away() {
        return away;
    }

    @Override
    public Answer read(Query query) {
        return open().read(query);
    }

    @Override
    public Outcome submit(Command command) {
        return open().submit(command);
    }

    @Override
    public void follow(Position after, BlockHandler handler) {
        open().follow(after, handler);
    }

    @Override
    public Position height() {
        return open().height();
    }

    private EmbeddedLedger open() {
        EmbeddedLedger now = ledger;
        if (now == null || away != null) {
            throw LedgerException.of("away", away);
        }
        return now;
    }

    private void begin() {
        EmbeddedLedger opened = EmbeddedLedger.open(home, database, settings);
        ledger = opened;
        follow = Follow.start(database.prompt(), opened, rows);
        away = null;
    }

    private void keep() {
        try {
            while (!closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                Exception failure = failure();
                if (failure != null) {
                    LOG.warn("ledger or rows stopped, opening them again: {}", failure.toString());
                    away = failure;
                    giveUp();
                    reopen();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Exception failure() {
        Follow following = follow;
        Exception failed = following == null ? null : following.failure();
        if (failed != null) {
            return failed;
        }
        try {
            EmbeddedLedger now = ledger;
            if (now != null) {
                now.mustWork();
            }
            return null;
        } catch (LedgerException e) {
            return e;
        }
    }

    private void reopen() throws InterruptedException {
        while (!closing.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                database.revive();
                awaitPool();
                begin();
                LOG.warn("ledger and rows are back");
                return;
            } catch (RuntimeException e) {
                away = e;
                giveUp();
            }
        }
    }

    /** The pool tries again more and more rarely: nothing is back before it has a connection for pages. */
    private void awaitPool() {
        try {
            pool.getConnection().close();
        } catch (SQLException e) {
            throw new DbException(e);
        }
    }

    private void giveUp() {
        Follow following = follow;
        follow = null;
        if (following != null) {
            following.close();
        }
        EmbeddedLedger now = ledger;
        ledger = null;
        if (now != null) {
            now.close();
        }
    }

    /** Finishes what was submitted, then lets go of ledger and database. */
    @Override
    public void close() {
        closing.countDown();
        Threads.awaitEnd(thread);
        giveUp();
        pool.close();
        database.close();
    }
}
