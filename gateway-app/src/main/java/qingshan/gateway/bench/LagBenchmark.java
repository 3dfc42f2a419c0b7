package qingshan.gateway.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import qingshan.gateway.Threads;
import qingshan.gateway.embedded.EmbeddedLedger;
import qingshan.gateway.follower.Follower;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Position;

/**
 * How far the rows are behind the ledger while slips are written as fast as some senders can: from the moment at which a
 * block can be read until its rows can.
 */
final class LagBenchmark implements Benchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final Duration MEASURED = Duration.ofSeconds(12);
    private static final List<Integer> IN_FLIGHT = List.of(1, 16);
    /** More slips than any sender gets done a second. */
    private static final int PER_SENDER_SECOND_MAX = 400;

    private static final double GOAL_MS = 500;
    private static final long LONGEST_NS = Duration.ofMinutes(5).toNanos();

    @Override
    public String name() {
        return "lag";
    }

    @Override
    public void run(Ground ground, Consumer<Figure> figures) throws IOException, SQLException, InterruptedException {
        try (Place place = new Place(ground.directory().resolve("lag"))) {
            Village village = new Village(new Sender(place.ledger()), "lag").found();
            List<Village.Trio> people = Ledgers.atOnce(IN_FLIGHT.getLast(), village::trio);
            for (int inFlight : IN_FLIGHT) {
                new Follower(place.database().source()).catchUp(place.ledger());
                try (Watch watch = new Watch(place)) {
                    Load.Result written = write(ground, village, people.subList(0, inFlight), watch);
                    figures.accept(figure(inFlight, written, watch.lag()));
                }
            }
        }
    }

    private static Figure figure(int inFlight, Load.Result written, Histogram lag) {
        double p99 = lag.getValueAtPercentile(99) / 1e6;
        return new Figure(
                        "lag.rows",
                        List.of(inFlight, Math.round(written.perSecond())),
                        p99,
                        Figure.Unit.MS,
                        new Figure.Tails(lag.getValueAtPercentile(50) / 1e6, p99),
                        null)
                .atMost(GOAL_MS);
    }

    private static Load.Result write(Ground ground, Village village, List<Village.Trio> people, Watch watch)
            throws InterruptedException {
        Duration warmUp = ground.time(WARM_UP);
        Duration measured = ground.time(MEASURED);
        int each = (int) (warmUp.plus(measured).toMillis() * PER_SENDER_SECOND_MAX / 1_000) + 1;
        List<List<Command>> signed = Ledgers.atOnce(people.size(), sender -> {
            List<Command> mine = new ArrayList<>(each);
            for (int i = 0; i < each; i++) {
                mine.add(village.signedSlip(people.get(sender), i));
            }
            return mine;
        });
        watch.from(System.nanoTime() + warmUp.toNanos());
        return Load.run(people.size(), warmUp, measured, sender -> {
            int[] next = {0};
            return () -> {
                if (next[0] == signed.get(sender).size()) {
                    return false;
                }
                village.sender().send(signed.get(sender).get(next[0]++));
                return true;
            };
        });
    }

    /** Two that follow the ledger: one looks at the clock when a block can be read, one makes the rows. */
    private static final class Watch implements AutoCloseable {
        private final Map<Long, Long> readable = new ConcurrentHashMap<>();
        private final Histogram lag = new Histogram(LONGEST_NS, 3);
        private final Thread clock;
        private final Thread follower;
        private volatile long fromNs = Long.MAX_VALUE;
        private long done;

        Watch(Place place) {
            EmbeddedLedger ledger = place.ledger();
            Position height = ledger.height();
            done = height.block();
            clock = Thread.ofPlatform()
                    .name("bench-clock")
                    .start(() -> ledger.follow(height, block -> {
                        readable.put(block.getBlock().getHeader().getNumber(), System.nanoTime());
                        return true;
                    }));
            follower = Thread.ofPlatform()
                    .name("bench-follower")
                    .start(() -> new Follower(place.database().source(), this::reached).follow(ledger));
        }

        void from(long ns) {
            fromNs = ns;
        }

        private synchronized void reached(Position rows) {
            long now = System.nanoTime();
            while (done < rows.block()) {
                // not seen by the clock yet: this thread was woken first, and the rows are there already
                long since = readable.getOrDefault(++done, now);
                if (now - fromNs >= 0 && fromNs != Long.MAX_VALUE) {
                    lag.recordValue(Math.max(0, now - since));
                }
            }
        }

        synchronized Histogram lag() {
            if (lag.getTotalCount() == 0) {
                throw new IllegalStateException("no rows came in the time that was measured");
            }
            return lag.copy();
        }

        @Override
        public void close() {
            Threads.end(follower);
            Threads.end(clock);
        }
    }
}
