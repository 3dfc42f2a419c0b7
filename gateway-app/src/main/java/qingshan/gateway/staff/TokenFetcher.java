package qingshan.gateway.staff;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Knows programs of staff by their token. */
@Singleton
final class TokenFetcher implements AuthenticationFetcher<HttpRequest<?>> {
    private static final String BEARER = "Bearer ";

    private final ApiTokens tokens;

    TokenFetcher(ApiTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        String said = request.getHeaders().get("Authorization");
        if (said == null || !said.startsWith(BEARER + ApiTokens.PREFIX)) {
            return Publishers.empty();
        }
        String token = said.substring(BEARER.length());
        return Mono.fromCallable(
                        () -> tokens.find(token).map(Staff::authentication).orElse(null))
                .subscribeOn(Schedulers.boundedElastic());
    }
}
