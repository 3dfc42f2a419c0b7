package qingshan.gateway.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.nio.charset.StandardCharsets;
import qingshan.gateway.web.Problem;
import qingshan.gateway.web.Visit;
import qingshan.rules.json.JsonObject;

/** The answer where an address takes another kind of request. A list's address would match it, and say that nothing is there. */
final class WrongMethod {
    private WrongMethod() {}

    /** Says which it takes. */
    static MutableHttpResponse<byte[]> allowed(Visit visit, String methods) {
        Problem problem = new Problem(HttpStatus.METHOD_NOT_ALLOWED, "WRONG_METHOD", JsonObject.EMPTY);
        return HttpResponse.<byte[]>status(problem.status())
                .header("Allow", methods)
                .contentType(Problem.TYPE)
                .body(problem.json(visit.language().locale()).getBytes(StandardCharsets.UTF_8));
    }
}
