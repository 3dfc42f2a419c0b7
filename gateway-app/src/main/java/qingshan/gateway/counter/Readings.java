package qingshan.gateway.counter;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import qingshan.rules.value.Grams;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** What scales said of late: shown as it comes, and remembered for a while, so that a weight can be told from a typed one. */
@Singleton
final class Readings {
    private static final long REMEMBERED_NS = Duration.ofMinutes(10).toNanos();
    private static final int REMEMBERED_MAX = 200;
    private static final int SCALES_MAX = 1_000;

    /**
     * A reading.
     *
     * @param stable whether the scale has come to rest
     */
    record Reading(String scale, long grams, boolean stable) {}

    private record Stable(long grams, long at) {}

    private final Map<String, Deque<Stable>> stable = new ConcurrentHashMap<>();
    private final Sinks.Many<Reading> sink = Sinks.many().multicast().directBestEffort();

    /** Takes one. */
    void take(Reading reading) {
        if (reading.stable && (stable.containsKey(reading.scale) || stable.size() < SCALES_MAX)) {
            Deque<Stable> of = stable.computeIfAbsent(reading.scale, _ -> new ArrayDeque<>());
            synchronized (of) {
                of.addLast(new Stable(reading.grams, System.nanoTime()));
                if (of.size() > REMEMBERED_MAX) {
                    of.removeFirst();
                }
            }
        }
        synchronized (sink) {
            sink.tryEmitNext(reading);
        }
    }

    /** Those of a scale, as they come. */
    Flux<Reading> of(String scale) {
        return sink.asFlux().filter(reading -> reading.scale.equals(scale));
    }

    /** Whether a scale came to rest at this weight within the last ten minutes. */
    boolean had(String scale, Grams gross) {
        Deque<Stable> of = stable.get(scale);
        if (of == null) {
            return false;
        }
        long now = System.nanoTime();
        synchronized (of) {
            return of.stream().anyMatch(r -> r.grams == gross.value() && now - r.at < REMEMBERED_NS);
        }
    }
}
