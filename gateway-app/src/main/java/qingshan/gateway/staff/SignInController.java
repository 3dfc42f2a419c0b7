package qingshan.gateway.staff;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Visit;

/** Staff sign in and out. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class SignInController {
    /** A page of this gateway: a path, never another host. */
    private static final Pattern HERE = Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]{0,1000}");

    /**
     * What the page shows.
     *
     * @param name as it was typed
     * @param next where to go then
     * @param trouble key of what is wrong, or empty
     * @param minutes for which the account is locked
     * @param demo whether demonstration accounts are there
     */
    public record Form(String name, String next, String trouble, long minutes, boolean demo) {}

    private static final String STAFF = "/staff";

    private final Accounts accounts;
    private final Sessions sessions;
    private final Pages pages;

    SignInController(Accounts accounts, Sessions sessions, Pages pages) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.pages = pages;
    }

    /** The page. */
    @Get("/sign-in")
    MutableHttpResponse<byte[]> form(
            Visit visit, @QueryValue(defaultValue = STAFF) String next, @QueryValue(defaultValue = "") String name) {
        return page(visit, HttpStatus.OK, name, next, "", 0);
    }

    /** Signs in. */
    @Post("/sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> signIn(HttpRequest<?> request, Visit visit, @Body Map<String, String> form) {
        String name = form.getOrDefault("name", "").strip();
        String next = form.getOrDefault("next", STAFF);
        return switch (accounts.signIn(name, form.getOrDefault("password", ""))) {
            case Accounts.Try.In(Staff staff) ->
                HttpResponse.seeOther(URI.create(here(next))).cookie(cookie(request, sessions.begin(staff)));
            case Accounts.Try.Wrong() -> page(visit, HttpStatus.UNAUTHORIZED, name, next, "wrong", 0);
            case Accounts.Try.Locked(var until) ->
                page(
                        visit,
                        HttpStatus.TOO_MANY_REQUESTS,
                        name,
                        next,
                        "locked",
                        1 + Duration.between(Instant.now(), until).toMinutes());
        };
    }

    /** Signs out; the session is of no use to anybody afterwards. */
    @Post("/sign-out")
    @Consumes(MediaType.ALL)
    HttpResponse<?> signOut(HttpRequest<?> request) {
        request.getCookies().findCookie(Sessions.COOKIE).ifPresent(cookie -> sessions.end(cookie.getValue()));
        return HttpResponse.seeOther(URI.create("/sign-in"))
                .cookie(cookie(request, "").maxAge(0));
    }

    private MutableHttpResponse<byte[]> page(
            Visit visit, HttpStatus status, String name, String next, String trouble, long minutes) {
        Form form = new Form(name, here(next), trouble, minutes, accounts.hasDemo());
        URI shown = UriBuilder.of("/sign-in")
                .queryParam("next", form.next)
                .queryParam("name", name)
                .build();
        return pages.page(visit.at(shown), status, "staff/sign-in.jte", form);
    }

    private static String here(@Nullable String next) {
        return next != null && HERE.matcher(next).matches() && isAddress(next) ? next : STAFF;
    }

    /** Whether it can be sent as one: browsers and people write more than addresses may have, such as | and %zz. */
    private static boolean isAddress(String path) {
        try {
            return new URI(path).getRawAuthority() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    static Cookie cookie(HttpRequest<?> request, String token) {
        boolean secure =
                request.isSecure() || "https".equals(request.getHeaders().get("X-Forwarded-Proto"));
        return Cookie.of(Sessions.COOKIE, token)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(SameSite.Lax)
                .maxAge(Sessions.MAX);
    }
}
