package qingshan.gateway.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Sentences;

/**
 * One request, as a page sees it.
 *
 * @param language of everything on the page
 * @param nonce for the page's own scripts
 * @param address path and query of the request
 * @param staff who is signed in, or null for the public
 */
public record Visit(
        Language language,
        Nonce nonce,
        URI address,
        @Nullable Authentication staff) {
    private static final String ATTRIBUTE = "qingshan.visit";

    /** That of a request. */
    public static Visit of(HttpRequest<?> request) {
        Visit visit = request.getAttribute(ATTRIBUTE, Visit.class).orElseGet(() -> begin(request));
        Authentication staff = request.getUserPrincipal(Authentication.class).orElse(null);
        return Objects.equals(staff, visit.staff)
                ? visit
                : new Visit(visit.language, visit.nonce, visit.address, staff);
    }

    private static Visit begin(HttpRequest<?> request) {
        Visit visit = new Visit(Language.of(request), new Nonce(), request.getUri(), null);
        request.setAttribute(ATTRIBUTE, visit);
        return visit;
    }

    /** The texts beside a class, in the page's language. */
    public Sentences texts(Class<?> beside, String name) {
        return Sentences.of(beside, name, language.locale());
    }

    /** Weights, money, times in the page's language. */
    public Show show() {
        return new Show(language);
    }

    /** This page in the other language. */
    public String switched() {
        String query = address.getRawQuery();
        StringBuilder kept = new StringBuilder();
        for (String part : (query == null ? "" : query).split("&", 0)) {
            if (!part.isEmpty() && !part.startsWith(Language.NAME + "=")) {
                kept.append(part).append('&');
            }
        }
        return address.getRawPath() + "?" + kept + Language.NAME + "="
                + language.other().code();
    }
}
