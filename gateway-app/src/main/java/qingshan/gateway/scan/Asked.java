package qingshan.gateway.scan;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Whether a person asked: not a preview, not a browser ahead of its time, not a program that reads the whole web. */
final class Asked {
    private static final List<String> BOTS = read();
    /** Headers by which browsers say that nobody looks yet (Fetch's Sec-Purpose; older ones say Purpose or X-Moz). */
    private static final String[] PURPOSES = {"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"};

    private static final int AGENTS_MAX = 10_000;
    /** There are few kinds of browsers. */
    private static final Map<String, Boolean> JUDGED = new ConcurrentHashMap<>();

    private Asked() {}

    static boolean byPerson(HttpRequest<?> request) {
        if (request.getMethod() != HttpMethod.GET) {
            return false;
        }
        for (String name : PURPOSES) {
            String purpose = request.getHeaders().get(name);
            if (purpose != null && isAhead(purpose.toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        String agent = request.getHeaders().get("User-Agent");
        if (agent == null || agent.isBlank()) {
            return false;
        }
        Boolean known = JUDGED.get(agent);
        if (known == null) {
            String small = agent.toLowerCase(Locale.ROOT);
            known = BOTS.stream().noneMatch(small::contains);
            if (JUDGED.size() < AGENTS_MAX) {
                JUDGED.put(agent, known);
            }
        }
        return known;
    }

    private static boolean isAhead(String purpose) {
        return purpose.contains("prefetch") || purpose.contains("prerender") || purpose.contains("preview");
    }

    private static List<String> read() {
        try (InputStream in = Asked.class.getResourceAsStream("bots.txt")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file bots.txt");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
