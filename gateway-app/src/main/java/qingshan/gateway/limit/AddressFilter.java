package qingshan.gateway.limit;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Bounds what one address asks, before anybody looks who it is. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE + 50)
final class AddressFilter {
    private final Limiter limiter;

    AddressFilter(Limiter limiter) {
        this.limiter = limiter;
    }

    @RequestFilter
    void check(HttpRequest<?> request) {
        boolean signIn =
                request.getMethod() == HttpMethod.POST && request.getPath().equals("/sign-in");
        limiter.address(Origin.of(request), signIn);
    }
}
