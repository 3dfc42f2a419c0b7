package qingshan.gateway.fault.fabric;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** What all clients together were told so far. */
final class Tally {
    final AtomicLong committed = new AtomicLong();
    final AtomicLong rejected = new AtomicLong();
    /** What was committed, by the contracts' functions, and how often. */
    final ConcurrentMap<String, Integer> kinds = new ConcurrentHashMap<>();
    /** Why they were refused, and how often. */
    final ConcurrentMap<String, Integer> reasons = new ConcurrentHashMap<>();
    /** Answers that nobody knows yet; each was asked again. */
    final AtomicLong unknown = new AtomicLong();
    /** Answers that nothing was sent; each was sent again. */
    final AtomicLong away = new AtomicLong();
    /** When the newest try was made of those that were answered with a commit; nanoseconds as {@link System#nanoTime()}. */
    private final AtomicLong newest = new AtomicLong(System.nanoTime());

    void committed(String function, long triedNanos) {
        committed.incrementAndGet();
        kinds.merge(function, 1, Integer::sum);
        newest.accumulateAndGet(triedNanos, (one, other) -> one - other > 0 ? one : other);
    }

    void rejected(String code) {
        rejected.incrementAndGet();
        reasons.merge(code, 1, Integer::sum);
    }

    /** Whether something that was sent after this moment was committed. */
    boolean committedAfter(long nanos) {
        return newest.get() - nanos > 0;
    }
}
