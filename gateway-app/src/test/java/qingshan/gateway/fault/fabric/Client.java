package qingshan.gateway.fault.fabric;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import qingshan.gateway.ExplainedException;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.BlockHandler;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.ledger.Query;
import qingshan.gateway.ledger.Refusals;

/**
 * Whoever sends commands: sends one until it knows what came of it, and writes that down before it goes on. A command that
 * is sent again is the same command, with the same id or the same counters.
 */
final class Client implements Ledger {
    private static final Duration AGAIN = Duration.ofMillis(250);
    /** Longer than any fault of the suite, with what comes after it. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private static final long KNOWN = Long.MAX_VALUE;

    private final int number;
    private final Supplier<Ledger> gateway;
    private final Journal journal;
    private final Tally tally;
    /** When it was told first that nobody knows what came of the command that it sends; {@link #KNOWN} if it was not. */
    private volatile long unknownSince = KNOWN;

    Client(int number, Supplier<Ledger> gateway, Journal journal, Tally tally) {
        this.number = number;
        this.gateway = gateway;
        this.journal = journal;
        this.tally = tally;
    }

    @Override
    public Outcome submit(Command command) {
        long sent = System.currentTimeMillis();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        List<Said.Try> denied = new ArrayList<>();
        for (int unknown = 0; System.nanoTime() - deadline < 0; LockSupport.parkNanos(AGAIN.toNanos())) {
            long tried = System.nanoTime();
            long triedMillis = System.currentTimeMillis();
            try {
                Outcome outcome = gateway.get().submit(command);
                last = outcome.toString();
                if (outcome instanceof Outcome.Unknown) {
                    unknown++;
                    unknownSince = Math.min(unknownSince, System.currentTimeMillis());
                    tally.unknown.incrementAndGet();
                } else if (isFinal(outcome, unknown)) {
                    write(command, outcome, sent, unknown, denied);
                    count(command, outcome, tried);
                    unknownSince = KNOWN;
                    return outcome;
                } else {
                    denied.add(new Said.Try(triedMillis, System.currentTimeMillis()));
                }
            } catch (ExplainedException e) {
                tally.away.incrementAndGet();
                if (e instanceof LedgerException) { // which promises that nothing was written
                    denied.add(new Said.Try(triedMillis, System.currentTimeMillis()));
                }
                last = e.toString();
            }
        }
        throw new IllegalStateException("no answer after " + PATIENCE + ", at last " + last + ", to " + command);
    }

    /** Whether it was told before this moment that nobody knows, and does not know yet. */
    boolean isUnknownSince(long millis) {
        return unknownSince <= millis;
    }

    /** A conflict may be one with the transaction of which nobody knew before. */
    private static boolean isFinal(Outcome outcome, int unknown) {
        return !(outcome instanceof Outcome.Rejected rejected && unknown > 0 && Refusals.isConflict(rejected.code()));
    }

    private void count(Command command, Outcome outcome, long tried) {
        if (outcome instanceof Outcome.Rejected rejected) {
            tally.rejected(rejected.code());
        } else {
            tally.committed(function(command), tried);
        }
    }

    private void write(Command command, Outcome outcome, long sent, int unknown, List<Said.Try> denied) {
        String function = function(command);
        long now = System.currentTimeMillis();
        journal.write(
                switch (outcome) {
                    case Outcome.Committed(String txId, long block, String json) ->
                        new Said(number, function, command.json(), null, txId, block, json, sent, now, unknown, denied);
                    case Outcome.Rejected rejected ->
                        new Said(
                                number,
                                function,
                                command.json(),
                                rejected.code(),
                                rejected.txId(),
                                -1,
                                "",
                                sent,
                                now,
                                unknown,
                                denied);
                    case Outcome.Unknown _ -> throw new IllegalArgumentException("not known");
                });
    }

    private static String function(Command command) {
        return command.contract() + ":" + command.transaction();
    }

    @Override
    public Answer read(Query query) {
        return gateway.get().read(query);
    }

    @Override
    public void follow(Position after, BlockHandler handler) {
        throw new UnsupportedOperationException("a client sends");
    }

    @Override
    public Position height() {
        throw new UnsupportedOperationException("a client sends");
    }

    @Override
    public void close() {
        journal.close();
    }
}
