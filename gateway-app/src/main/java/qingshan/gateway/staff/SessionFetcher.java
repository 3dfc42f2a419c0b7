package qingshan.gateway.staff;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Knows staff by their session. */
@Singleton
final class SessionFetcher implements AuthenticationFetcher<HttpRequest<?>> {
    private final Sessions sessions;

    SessionFetcher(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        Optional<Cookie> cookie = request.getCookies().findCookie(Sessions.COOKIE);
        if (cookie.isEmpty()) {
            return Publishers.empty();
        }
        String token = cookie.get().getValue();
        return Mono.fromCallable(
                        () -> sessions.find(token).map(Staff::authentication).orElse(null))
                .subscribeOn(Schedulers.boundedElastic());
    }
}
