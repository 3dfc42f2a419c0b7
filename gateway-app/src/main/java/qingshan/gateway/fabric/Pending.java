package qingshan.gateway.fabric;

import com.google.protobuf.ByteString;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import qingshan.gateway.Threads;
import qingshan.gateway.Trouble;
import qingshan.gateway.home.Database;
import qingshan.gateway.ledger.LedgerException;

/**
 * Transactions that may have been sent and whose fate is not known: table {@code own.pending}. One thread writes for all who
 * wait, as many as there are in one database transaction, so that a disk is waited for once.
 */
final class Pending implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pending.class);
    private static final int BATCH_MAX = 500;
    private static final Duration LOOK = Duration.ofMillis(200);
    /** So long nothing is written before it is asked whether something could be. */
    private static final Duration IDLE_MAX = Duration.ofSeconds(1);

    private final Database database;
    private final LinkedBlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable LedgerException failure;
    private @Nullable Connection connection;
    private long writtenAt = System.nanoTime();

    /**
     * One that was sent.
     *
     * @param txId of it
     * @param transaction as Fabric's client keeps it: PreparedTransaction, with the signed envelope
     */
    record Sent(String txId, ByteString transaction) {}

    private sealed interface Job {
        record Add(Sent sent, CompletableFuture<@Nullable Void> stored) implements Job {}

        record Remove(String txId) implements Job {}
    }

    private Pending(Database database) {
        this.database = database;
        this.thread = Thread.ofPlatform().name("pending").unstarted(this::write);
    }

    static Pending open(Database database) {
        Pending pending = new Pending(database);
        pending.thread.start();
        return pending;
    }

    /**
     * Keeps one; it is durable when this returns true.
     *
     * @return false if nobody can say whether it is kept: the answer was lost, or the thread was interrupted while it waited.
     *     Then it is not sent now, and may be found later
     * @throws LedgerException if it cannot be kept: then it must not be sent
     */
    boolean add(Sent sent) {
        CompletableFuture<@Nullable Void> stored = new CompletableFuture<>();
        synchronized (jobs) {
            if (closed) {
                throw LedgerException.of("closed", null);
            }
            jobs.add(new Job.Add(sent, stored));
        }
        try {
            stored.get();
            return true;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Ambiguous) {
                return false;
            }
            if (cause instanceof LedgerException explained) {
                throw explained;
            }
            throw LedgerException.of("pending", e, Trouble.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false; // what was asked for is done all the same
        }
    }

    /**
     * Does nothing while something can be kept.
     *
     * @throws LedgerException if the database did not take the last that it was given, or did not answer
     */
    void mustWork() {
        LedgerException why = closed ? LedgerException.of("closed", null) : failure;
        if (why != null) {
            throw why;
        }
    }

    /** Forgets one, soon: its fate is known. */
    void remove(String txId) {
        jobs.add(new Job.Remove(txId));
    }

    /**
     * Those that were kept so long ago.
     *
     * @throws SQLException if the database cannot be asked
     */
    List<Sent> olderThan(Duration age) throws SQLException {
        try (Connection reading = database.connectPrompt("qingshan pending reads", "");
                PreparedStatement select = reading.prepareStatement("SELECT tx_id, transaction FROM own.pending"
                        + " WHERE stored_at <= now() - make_interval(secs => ?) ORDER BY stored_at")) {
            select.setDouble(1, age.toMillis() / 1000.0);
            List<Sent> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Sent(row.getString(1), ByteString.copyFrom(row.getBytes(2))));
                }
            }
            return found;
        }
    }

    private void write() {
        List<Job> batch = new ArrayList<>();
        try {
            write(batch);
        } finally {
            leave(batch);
            disconnect();
        }
    }

    /** Nobody waits for ever for a thread that ended, whatever it ended of. */
    private void leave(List<Job> batch) {
        synchronized (jobs) {
            closed = true;
        }
        jobs.drainTo(batch);
        for (Job job : batch) {
            if (job instanceof Job.Add add) {
                add.stored().completeExceptionally(new Ambiguous(new SQLException("what keeps it ended")));
            }
        }
    }

    private void write(List<Job> batch) {
        while (!closed || !jobs.isEmpty()) {
            try {
                Job first = batch.isEmpty() ? jobs.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS) : null;
                if (first != null) {
                    batch.add(first);
                }
                jobs.drainTo(batch, BATCH_MAX - batch.size());
                // who only follows blocks would not notice for ever that the database is gone
                if (!batch.isEmpty() || System.nanoTime() - writtenAt > IDLE_MAX.toNanos()) {
                    List<Job> left = tryToStore(batch);
                    batch.clear();
                    batch.addAll(left);
                }
            } catch (InterruptedException e) {
                closed = true;
            }
        }
    }

    /** What is still to be done. */
    private List<Job> tryToStore(List<Job> batch) {
        writtenAt = System.nanoTime();
        try {
            store(batch);
            failure = null;
            for (Job job : batch) {
                if (job instanceof Job.Add add) {
                    add.stored().complete(null);
                }
            }
            return new ArrayList<>();
        } catch (SQLException | RuntimeException e) {
            disconnect();
            LedgerException unkept = LedgerException.of("pending", null, Trouble.of(e));
            failure = unkept;
            List<Job> left = new ArrayList<>();
            for (Job job : batch) {
                switch (job) {
                    case Job.Add add -> add.stored().completeExceptionally(e instanceof Ambiguous ? e : unkept);
                    case Job.Remove remove -> left.add(remove);
                }
            }
            // the driver quotes values, and a transaction stands in no log
            LOG.warn("what is pending cannot be kept: {}", Trouble.of(e).sentence(Locale.ENGLISH));
            if (closed) {
                return new ArrayList<>(); // asked about again at the next start
            }
            LockSupport.parkNanos(LOOK.toNanos());
            return left;
        }
    }

    private void store(List<Job> batch) throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = database.connectPrompt("qingshan pending", "");
            open.setAutoCommit(false);
            connection = open;
        }
        boolean added = false;
        try (Statement lax = open.createStatement();
                PreparedStatement insert = open.prepareStatement("INSERT INTO own.pending (tx_id, transaction)"
                        + " VALUES (?, ?) ON CONFLICT (tx_id) DO NOTHING");
                PreparedStatement delete = open.prepareStatement("DELETE FROM own.pending WHERE tx_id = ?")) {
            for (Job job : batch) {
                switch (job) {
                    case Job.Add(Sent(String txId, ByteString transaction), CompletableFuture<@Nullable Void> _) -> {
                        insert.setString(1, txId);
                        insert.setBytes(2, transaction.toByteArray());
                        insert.addBatch();
                        added = true;
                    }
                    case Job.Remove(String txId) -> {
                        delete.setString(1, txId);
                        delete.addBatch();
                    }
                }
            }
            if (added) {
                insert.executeBatch();
            } else {
                // a removal that a crash undoes is found again, and made again
                lax.execute("SET LOCAL synchronous_commit = off");
            }
            delete.executeBatch();
            commit(open);
        }
    }

    private static void commit(Connection open) throws Ambiguous {
        try {
            open.commit();
        } catch (SQLException e) {
            throw new Ambiguous(e);
        }
    }

    /** The answer to a commit was lost, or said no: what was written may be there. */
    private static final class Ambiguous extends SQLException {
        private static final long serialVersionUID = 1L;

        Ambiguous(SQLException cause) {
            super(cause.getMessage(), cause.getSQLState(), cause);
        }
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debug("closing", e);
            }
        }
    }

    /** Finishes what was asked of it. */
    @Override
    public void close() {
        synchronized (jobs) {
            closed = true;
        }
        Threads.awaitEnd(thread);
    }
}
