package qingshan.gateway.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import java.util.Map;
import java.util.Optional;

/**
 * Takes what browsers send before a controller is looked for. A page's address has one answer, whatever is accepted: the
 * framework would take a controller that says nothing of it for one that writes JSON. And a form of which nothing was sent
 * is a form with nothing in it.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class BrowserFilter {
    /** After all that is asked for by name. */
    private static final String ALL_ELSE = MediaType.ALL + ";q=0.001";

    @RequestFilter
    @PreMatching
    HttpRequest<?> open(HttpRequest<?> request) {
        if (Failures.isOfPrograms(request.getPath())) {
            return request;
        }
        String accepted = request.getHeaders().get(HttpHeaders.ACCEPT);
        if (accepted != null && request.getHeaders() instanceof MutableHttpHeaders headers) {
            headers.set(HttpHeaders.ACCEPT, accepted + "," + ALL_ELSE);
        }
        return isEmptyForm(request) ? new Empty(request) : request;
    }

    private static boolean isEmptyForm(HttpRequest<?> request) {
        MediaType sent = request.getContentType().orElse(MediaType.APPLICATION_FORM_URLENCODED_TYPE);
        return request.getMethod() == HttpMethod.POST
                && sent.matches(MediaType.APPLICATION_FORM_URLENCODED_TYPE)
                && request.getContentLength() <= 0
                && !request.getHeaders().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** A form without fields, where the framework would miss the body. */
    private static final class Empty extends HttpRequestWrapper<Object> {
        @SuppressWarnings("unchecked") // nobody can ask for a body of another kind
        Empty(HttpRequest<?> request) {
            super((HttpRequest<Object>) request);
        }

        @Override
        public Optional<Object> getBody() {
            return Optional.of(Map.of());
        }
    }
}
