package qingshan.gateway.web;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder.ErrorDataDecoderException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import qingshan.gateway.ExplainedException;
import qingshan.gateway.Trouble;
import qingshan.gateway.ledger.LedgerException;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;

/** Answers whatever went wrong, wherever: a problem for programs, a page that says what to do for people. */
@Singleton
public final class Failures implements ErrorResponseProcessor<byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final String AGAIN_SECONDS = "2";
    /** PostgreSQL's code for a text that holds U+0000: nobody has ever kept one, so it came with the request. */
    private static final String NO_TEXT = "22021";

    private static final Map<Integer, String> BY_STATUS = Map.of(
            401, "SIGN_IN",
            403, "NOT_ALLOWED",
            404, "NOT_FOUND",
            405, "WRONG_METHOD",
            406, "NOT_ACCEPTABLE",
            413, "TOO_LARGE",
            414, "TOO_LARGE",
            415, "WRONG_MEDIA_TYPE",
            431, "TOO_LARGE");

    private final Pages pages;

    Failures(Pages pages) {
        this.pages = pages;
    }

    @Override
    public MutableHttpResponse<byte[]> processResponse(ErrorContext context, MutableHttpResponse<?> base) {
        HttpRequest<?> request = context.getRequest();
        Throwable cause = context.getRootCause().orElse(null);
        Problem problem = problem(cause, status(request, HttpStatus.valueOf(base.code())));
        Visit visit = Visit.of(request);
        if (problem.status() == HttpStatus.UNAUTHORIZED && !forPrograms(request)) {
            return signIn(request, base);
        }
        MutableHttpResponse<byte[]> response = request.getMethod() == HttpMethod.HEAD
                ? base.status(problem.status()).body((byte[]) null)
                : body(request, visit, problem, base);
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            response.header("Retry-After", AGAIN_SECONDS);
        } else if (problem.detail().get(WebRefusal.SECONDS) instanceof JsonInteger(long seconds)) {
            response.header("Retry-After", Long.toString(seconds));
        }
        return response;
    }

    private MutableHttpResponse<byte[]> body(
            HttpRequest<?> request, Visit visit, Problem problem, MutableHttpResponse<?> base) {
        if (forPrograms(request)) {
            byte[] json = problem.json(visit.language().locale()).getBytes(StandardCharsets.UTF_8);
            return base.status(problem.status()).contentType(Problem.TYPE).body(json);
        }
        return base.status(problem.status())
                .contentType(Pages.HTML)
                .body(pages.bytes(visit, "web/problem.jte", problem));
    }

    /** Leads to the sign-in, and from there back: to the page that was asked for, or on which the form stands. */
    private static MutableHttpResponse<byte[]> signIn(HttpRequest<?> request, MutableHttpResponse<?> base) {
        String from = request.getMethod() == HttpMethod.GET ? request.getUri().toString() : Visit.from(request);
        URI next = URI.create("/sign-in?next=" + URLEncoder.encode(from, StandardCharsets.UTF_8));
        return base.status(HttpStatus.SEE_OTHER)
                .header("Location", next.toString())
                .body((byte[]) null);
    }

    private static boolean forPrograms(HttpRequest<?> request) {
        String accepted = request.getHeaders().get("Accept");
        String sent = request.getHeaders().get("Content-Type");
        return isOfPrograms(request.getPath())
                || (accepted != null && accepted.startsWith("application/json"))
                || (sent != null && sent.startsWith("application/json"));
    }

    /** Whether nobody but programs asks at this address. */
    static boolean isOfPrograms(String path) {
        return path.startsWith("/api/") || path.startsWith("/operator/");
    }

    /** Of an address or headers that are too long the framework says that the body is. */
    private static HttpStatus status(HttpRequest<?> request, HttpStatus said) {
        Throwable unread = request instanceof NettyHttpRequest<?> netty
                ? netty.getNativeRequest().decoderResult().cause()
                : null;
        return switch (unread) {
            case TooLongHttpLineException _ -> HttpStatus.REQUEST_URI_TOO_LONG;
            case TooLongHttpHeaderException _ -> HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
            case null, default -> said;
        };
    }

    /** What a failure is to who asked; one that nobody foresaw is written to the log. */
    public static Problem problem(RuntimeException failure) {
        return problem(failure, HttpStatus.INTERNAL_SERVER_ERROR);
    }

    private static Problem problem(@Nullable Throwable cause, HttpStatus status) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            Problem known = known(at);
            if (known != null) {
                return known;
            }
        }
        if (status.getCode() < 500) {
            return new Problem(status, BY_STATUS.getOrDefault(status.getCode(), "BAD_REQUEST"), JsonObject.EMPTY);
        }
        LOG.error("a request failed in a way that nobody foresaw", cause);
        return new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "UNFORESEEN", JsonObject.EMPTY);
    }

    private static @Nullable Problem known(Throwable failure) {
        return switch (failure) {
            case WebRefusal refusal -> refusal.problem();
            case Refusal refusal ->
                new Problem(
                        Problem.status(refusal.code().name()), refusal.code().name(), refusal.detail());
            case ErrorDataDecoderException _ -> new Problem(HttpStatus.BAD_REQUEST, "BAD_REQUEST", JsonObject.EMPTY);
            case SQLException sql
            when NO_TEXT.equals(sql.getSQLState()) ->
                new Problem(HttpStatus.BAD_REQUEST, "BAD_REQUEST", JsonObject.EMPTY);
            case LedgerException ledger ->
                switch (ledger.kind()) {
                    case AWAY -> away(ledger);
                    case IDENTITY_ENDED -> denied(HttpStatus.FORBIDDEN, "IDENTITY_ENDED", ledger);
                    case DENIED -> denied(HttpStatus.BAD_GATEWAY, "LEDGER_DENIES", ledger);
                };
            case ExplainedException _ -> away(failure);
            case SQLException sql -> isOurs(sql) ? null : away(failure);
            default -> null;
        };
    }

    /** Not so where the pool had no connection or lost it: the server, when it speaks, says a state. */
    private static boolean isOurs(SQLException failure) {
        return !(failure instanceof SQLTransientConnectionException)
                && failure.getSQLState() != null
                && Trouble.of(failure).kind() == Trouble.Kind.DATABASE;
    }

    private static Problem denied(HttpStatus status, String code, LedgerException why) {
        LOG.warn("the ledger did not take a request: {}", why.getMessage());
        return new Problem(status, code, JsonObject.EMPTY);
    }

    private static Problem away(Throwable failure) {
        Object why = failure instanceof ExplainedException
                ? failure.getMessage()
                : Trouble.of(failure).kind();
        LOG.warn("a request could not be answered: {}", why);
        return new Problem(HttpStatus.SERVICE_UNAVAILABLE, "LEDGER_AWAY", JsonObject.EMPTY);
    }
}
