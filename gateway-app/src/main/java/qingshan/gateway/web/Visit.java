package qingshan.gateway.web;

import io.micronaut.http.HttpMethod;
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
 * @param address path and query that show this page; null if it answers what was sent to an address that shows none
 * @param staff who is signed in, or null for the public
 */
public record Visit(
        Language language,
        Nonce nonce,
        @Nullable URI address,
        @Nullable Authentication staff) {
    private static final String STAFF = "/staff";
    private static final String ATTRIBUTE = "qingshan.visit";

    /** That of a request. */
    public static Visit of(HttpRequest<?> request) {
        Visit visit = request.getAttribute(ATTRIBUTE, Visit.class).orElseGet(() -> begin(request, isAsked(request)));
        Authentication staff = request.getUserPrincipal(Authentication.class).orElse(null);
        return Objects.equals(staff, visit.staff)
                ? visit
                : new Visit(visit.language, visit.nonce, visit.address, staff);
    }

    /**
     * Begins that of a request.
     *
     * @param shows whether its address shows a page to who asks for it
     */
    static Visit begin(HttpRequest<?> request, boolean shows) {
        Visit visit = new Visit(Language.of(request), new Nonce(), shows ? request.getUri() : null, null);
        request.setAttribute(ATTRIBUTE, visit);
        return visit;
    }

    /** Whether a page is asked for, and nothing is sent to an address. */
    static boolean isAsked(HttpRequest<?> request) {
        return request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
    }

    /** The same on a page that another address shows: path and query. */
    public Visit at(URI shown) {
        return new Visit(language, nonce, shown, staff);
    }

    /** The page of this gateway that a request comes from, as path and query; that of staff if it does not say. */
    public static String from(HttpRequest<?> request) {
        try {
            URI from = URI.create(request.getHeaders().get("Referer", String.class, ""));
            String path = from.getRawPath() == null ? "" : from.getRawPath();
            boolean isHere = path.startsWith("/") && !path.startsWith("//");
            return !isHere ? STAFF : from.getRawQuery() == null ? path : path + "?" + from.getRawQuery();
        } catch (IllegalArgumentException e) {
            return STAFF;
        }
    }

    /** The texts beside a class, in the page's language. */
    public Sentences texts(Class<?> beside, String name) {
        return Sentences.of(beside, name, language.locale());
    }

    /** Weights, money, times in the page's language. */
    public Show show() {
        return new Show(language);
    }

    /** This page in the other language; null if no address shows it. */
    public @Nullable String switched() {
        if (address == null) {
            return null;
        }
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
