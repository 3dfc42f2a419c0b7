package qingshan.gateway.web;

import io.micronaut.http.HttpStatus;
import qingshan.rules.json.JsonObject;

/** A typed "no" of the gateway's own, where no rule is asked. Nothing was changed. */
public final class WebRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The value that says how long to wait before asking again. */
    public static final String SECONDS = "seconds";

    private final transient Problem problem;

    private WebRefusal(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    /**
     * A refusal.
     *
     * @param code of which {@code Problems.properties} has the meaning and the cure
     * @param detail the values at fault; {@code field} names the member, where one is at fault
     */
    public static WebRefusal of(HttpStatus status, String code, JsonObject detail) {
        return new WebRefusal(new Problem(status, code, detail));
    }

    /** There is nothing at this address, or nothing that the asker may know of. */
    public static WebRefusal notFound() {
        return of(HttpStatus.NOT_FOUND, "NOT_FOUND", JsonObject.EMPTY);
    }

    /** One value of the request is not what it must be. */
    public static WebRefusal badValue(String field, String problem) {
        return of(
                HttpStatus.BAD_REQUEST,
                "BAD_VALUE",
                JsonObject.of("field", field).with("problem", problem));
    }

    /** A number of the request is not within its bounds. */
    public static WebRefusal badValue(String field, long min, long max) {
        return of(
                HttpStatus.BAD_REQUEST,
                "BAD_VALUE",
                JsonObject.of("field", field)
                        .with("problem", "is not from " + min + " to " + max)
                        .with("min", min)
                        .with("max", max));
    }

    /** What is answered. */
    public Problem problem() {
        return problem;
    }
}
