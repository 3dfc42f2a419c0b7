package qingshan.gateway.web;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qingshan.rules.json.JsonObject;

/**
 * Refuses what another site makes a browser send: a request that changes something must say that it comes from a page of
 * this gateway, or from no page at all. Browsers have said so for every request since 2023, and pages cannot forge it
 * (Fetch Metadata, W3C); older ones send {@code Origin} with each post.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class PostFilter {
    private static final Set<HttpMethod> HARMLESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @RequestFilter
    void check(HttpRequest<?> request) {
        if (!HARMLESS.contains(request.getMethod()) && foreign(request)) {
            throw WebRefusal.of(HttpStatus.FORBIDDEN, "CROSS_SITE", JsonObject.EMPTY);
        }
    }

    private static boolean foreign(HttpRequest<?> request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.getHeaders().get("Origin");
        return origin != null && !sameHost(origin, request.getHeaders().get("Host"));
    }

    private static boolean sameHost(String origin, @Nullable String host) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
