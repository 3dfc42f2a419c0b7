package qingshan.gateway.web;

import io.micronaut.context.BeanProvider;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.web.router.Router;
import java.time.Duration;

/** What every answer carries, errors too: which sources a page may load, that it may not be framed, and its language. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class HeaderFilter {
    private static final Duration REMEMBERED = Duration.ofDays(365);

    private final GatewaySettings settings;
    private final BeanProvider<Router> router;

    HeaderFilter(GatewaySettings settings, BeanProvider<Router> router) {
        this.settings = settings;
        this.router = router;
    }

    @RequestFilter
    void begin(HttpRequest<?> request) {
        Visit.begin(
                request,
                Visit.isAsked(request) || router.get().GET(request.getPath()).isPresent());
    }

    @ResponseFilter
    void headers(HttpRequest<?> request, MutableHttpResponse<?> response) {
        Visit visit = Visit.of(request);
        response.header(
                "Content-Security-Policy",
                "default-src 'none'; script-src " + visit.nonce().source()
                        + "; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self';"
                        + " base-uri 'none'; frame-ancestors 'none'");
        response.header("X-Content-Type-Options", "nosniff");
        response.header("Referrer-Policy", "same-origin");
        response.header("Cross-Origin-Opener-Policy", "same-origin");
        response.header("Cross-Origin-Resource-Policy", "same-origin");
        response.header("Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=()");
        if (!response.getHeaders().contains("Cache-Control")) {
            response.header("Cache-Control", "private, no-store");
        }
        if (settings.published() != null) {
            response.header("Strict-Transport-Security", "max-age=31536000");
        }
        response.header("Content-Language", visit.language().tag());
        response.header("Vary", "Accept-Language, Cookie");
        if (visit.language().code().equals(request.getParameters().get(Language.NAME))) {
            response.cookie(Cookie.of(Language.NAME, visit.language().code())
                    .path("/")
                    .httpOnly(true)
                    .sameSite(SameSite.Lax)
                    .maxAge(REMEMBERED));
        }
    }
}
