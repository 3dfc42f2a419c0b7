package qingshan.gateway.keeper;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import qingshan.gateway.Threads;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.BlockHandler;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.ledger.HomeLedger;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.ledger.Query;

/**
 * Owns a home for as long as a gateway runs: its database, its ledger, and the follower that makes rows of blocks. When the
 * database goes away, or hangs, all three are given up and, from then on once a second, opened again; meanwhile every call
 * says that the ledger is away, and changes nothing. A ledger that is away and comes back by itself is kept, and
 * followed again.
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
    private final LedgerKind kind;
    private final Rows rows = new Rows();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable HomeLedger ledger;
    private volatile @Nullable Enroller enroller;
    private volatile @Nullable Follow follow;
    private volatile @Nullable Exception away;
    /** Why the rows stopped though the ledger takes commands. */
    private volatile @Nullable Exception unfollowed;

    private volatile @Nullable Renewing renewing;

    private Keeper(Home home, Database database) {
        this.home = home;
        this.database = database;
        this.kind = LedgerKind.of(home);
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
        Keeper keeper = new Keeper(home, Database.open(home, environment));
        boolean done = false;
        try {
            keeper.begin();
            keeper.thread.start();
            keeper.renewing = Renewing.start(keeper::enroller);
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

    /** Who can submit here, and how to enrol more; also while the ledger is away. */
    public Enroller enroller() {
        return Objects.requireNonNull(enroller);
    }

    /** Why nothing can be written or followed now, or null while all goes well. */
    public @Nullable Exception away() {
        HomeLedger now = ledger;
        Exception failed = away;
        if (failed != null || now == null) {
            return failed;
        }
        Exception gone = now.away();
        return gone == null ? unfollowed : gone;
    }

    /** How many transactions were sent whose fate nobody knows yet. */
    public int pending() {
        HomeLedger now = ledger;
        return now == null ? 0 : now.pending();
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

    private HomeLedger open() {
        HomeLedger now = ledger;
        if (now == null || away != null) {
            throw LedgerException.of("away", away);
        }
        return now;
    }

    private void begin() {
        HomeLedger opened = kind.open(home, database, "up");
        ledger = opened;
        enroller = opened.enroller();
        follow = Follow.start(database.prompt(), opened, rows);
        unfollowed = null;
        away = null;
    }

    private void keep() {
        try {
            while (!closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (canFollowAgain()) {
                    followAgain();
                    continue;
                }
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

    /** Whether the rows stopped only because of a ledger that comes back by itself. */
    private boolean canFollowAgain() {
        Follow following = follow;
        HomeLedger now = ledger;
        if (following == null || now == null) {
            return false;
        }
        Exception failed = following.failure();
        if (failed == null) {
            if (following.lasts(AGAIN)) {
                unfollowed = null;
            }
            return false;
        }
        if (!now.outlasts(failed) || unable(now) != null) {
            return false;
        }
        if (unfollowed == null) {
            LOG.warn("rows stopped, following again: {}", failed.getMessage());
        }
        unfollowed = failed;
        return true;
    }

    private void followAgain() throws InterruptedException {
        Follow following = follow;
        HomeLedger now = ledger;
        if (following == null || now == null || closing.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        following.close();
        follow = Follow.start(database.prompt(), now, rows);
    }

    private @Nullable Exception failure() {
        Follow following = follow;
        Exception failed = following == null ? null : following.failure();
        if (failed != null) {
            return failed;
        }
        HomeLedger now = ledger;
        return now == null ? null : unable(now);
    }

    /** Why it must be opened anew, or null. */
    private static @Nullable Exception unable(HomeLedger now) {
        try {
            now.mustWork();
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
        HomeLedger now = ledger;
        ledger = null;
        if (now != null) {
            now.close();
        }
    }

    /** Finishes what was submitted, then lets go of ledger and database. */
    @Override
    public void close() {
        closing.countDown();
        Renewing now = renewing;
        if (now != null) {
            now.close();
        }
        Threads.awaitEnd(thread);
        giveUp();
        pool.close();
        database.close();
    }
}
