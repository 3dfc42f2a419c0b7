package qingshan.gateway.counter;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
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

    /** A weight at rest: how long ago, and of which trade it is the gross weight, if of one. */
    private static final class Rest {
        private final long grams;
        private long at = System.nanoTime();
        private @Nullable UUID trade;

        Rest(long grams) {
            this.grams = grams;
        }
    }

    /** Of one scale: its weights at rest, and whether the last of them may still lie on it. */
    private static final class Scale {
        private final Deque<Rest> rests = new ArrayDeque<>();
        private boolean lies;
    }

    private final Map<String, Scale> scales = new ConcurrentHashMap<>();
    private final Sinks.Many<Reading> sink = Sinks.many().multicast().directBestEffort();

    /** Takes one. A scale that says the same once more without a movement between weighs the same thing still. */
    void take(Reading reading) {
        if (scales.containsKey(reading.scale) || scales.size() < SCALES_MAX) {
            Scale scale = scales.computeIfAbsent(reading.scale, _ -> new Scale());
            synchronized (scale) {
                remember(scale, reading);
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

    private static void remember(Scale scale, Reading reading) {
        Rest last = scale.rests.peekLast();
        if (reading.stable && scale.lies && last != null && last.grams == reading.grams) {
            last.at = System.nanoTime();
        } else if (reading.stable) {
            scale.rests.addLast(new Rest(reading.grams));
            if (scale.rests.size() > REMEMBERED_MAX) {
                scale.rests.removeFirst();
            }
        }
        scale.lies = reading.stable;
    }

    /**
     * Whether a scale came to rest at this weight within the last ten minutes, and no other trade has that weighing; from
     * now on it is this trade's.
     */
    boolean use(String name, Grams gross, UUID trade) {
        Scale scale = scales.get(name);
        if (scale == null) {
            return false;
        }
        long now = System.nanoTime();
        synchronized (scale) {
            for (Rest rest : scale.rests) {
                boolean isFree = rest.trade == null || rest.trade.equals(trade);
                if (isFree && rest.grams == gross.value() && now - rest.at < REMEMBERED_NS) {
                    rest.trade = trade;
                    return true;
                }
            }
            return false;
        }
    }

    /** Gives back what a trade used that was not recorded. */
    void giveBack(String name, UUID trade) {
        Scale scale = scales.get(name);
        if (scale != null) {
            synchronized (scale) {
                scale.rests.stream().filter(rest -> trade.equals(rest.trade)).forEach(rest -> rest.trade = null);
            }
        }
    }
}
