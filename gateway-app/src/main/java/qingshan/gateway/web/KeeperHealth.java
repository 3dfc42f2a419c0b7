package qingshan.gateway.web;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import qingshan.gateway.keeper.Keeper;
import reactor.core.publisher.Mono;

/** Ready while the ledger takes commands and rows follow it; alive as long as it answers at all. */
@Singleton
@Readiness
final class KeeperHealth implements HealthIndicator {
    private final Keeper keeper;

    KeeperHealth(Keeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        HealthStatus status = keeper.away() == null ? HealthStatus.UP : HealthStatus.DOWN;
        return Mono.just(HealthResult.builder("ledger", status).build());
    }
}
