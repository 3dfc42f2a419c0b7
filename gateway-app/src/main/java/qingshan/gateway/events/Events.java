package qingshan.gateway.events;

import io.micronaut.http.sse.Event;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.ledger.Position;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Sends events to listeners, a bounded number of them in all and of each account, so that none keeps the others out. One that reads too slowly is cut off: it comes back and learns where
 * things are, which is all that it missed.
 */
@Singleton
final class Events {
    static final int LISTENERS_MAX = 64;
    static final int ACCOUNT_MAX = 8;

    private static final int WAITING_MAX = 64;
    private static final Duration ALIVE = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Keeper keeper;
    private final Progress progress;
    private final Sinks.Many<Event<String>> sink = Sinks.many().multicast().directBestEffort();
    private final Map<String, Integer> listeners = new HashMap<>();
    private final Thread thread = Thread.ofVirtual().name("events").unstarted(this::watch);

    Events(Keeper keeper, Progress progress) {
        this.keeper = keeper;
        this.progress = progress;
        progress.listen(step -> tell(event(step)));
        thread.start();
    }

    /** What happens from now on, after where things are now; empty if too many listen already, in all or of this account. */
    Optional<Publisher<Event<String>>> listen(String account) {
        if (!begin(account)) {
            return Optional.empty();
        }
        List<Event<String>> now = new ArrayList<>();
        now.add(block(keeper.rows().position().block()));
        progress.newest().forEach(step -> now.add(event(step)));
        Flux<Event<String>> alive =
                Flux.interval(ALIVE).onBackpressureDrop().map(_ -> Event.of("").comment("alive"));
        Flux<Event<String>> next = sink.asFlux().onBackpressureBuffer(WAITING_MAX, BufferOverflowStrategy.ERROR);
        return Optional.of(
                Flux.concat(Flux.fromIterable(now), Flux.merge(next, alive)).doFinally(_ -> end(account)));
    }

    private boolean begin(String account) {
        synchronized (listeners) {
            int all = listeners.values().stream().mapToInt(Integer::intValue).sum();
            if (all >= LISTENERS_MAX || listeners.getOrDefault(account, 0) >= ACCOUNT_MAX) {
                return false;
            }
            listeners.merge(account, 1, Integer::sum);
            return true;
        }
    }

    private void end(String account) {
        synchronized (listeners) {
            listeners.computeIfPresent(account, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    private void watch() {
        long told = keeper.rows().position().block();
        while (!Thread.currentThread().isInterrupted()) {
            keeper.rows().await(new Position(told + 1), LOOK);
            long now = keeper.rows().position().block();
            if (now != told) {
                told = now;
                tell(block(now));
            }
        }
    }

    private synchronized void tell(Event<String> event) {
        sink.tryEmitNext(event);
    }

    private static Event<String> block(long number) {
        return Event.of(JsonObject.EMPTY.with("block", number).toString()).name("block");
    }

    private static Event<String> event(Progress.Step step) {
        return Event.of(CanonicalJson.write(step.json())).name("progress");
    }

    @PreDestroy
    void stop() {
        thread.interrupt();
        sink.tryEmitComplete();
    }
}
