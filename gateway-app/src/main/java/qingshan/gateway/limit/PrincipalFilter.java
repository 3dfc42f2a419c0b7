package qingshan.gateway.limit;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.security.Principal;
import java.util.Optional;

/** Bounds what one account asks, from wherever. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(PrincipalFilter.AFTER_SECURITY)
final class PrincipalFilter {
    /** The filter of security is in the framework's phase of 39,000. */
    static final int AFTER_SECURITY = 39_250;

    private final Limiter limiter;

    PrincipalFilter(Limiter limiter) {
        this.limiter = limiter;
    }

    @RequestFilter
    void check(HttpRequest<?> request) {
        Optional<Principal> principal = request.getUserPrincipal();
        principal.ifPresent(who -> limiter.principal(who.getName()));
    }
}
