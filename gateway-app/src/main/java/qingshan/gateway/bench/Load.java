package qingshan.gateway.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Does one thing again and again in some threads, for a time, and counts what was done after a warm-up. */
final class Load {
    private static final long LONGEST_NS = Duration.ofMinutes(5).toNanos();
    private static final int DIGITS = 3;

    private final int threads;
    private final long warmUpNs;
    private final long measuredNs;
    private volatile long endNs;
    private volatile @Nullable Throwable failure;

    private Load(int threads, Duration warmUp, Duration measured) {
        this.threads = threads;
        this.warmUpNs = warmUp.toNanos();
        this.measuredNs = measured.toNanos();
    }

    /** One thing to do. */
    @FunctionalInterface
    interface Step {
        /** Does it; false if there was nothing left to do, which ends the load. */
        boolean run() throws Exception;
    }

    /**
     * What was measured.
     *
     * @param count what was done in the time
     * @param seconds the time
     */
    record Result(long count, double seconds, Histogram nanos) {
        double perSecond() {
            return count / seconds;
        }

        Figure.Tails tails() {
            return new Figure.Tails(nanos.getValueAtPercentile(50) / 1e6, nanos.getValueAtPercentile(99) / 1e6);
        }
    }

    /**
     * Runs a load.
     *
     * @param steps makes what one thread does, by the thread's number
     */
    static Result run(int threads, Duration warmUp, Duration measured, IntFunction<Step> steps)
            throws InterruptedException {
        return new Load(threads, warmUp, measured).run(steps);
    }

    private Result run(IntFunction<Step> steps) throws InterruptedException {
        List<Step> made = new ArrayList<>(threads);
        for (int i = 0; i < threads; i++) {
            made.add(steps.apply(i));
        }
        Histogram all = new Histogram(LONGEST_NS, DIGITS);
        long from = System.nanoTime() + warmUpNs;
        endNs = from + measuredNs;
        try (ExecutorService pool = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("bench-", 0).factory())) {
            List<Future<Histogram>> done = new ArrayList<>(threads);
            made.forEach(step -> done.add(pool.submit(() -> repeat(step, from))));
            for (Future<Histogram> one : done) {
                all.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a benchmark failed: " + e.getCause(), e.getCause());
        }
        if (failure != null) {
            throw new IllegalStateException("a benchmark failed", failure);
        }
        if (all.getTotalCount() == 0) {
            throw new IllegalStateException("nothing was done in the time that was measured");
        }
        return new Result(all.getTotalCount(), (endNs - from) / 1e9, all);
    }

    private Histogram repeat(Step step, long from) {
        Histogram own = new Histogram(LONGEST_NS, DIGITS);
        try {
            while (true) {
                long began = System.nanoTime();
                if (began >= endNs || !step.run()) {
                    end(Math.min(endNs, System.nanoTime()));
                    return own;
                }
                long now = System.nanoTime();
                if (now >= from && now <= endNs) {
                    own.recordValue(Math.min(LONGEST_NS, now - began));
                }
            }
        } catch (Exception e) {
            failure = e;
            end(System.nanoTime());
            return own;
        }
    }

    /** Who has nothing left to do ends it for all, so that nobody is counted who works alone. */
    private synchronized void end(long at) {
        endNs = Math.min(endNs, at);
    }
}
