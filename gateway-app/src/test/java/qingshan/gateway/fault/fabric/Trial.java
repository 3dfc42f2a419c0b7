package qingshan.gateway.fault.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import qingshan.gateway.home.Database;

/**
 * Clients trade while faults strike. After each kind of fault they come to an end, and all that they were ever told is compared
 * with the ledger and with the rows. When anything is not as it must be, this says the seed and what was done when.
 */
final class Trial implements AutoCloseable {
    private static final PrintStream OUT = System.out;
    /** What came last is on its way out of the table. */
    private static final Duration LAST_MAX = Duration.ofSeconds(5);

    private static final Duration FIT_MAX = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofSeconds(2);
    /** What pools may have grown by: HTTP, gRPC, database. 20 clients hang at once, so each may have brought a thread. */
    private static final int THREADS_MORE = Clients.COUNT + 10;

    private static final long HEAP_MORE = 48L * 1024 * 1024;
    private static final int PAUSE_MS_MIN = 500;
    private static final int PAUSE_MS_SPREAD = 1_500;

    private final Scene scene;
    private final Extent extent;
    private final Random random;
    private final Clients clients;
    private final GatewayProcess.Health before;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> deeds = new ArrayList<>();

    private Trial(Scene scene, Extent extent) {
        this.extent = extent;
        this.random = new Random(extent.seed());
        this.scene = scene;
        this.clients = new Clients(scene.gateway()::ledger, scene.journals(), extent.seed());
        this.before = warm();
    }

    static Trial on(String topology, Extent extent) {
        OUT.println("faults on " + topology + ", seed " + extent.seed());
        Scene scene = Scene.on(topology);
        boolean done = false;
        try {
            Trial trial = new Trial(scene, extent);
            done = true;
            return trial;
        } finally {
            if (!done) {
                scene.close();
            }
        }
    }

    /** One blow. */
    @FunctionalInterface
    interface Strike {
        /** Strikes, and returns when the fault is over but for what comes back by itself. */
        Struck strike(int time);
    }

    /**
     * A fault that is over.
     *
     * @param overNanos since when; as {@link System#nanoTime()}
     * @param back whether what was taken away is there again
     */
    record Struck(long overNanos, BooleanSupplier back) {
        static Struck now(BooleanSupplier back) {
            return new Struck(System.nanoTime(), back);
        }
    }

    Scene scene() {
        return scene;
    }

    Extent extent() {
        return extent;
    }

    Random random() {
        return random;
    }

    Clients clients() {
        return clients;
    }

    /** Notes what is done. */
    void did(String what) {
        deeds.add(Instant.now() + " " + what);
    }

    /** Says something beside the table. */
    void note(String what) {
        OUT.println(what);
        did(what);
    }

    /** Lets a fault strike so many times while clients trade, and compares; returns the ledger as it is then. */
    Chain run(String fault, int times, Strike strike) {
        try {
            return tried(fault, times, strike);
        } catch (RuntimeException | AssertionError e) {
            OUT.println("failed: " + fault + ", seed " + extent.seed());
            deeds.forEach(OUT::println);
            OUT.println(e.getMessage());
            OUT.println("logs are kept in " + scene.keepLogs(extent.seed()));
            clients.end();
            throw e;
        }
    }

    private Chain tried(String fault, int times, Strike strike) {
        Tally tally = clients.tally();
        long committed = tally.committed.get();
        long rejected = tally.rejected.get();
        long unknown = tally.unknown.get();
        long away = tally.away.get();
        long begun = System.currentTimeMillis();
        List<Recovery> recoveries = new ArrayList<>();
        clients.trade();
        for (int time = 0; time < times; time++) {
            pause();
            did(fault + ", " + (time + 1) + " of " + times);
            Struck struck = strike.strike(time);
            did("over");
            recoveries.add(Recovery.after(struck, clients, scene, time == times - 1));
            did(recoveries.getLast().toString());
        }
        clients.rest();
        did("clients rest");
        Chain chain = compare(begun);
        Row row = new Row(
                fault,
                tally.committed.get() - committed,
                tally.rejected.get() - rejected,
                tally.unknown.get() - unknown,
                tally.away.get() - away,
                recoveries,
                before,
                fit(),
                extent.seed());
        rows.add(row);
        OUT.println(row.line());
        return chain;
    }

    /** All that was ever told, with the ledger and with the rows; and all clients were told something since a moment. */
    private Chain compare(long sinceMillis) {
        List<Said> said = clients.said();
        assertThat(said.stream()
                        .filter(one -> one.answeredMillis() >= sinceMillis)
                        .map(Said::client)
                        .distinct())
                .as("clients that traded")
                .hasSize(Clients.COUNT);
        try (Database database = Database.open(scene.home(), Map.of())) {
            await().atMost(LAST_MAX).until(() -> Recovery.pending(database, System.currentTimeMillis()) == 0);
            return Checker.check(said, scene.ledger(), database);
        }
    }

    /** The gateway's threads and memory when clients rest, after some of the load that comes. */
    private GatewayProcess.Health warm() {
        clients.trade();
        LockSupport.parkNanos(extent.warm().toNanos());
        clients.rest();
        return scene.gateway().health();
    }

    /**
     * Threads and memory are back where they were. The pools of the HTTP server, of gRPC and of the database grow to their
     * bounds when many calls hang at once and shrink within a minute or stay; a leak would grow with the number of faults.
     */
    private GatewayProcess.Health fit() {
        return await().atMost(FIT_MAX)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .until(
                        scene.gateway()::health,
                        now -> now.threads() <= before.threads() + THREADS_MORE
                                && now.heapBytes() <= before.heapBytes() + HEAP_MORE);
    }

    private void pause() {
        LockSupport.parkNanos(Duration.ofMillis(PAUSE_MS_MIN + random.nextInt(PAUSE_MS_SPREAD))
                .toNanos());
    }

    @Override
    public void close() {
        OUT.println(Row.HEAD);
        rows.forEach(row -> OUT.println(row.line()));
        OUT.println("acknowledged: " + new TreeMap<>(clients.tally().kinds));
        OUT.println("refused: " + new TreeMap<>(clients.tally().reasons));
        try {
            clients.close();
        } finally {
            scene.close();
        }
    }
}
