package qingshan.gateway.scan;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.keeper.DbException;
import qingshan.gateway.pack.LongTable;
import qingshan.gateway.pack.Pack;
import qingshan.gateway.web.Show;

/**
 * How often each pack was asked for. Counted in memory and written once a second, so that no page waits for it; what a
 * crash takes is the last second. A database that is away is written to when it is back. What is written is the count
 * itself, so that writing it again, where nobody can say whether it was written, changes nothing.
 */
@Singleton
public final class Scans {
    private static final Logger LOG = LoggerFactory.getLogger(Scans.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    /** Packs whose counts wait for a database; of more than that some are lost. */
    private static final int WAITING_MAX = 1_000_000;

    private static final int SECOND_BITS = 35;
    private static final long SECOND_MASK = (1L << SECOND_BITS) - 1;

    /**
     * How often, and since when.
     *
     * @param count this time included; 0 where nobody ever asked
     */
    record Tally(int count, Instant first) {}

    private final Db db;
    private final Map<Integer, LongTable> byPacking = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread writer;
    private final ReentrantLock flushing = new ReentrantLock();
    private LongTable waiting = new LongTable();
    private volatile int often = Integer.MAX_VALUE;
    private volatile LocalDate oftenOn = LocalDate.EPOCH;

    Scans(Db db) {
        this.db = db;
        this.writer = Thread.ofVirtual().name("scans").start(this::write);
    }

    /** Whether a run's counts are in memory. */
    boolean knows(int packing) {
        return byPacking.containsKey(packing);
    }

    /** Whether the policy in memory is that of today. */
    boolean knowsToday() {
        return LocalDate.now(Show.ZONE).equals(oftenOn);
    }

    /** Brings a run's counts into memory, if they are not there. */
    void read(int packing) {
        readPolicy();
        if (!byPacking.containsKey(packing)) {
            flush();
            LongTable table = new LongTable();
            db.each(
                    "SELECT index, count, first_at FROM own.scan WHERE packing = ?",
                    10_000,
                    row -> table.put(
                            row.getInt(1),
                            value(row.getInt(2), row.getTimestamp(3).toInstant().getEpochSecond())),
                    packing);
            byPacking.putIfAbsent(packing, table);
        }
    }

    /** Forgets a run's counts; what is not written yet will be. */
    void forget(int packing) {
        byPacking.remove(packing);
    }

    /**
     * The tally of a pack.
     *
     * @param more whether to count it once more
     * @return null if the run's counts are not in memory
     */
    @Nullable
    Tally tally(Pack pack, boolean more, Instant now) {
        LongTable table = byPacking.get(pack.packing());
        if (table == null) {
            return null;
        }
        long value;
        synchronized (table) {
            value = table.get(pack.index());
            if (more) {
                value = value == LongTable.NONE ? value(1, now.getEpochSecond()) : value + value(1, 0);
                table.put(pack.index(), value);
            }
        }
        if (more) {
            wait(pack.key(), value);
        }
        return value == LongTable.NONE
                ? new Tally(0, now)
                : new Tally(count(value), Instant.ofEpochSecond(value & SECOND_MASK));
    }

    /** From how many times on a code was asked for unusually often, as the organization's policy of today has it. */
    public int often() {
        return often;
    }

    private void readPolicy() {
        LocalDate today = LocalDate.now(Show.ZONE);
        if (!today.equals(oftenOn)) {
            often = db.one(
                            "SELECT often FROM own.scan_policy WHERE effective_from <= ?"
                                    + " ORDER BY effective_from DESC LIMIT 1",
                            row -> row.getInt(1),
                            today)
                    .orElse(Integer.MAX_VALUE);
            oftenOn = today;
        }
    }

    private synchronized void wait(long key, long value) {
        long before = waiting.get(key);
        boolean room = before != LongTable.NONE || waiting.size() < WAITING_MAX;
        if (room && (before == LongTable.NONE || count(before) < count(value))) {
            waiting.put(key, value);
        }
    }

    private void write() {
        try {
            boolean last;
            do {
                last = closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS);
                try {
                    flush();
                } catch (DbException e) {
                    LOG.info("counts wait until the database is back");
                }
            } while (!last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what waits. */
    void flush() {
        flushing.lock();
        try {
            flushed();
        } finally {
            flushing.unlock();
        }
    }

    private void flushed() {
        LongTable taken;
        synchronized (this) {
            taken = waiting;
            waiting = new LongTable();
        }
        if (taken.size() == 0) {
            return;
        }
        boolean done = false;
        try {
            write(taken);
            done = true;
        } finally {
            if (!done) {
                taken.each(this::wait);
            }
        }
    }

    private void write(LongTable taken) {
        List<Integer> packings = new ArrayList<>(taken.size());
        List<Integer> indexes = new ArrayList<>(taken.size());
        List<Integer> counts = new ArrayList<>(taken.size());
        List<Timestamp> firsts = new ArrayList<>(taken.size());
        taken.each((key, value) -> {
            packings.add((int) (key >> Integer.SIZE));
            indexes.add((int) key);
            counts.add(count(value));
            firsts.add(Timestamp.from(Instant.ofEpochSecond(value & SECOND_MASK)));
        });
        db.transact(connection -> {
            try (PreparedStatement upsert = Db.prepare(
                    connection,
                    "INSERT INTO own.scan SELECT * FROM unnest(?, ?, ?, ?) ON CONFLICT (packing, index)"
                            + " DO UPDATE SET count = greatest(scan.count, excluded.count)",
                    connection.createArrayOf("int", packings.toArray()),
                    connection.createArrayOf("int", indexes.toArray()),
                    connection.createArrayOf("int", counts.toArray()),
                    connection.createArrayOf("timestamptz", firsts.toArray()))) {
                return upsert.executeUpdate();
            }
        });
    }

    private static long value(int count, long second) {
        return ((long) count << SECOND_BITS) | second;
    }

    private static int count(long value) {
        return (int) (value >> SECOND_BITS);
    }

    /** Writes the rest. */
    @PreDestroy
    void close() throws InterruptedException {
        closing.countDown();
        writer.join();
    }
}
