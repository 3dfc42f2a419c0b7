package qingshan.gateway.metrics;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;
import qingshan.gateway.ExplainedException;
import qingshan.gateway.keeper.Keeper;

/** How far the ledger and its rows are, and how busy the connections to the database. */
@Singleton
final class KeeperMetrics implements MeterBinder {
    private final Keeper keeper;

    KeeperMetrics(Keeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "qingshan.ledger.away", "1 while nothing can be written", k -> k.away() == null ? 0 : 1);
        gauge(
                registry,
                "qingshan.ledger.pending",
                "Transactions that were sent and whose fate nobody knows yet",
                Keeper::pending);
        gauge(registry, "qingshan.ledger.block", "The newest block", KeeperMetrics::height);
        gauge(
                registry,
                "qingshan.rows.block",
                "The newest block whose rows can be read",
                k -> k.rows().position().block());
        gauge(
                registry,
                "qingshan.rows.behind",
                "Blocks whose rows cannot be read yet",
                k -> height(k) - k.rows().position().block());
        if (keeper.source() instanceof HikariDataSource pool) {
            gauge(
                    registry,
                    "qingshan.pool.active",
                    "Connections in use",
                    _ -> pool.getHikariPoolMXBean().getActiveConnections());
            gauge(
                    registry,
                    "qingshan.pool.waiting",
                    "Threads that wait for a connection",
                    _ -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection());
        }
    }

    private void gauge(MeterRegistry registry, String name, String what, ToDoubleFunction<Keeper> value) {
        Gauge.builder(name, keeper, value).description(what).register(registry);
    }

    private static double height(Keeper keeper) {
        try {
            return keeper.height().block();
        } catch (ExplainedException e) {
            return Double.NaN; // away: nobody can say
        }
    }
}
