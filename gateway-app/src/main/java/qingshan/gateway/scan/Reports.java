package qingshan.gateway.scan;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
    /** What can be wrong, as the form has it. */
    static final List<String> KINDS = List.of("copy", "opened", "quality", "facts", "other");

    private static final int WORDS_MAX = 500;
    private static final int CONTACT_MAX = 64;
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
     * @throws WebRefusal BAD_VALUE, TOO_MANY_REQUESTS
     */
    void take(HttpRequest<?> request, Pack pack, Map<String, String> form, Instant now) {
        String kind = form.getOrDefault("kind", "");
        String words = form.getOrDefault("words", "").strip();
        String contact = form.getOrDefault("contact", "").strip();
        if (!KINDS.contains(kind)) {
            throw WebRefusal.badValue("kind", "is none of " + String.join(", ", KINDS));
        }
        if (words.isEmpty() || words.length() > WORDS_MAX || words.indexOf('\0') >= 0) {
            throw WebRefusal.badValue("words", "is empty or longer than " + WORDS_MAX + " characters");
        }
        if (contact.length() > CONTACT_MAX || contact.indexOf('\0') >= 0) {
            throw WebRefusal.badValue("contact", "is longer than " + CONTACT_MAX + " characters");
        }
        if (!allowed(String.valueOf(Origin.of(request)), now)) {
            throw WebRefusal.of(HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_REQUESTS", JsonObject.EMPTY);
        }
        db.update(
                "INSERT INTO own.report (packing, index, kind, words, contact) VALUES (?, ?, ?, ?, nullif(?, ''))",
                pack.packing(),
                pack.index(),
                kind,
                words,
                contact);
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
