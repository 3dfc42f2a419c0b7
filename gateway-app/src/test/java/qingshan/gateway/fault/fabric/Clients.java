package qingshan.gateway.fault.fabric;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import qingshan.gateway.bench.MixedTrade;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Ledger;

/** Twenty clients, who trade whenever they are let. */
final class Clients implements AutoCloseable {
    static final int COUNT = 20;

    /** Between two commands of a client, at most: a market thinks, and a machine with two cores has to do more than this. */
    private static final int THINK_MS_MAX = 600;

    private static final Duration END_MAX = Duration.ofMinutes(8);

    private final Tally tally = new Tally();
    private final List<Journal> journals = new ArrayList<>();
    private final List<One> all;
    private final List<Future<?>> trading = new ArrayList<>();
    private final ExecutorService pool = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("client-", 0).factory());
    private volatile boolean resting;

    /** A client and what it does. */
    private record One(Client client, MixedTrade.Client trade, Random pauses) {}

    /**
     * Registers everybody.
     *
     * @param gateway the way to it, as it is now
     * @param directory of the journals
     */
    Clients(Supplier<Ledger> gateway, Path directory, long seed) {
        Client office = new Client(-1, gateway, journal(directory.resolve("office.jsonl")), tally);
        MixedTrade market = new MixedTrade(office, "faults " + seed);
        List<Future<One>> making = IntStream.range(0, COUNT)
                .mapToObj(i -> {
                    Journal own = journal(directory.resolve("client-" + i + ".jsonl"));
                    return pool.submit(() -> {
                        Client client = new Client(i, gateway, own, tally);
                        return new One(client, market.client(i, seed + i), new Random(seed - i));
                    });
                })
                .toList();
        all = making.stream().map(Clients::get).toList();
    }

    private Journal journal(Path file) {
        Journal journal = new Journal(file);
        journals.add(journal);
        return journal;
    }

    Tally tally() {
        return tally;
    }

    /** Lets them trade. */
    void trade() {
        resting = false;
        all.forEach(one -> trading.add(pool.submit(() -> trade(one))));
    }

    private void trade(One one) {
        while (!resting) {
            Command command = one.trade().next();
            one.trade().answered(one.client().submit(command));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(one.pauses().nextInt(THINK_MS_MAX)));
        }
    }

    /** After a trial that failed: lets each come to an end, whatever that is, so that the next trial is one of its own. */
    void end() {
        stop();
        await().atMost(END_MAX).until(() -> trading.stream().allMatch(Future::isDone));
        trading.clear();
    }

    /** Fails if one of them has stopped. */
    void mustTrade() {
        trading.stream().filter(Future::isDone).forEach(Clients::get);
    }

    /** Lets none begin anything new. */
    void stop() {
        resting = true;
    }

    /** How many were told before this moment that nobody knows, and do not know yet. */
    long unknown(long beforeMillis) {
        return all.stream()
                .filter(one -> one.client().isUnknownSince(beforeMillis))
                .count();
    }

    /** Lets each come to the end of what it does. */
    void rest() {
        stop();
        trading.forEach(Clients::get);
        trading.clear();
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get(END_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What all were told, ever. */
    List<Said> said() {
        return journals.stream().flatMap(journal -> journal.read().stream()).toList();
    }

    @Override
    public void close() {
        resting = true;
        pool.shutdownNow();
        journals.forEach(Journal::close);
    }
}
