package qingshan.gateway.limit;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;

/** Refuses who asks too much. */
@Singleton
final class Limiter {
    private final Buckets addresses;
    private final Buckets signIns;
    private final Buckets principals;

    Limiter(Optional<Limits> said) {
        Limits limits = said.orElse(Limits.USUAL);
        addresses = new Buckets(limits.address());
        signIns = new Buckets(limits.signIn());
        principals = new Buckets(limits.principal());
    }

    /** @throws WebRefusal TOO_MANY_REQUESTS with {@code seconds} to wait */
    void address(@Nullable String address, boolean signIn) {
        if (address != null) {
            long now = System.nanoTime();
            refuse(Math.max(addresses.take(address, now), signIn ? signIns.take(address, now) : 0));
        }
    }

    void principal(String name) {
        refuse(principals.take(name, System.nanoTime()));
    }

    private static void refuse(long seconds) {
        if (seconds > 0) {
            throw WebRefusal.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "TOO_MANY_REQUESTS",
                    JsonObject.of(WebRefusal.SECONDS, new JsonInteger(seconds)));
        }
    }
}
