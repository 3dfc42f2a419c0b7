package qingshan.gateway.scan;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.limit.Origin;
import qingshan.gateway.pack.Pack;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.JsonObject;

/** What shoppers say is wrong with a pack, kept for the inspector in {@code own.report}. */
@Singleton
final class Reports {
    private static final Duration WHILE = Duration.ofHours(1);
    private static final int EACH_MAX = 5;
    private static final int ALL_MAX = 200;
    private static final String ALL = "";

    private final Db db;
    /** When reports came, by address, of the last hour; in memory alone. */
    private final Map<String, Deque<Instant>> recent = new ConcurrentHashMap<>();

    Reports(Db db) {
        this.db = db;
    }

    /**
     * Keeps a report.
     *
     * @throws WebRefusal TOO_MANY_REQUESTS
     */
    void take(HttpRequest<?> request, Pack pack, ReportPage report, Instant now) {
        if (!allowed(String.valueOf(Origin.of(request)), now)) {
            throw WebRefusal.of(HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_REQUESTS", JsonObject.EMPTY);
        }
        db.update(
                "INSERT INTO own.report (packing, index, kind, words, contact) VALUES (?, ?, ?, ?, nullif(?, ''))",
                pack.packing(),
                pack.index(),
                report.kind(),
                report.words(),
                report.contact());
    }

    private synchronized boolean allowed(String address, Instant now) {
        recent.values().forEach(times -> times.removeIf(time -> time.isBefore(now.minus(WHILE))));
        recent.values().removeIf(Deque::isEmpty);
        Deque<Instant> all = recent.computeIfAbsent(ALL, key -> new ArrayDeque<>());
        Deque<Instant> own = recent.computeIfAbsent(address, key -> new ArrayDeque<>());
        if (all.size() >= ALL_MAX || own.size() >= EACH_MAX) {
            return false;
        }
        all.add(now);
        own.add(now);
        return true;
    }
}
