package qingshan.gateway.embedded;

import com.google.protobuf.ByteString;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Threads;
import qingshan.gateway.Trouble;
import qingshan.gateway.ledger.LedgerException;

/**
 * Orders, validates and commits, in one thread: whatever waits becomes one block, judged in order and written in one
 * database transaction.
 */
final class Committer implements AutoCloseable {

    /** What came of a transaction. */
    sealed interface Verdict {

        /** It is on the ledger; whether it took effect, the flag says. */
        record Judged(long block, TxValidationCode flag) implements Verdict {}

        /** The database went away while it was committing. */
        record Lost(String reason) implements Verdict {}

        /** It is not on the ledger and will not be. */
        record NotTaken(LedgerException reason) implements Verdict {}
    }

    private record Waiting(Endorsed transaction, CompletableFuture<Verdict> verdict) {}

    private static final int WAITING_MAX = 4096;
    private static final int BLOCK_TRANSACTIONS_MAX = 500;
    /** A transaction that alone is larger makes a block of its own. */
    private static final int BLOCK_BYTES_PREFERRED = 2 * 1024 * 1024;

    /** How soon it notices that it is to close. */
    private static final long IDLE_MS = 20;

    private final Writer writer;
    private final Blocks blocks;
    private final Conflicts conflicts;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Thread thread;
    private ByteString previous;
    private long next;
    private @Nullable Waiting held;
    private volatile boolean closing;
    private volatile @Nullable LedgerException stopped;

    Committer(Writer writer, Blocks blocks, Conflicts conflicts, Writer.Head head) {
        this.writer = writer;
        this.blocks = blocks;
        this.conflicts = conflicts;
        this.previous = head.hash();
        this.next = head.number() + 1;
        this.thread = Thread.ofPlatform().name("ledger-committer").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** @throws LedgerException if nothing can be committed any more */
    void mustAccept() {
        LedgerException reason = stopped;
        if (reason != null) {
            throw reason;
        }
        if (closing) {
            throw LedgerException.of("closed", null);
        }
    }

    /** Hands a transaction over and waits for what comes of it. */
    Verdict commit(Endorsed transaction) {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        try {
            queue.put(new Waiting(transaction, verdict));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Verdict.NotTaken(LedgerException.of("interrupted", e));
        }
        if (!thread.isAlive()) {
            refuseAll();
        }
        return verdict.join();
    }

    private void run() {
        try {
            List<Waiting> batch = gather();
            while (!batch.isEmpty()) {
                commit(batch);
                batch = gather();
            }
        } catch (InterruptedException e) {
            stopped = LedgerException.of("interrupted", e);
        } catch (SQLException | RuntimeException | Error e) {
            // an error too, such as no memory left: whoever waits must be told
            stopped = LedgerException.of("stopped", e, Trouble.of(e));
        } finally {
            writer.close();
            refuseAll();
        }
    }

    private void refuseAll() {
        LedgerException reason = stopped != null ? stopped : LedgerException.of("closed", null);
        for (Waiting waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
            waiting.verdict.complete(new Verdict.NotTaken(reason));
        }
    }

    /** All that waits, as far as it fits into a block; empty when closing and nothing waits any more. */
    private List<Waiting> gather() throws InterruptedException {
        Waiting first = held;
        held = null;
        while (first == null) {
            first = queue.poll(IDLE_MS, TimeUnit.MILLISECONDS);
            if (first == null && closing) {
                return List.of();
            }
        }
        List<Waiting> batch = new ArrayList<>();
        batch.add(first);
        long bytes = first.transaction.envelope().size();
        while (batch.size() < BLOCK_TRANSACTIONS_MAX) {
            Waiting waiting = queue.poll();
            if (waiting == null) {
                break;
            }
            bytes += waiting.transaction.envelope().size();
            if (bytes > BLOCK_BYTES_PREFERRED) {
                held = waiting;
                break;
            }
            batch.add(waiting);
        }
        return batch;
    }

    private void commit(List<Waiting> batch) throws SQLException {
        boolean asked = false;
        try {
            List<BlockRows.Row> rows = judge(batch);
            byte[] flags = new byte[rows.size()];
            List<ByteString> envelopes = new ArrayList<>(rows.size());
            for (BlockRows.Row row : rows) {
                flags[row.tx()] = (byte) row.flag().getNumber();
                envelopes.add(row.transaction().envelope());
            }
            Blocks.Made block = blocks.make(next, previous, envelopes, flags);
            writer.write(block, rows);
            asked = true;
            writer.commit();
            previous = block.hash();
            next++;
            conflicts.committed(block.number());
            for (BlockRows.Row row : rows) {
                batch.get(row.tx()).verdict.complete(new Verdict.Judged(block.number(), row.flag()));
            }
        } catch (SQLException | RuntimeException | Error e) {
            LedgerException reason = LedgerException.of("stopped", e, Trouble.of(e));
            Verdict verdict = asked ? new Verdict.Lost(reason.getMessage()) : new Verdict.NotTaken(reason);
            batch.forEach(waiting -> waiting.verdict.complete(verdict));
            Waiting left = held;
            if (left != null) {
                queue.add(left);
            }
            throw e;
        }
    }

    private List<BlockRows.Row> judge(List<Waiting> batch) throws SQLException {
        Set<String> known = new HashSet<>();
        writer.findKnown(
                batch.stream().map(waiting -> waiting.transaction.txId()).toList(), known);
        List<BlockRows.Row> rows = new ArrayList<>(batch.size());
        for (int tx = 0; tx < batch.size(); tx++) {
            Endorsed transaction = batch.get(tx).transaction;
            TxValidationCode flag;
            if (known.add(transaction.txId())) {
                flag = conflicts.judge(transaction.set(), next);
                if (flag == TxValidationCode.VALID) {
                    conflicts.apply(transaction.set(), new Version(next, tx));
                }
            } else {
                flag = TxValidationCode.DUPLICATE_TXID;
            }
            rows.add(new BlockRows.Row(transaction, tx, flag));
        }
        return rows;
    }

    /** Finishes what waits, then lets go of the database. */
    @Override
    public void close() {
        closing = true;
        Threads.awaitEnd(thread);
    }
}
