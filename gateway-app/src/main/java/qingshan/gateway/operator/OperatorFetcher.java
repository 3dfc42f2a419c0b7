package qingshan.gateway.operator;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.List;
import org.reactivestreams.Publisher;

/** Knows the operator by the token in the home's file. */
@Singleton
final class OperatorFetcher implements AuthenticationFetcher<HttpRequest<?>> {
    private static final String BEARER = "Bearer ";

    private final OperatorToken token;

    OperatorFetcher(OperatorToken token) {
        this.token = token;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        String said = request.getHeaders().get("Authorization");
        return said != null && said.startsWith(BEARER) && token.is(said.substring(BEARER.length()))
                ? Publishers.just(Authentication.build(OperatorToken.ROLE, List.of(OperatorToken.ROLE)))
                : Publishers.empty();
    }
}
