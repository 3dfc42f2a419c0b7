package qingshan.gateway.events;

import io.micronaut.http.sse.Event;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.ledger.Position;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Sends events to listeners, a bounded number of them. One that reads too slowly is cut off: it comes back and learns where
 * things are, which is all that it missed.
 */
@Singleton
final class Events {
    static final int LISTENERS_MAX = 64;

    private static final int WAITING_MAX = 64;
    private static final Duration ALIVE = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Keeper keeper;
    private final Progress progress;
    private final Sinks.Many<Event<String>> sink = Sinks.many().multicast().directBestEffort();
    private final AtomicInteger listeners = new AtomicInteger();
    private final Thread thread = Thread.ofVirtual().name("events").unstarted(this::watch);

    Events(Keeper keeper, Progress progress) {
        this.keeper = keeper;
        this.progress = progress;
        progress.listen(step -> tell(event(step)));
        thread.start();
    }

    /** What happens from now on, after where things are now; empty if too many listen already. */
    Optional<Publisher<Event<String>>> listen() {
        if (listeners.incrementAndGet() > LISTENERS_MAX) {
            listeners.decrementAndGet();
            return Optional.empty();
        }
        List<Event<String>> now = new ArrayList<>();
        now.add(block(keeper.rows().position().block()));
        progress.newest().forEach(step -> now.add(event(step)));
        Flux<Event<String>> alive =
                Flux.interval(ALIVE).onBackpressureDrop().map(_ -> Event.of("").comment("alive"));
        Flux<Event<String>> next = sink.asFlux().onBackpressureBuffer(WAITING_MAX, BufferOverflowStrategy.ERROR);
        return Optional.of(Flux.concat(Flux.fromIterable(now), Flux.merge(next, alive))
                .doFinally(_ -> listeners.decrementAndGet()));
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
