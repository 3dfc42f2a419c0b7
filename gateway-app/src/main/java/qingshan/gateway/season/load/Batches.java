package qingshan.gateway.season.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.ledger.Command;
import qingshan.rules.Bounds;
import qingshan.rules.value.Digest;

/**
 * The batches of a run that the ledger does not have yet. A thread of its own makes the next one and keeps the outcomes of
 * the last one while the ledger decides on the one between: at most three are in memory. Each is fixed before it is given
 * out, and one that an earlier attempt fixed is made of the same entries again.
 */
final class Batches implements AutoCloseable {
    private static final int WEIGHT_MAX = 20_000;

    /** A batch that can be sent. */
    record Ready(RunStore.Batch batch, Command command) {}

    private final RunStore store;
    private final LedgerCalls ledger;
    private final Digest run;
    private final Entries entries;
    private final long all;
    private final Connection reading;
    private final PlannedRows rows;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("batches").factory());

    private int index;
    private long first;
    private @Nullable Entry carried;
    private CompletableFuture<@Nullable Ready> made;
    private CompletableFuture<@Nullable Void> kept = CompletableFuture.completedFuture(null);

    /**
     * Begins to make the first one.
     *
     * @param source of a connection to read the plan with
     * @param store of the run; nobody else uses it until this is closed
     * @param index of the first batch
     * @param from its first entry in the plan
     * @param all entries of the plan
     */
    Batches(
            DataSource source,
            RunStore store,
            LedgerCalls ledger,
            Digest run,
            Entries entries,
            int index,
            long from,
            long all)
            throws SQLException {
        this.store = store;
        this.ledger = ledger;
        this.run = run;
        this.entries = entries;
        this.index = index;
        this.first = from;
        this.all = all;
        this.reading = source.getConnection();
        this.rows = new PlannedRows(reading, store.run(), from);
        this.made = later(this::make);
    }

    /** The next batch, or null after the last. Those given out before must have been {@linkplain #sent sent}. */
    @Nullable
    Ready next() {
        Ready ready = await(made);
        if (ready != null) {
            made = later(this::make);
        }
        return ready;
    }

    /** The ledger has a batch: its outcomes are kept. */
    void sent(Ready ready) {
        await(kept);
        kept = later(() -> {
            store.record(ready.batch, ledger.outcomes(run, ready.batch.index()));
            return null;
        });
    }

    /** Waits until all outcomes are kept. */
    void finish() {
        await(kept);
    }

    private @Nullable Ready make() throws SQLException {
        if (first >= all) {
            return null;
        }
        RunStore.Batch fixed = store.batch(index);
        List<Entry> batch = fill(fixed == null ? Bounds.ENTRIES_MAX : fixed.after() - fixed.first());
        RunStore.Batch now = new RunStore.Batch(index, first, first + batch.size());
        if (fixed == null) {
            store.fix(now);
        } else if (!fixed.equals(now)) {
            throw new IllegalStateException("fixed " + fixed + ", now " + now);
        }
        index++;
        first = now.after();
        return new Ready(now, ledger.batch(run, now.index(), batch));
    }

    /** As many entries as there is room for; the one that had none is carried over. */
    private List<Entry> fill(long most) throws SQLException {
        List<Entry> batch = new ArrayList<>();
        int weight = 0;
        while (batch.size() < most) {
            Entry entry = carried;
            carried = null;
            if (entry == null) {
                StoredRow row = rows.next();
                if (row == null) {
                    return batch;
                }
                entry = entries.of(row);
            }
            weight += entry.weight();
            if (weight > WEIGHT_MAX && !batch.isEmpty()) {
                carried = entry;
                return batch;
            }
            batch.add(entry);
        }
        return batch;
    }

    private <T extends @Nullable Object> CompletableFuture<T> later(Callable<T> work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return work.call();
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (SQLException e) {
                        throw new SqlFailure(e);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                thread);
    }

    private static <T extends @Nullable Object> T await(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Lets what was begun come to its end. */
    @Override
    public void close() throws SQLException {
        thread.close();
        rows.close();
        reading.close();
    }
}
