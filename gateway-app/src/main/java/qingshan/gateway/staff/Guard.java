package qingshan.gateway.staff;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.filter.ServerFilterChain;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.config.SecurityConfiguration;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.security.filters.SecurityFilter;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.RouteAttributes;
import java.util.Collection;
import org.reactivestreams.Publisher;

/**
 * Asks who somebody is and what they may, as the framework does; but does not ask where a page is for everybody and the
 * request names nobody, as with each scan of a label.
 */
@Filter(Filter.MATCH_ALL_PATTERN)
@Replaces(SecurityFilter.class)
final class Guard extends SecurityFilter {
    Guard(
            Collection<SecurityRule<HttpRequest<?>>> rules,
            Collection<AuthenticationFetcher<HttpRequest<?>>> fetchers,
            SecurityConfiguration configuration) {
        super(rules, fetchers, configuration);
    }

    @Override
    public Publisher<MutableHttpResponse<?>> doFilter(HttpRequest<?> request, ServerFilterChain chain) {
        return isNobody(request) && isForEverybody(request) ? chain.proceed(request) : super.doFilter(request, chain);
    }

    private static boolean isNobody(HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        return !headers.contains(HttpHeaders.COOKIE) && !headers.contains(HttpHeaders.AUTHORIZATION);
    }

    private static boolean isForEverybody(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .map(route -> route.getAnnotationMetadata().stringValues(Secured.class))
                .filter(roles -> roles.length == 1 && roles[0].equals(SecurityRule.IS_ANONYMOUS))
                .isPresent();
    }
}
