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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Visit;

/** One clerk takes over a counter from another, by name and PIN; what stands on the screen stays. */
@Controller("/counter/clerk")
@Secured("market-clerk")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class TakeOverController {
    /**
     * What the page shows.
     *
     * @param from who gives the counter up
     * @param name as it was typed
     * @param trouble key of what is wrong, or empty
     * @param minutes for which the account is locked
     */
    public record Form(String from, String name, String trouble, long minutes) {}

    private final Accounts accounts;
    private final Sessions sessions;
    private final Pages pages;

    TakeOverController(Accounts accounts, Sessions sessions, Pages pages) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.pages = pages;
    }

    /** The page. */
    @Get
    MutableHttpResponse<byte[]> form(Visit visit) {
        return page(visit, HttpStatus.OK, "", "", 0);
    }

    /** Ends the session of who was there, and begins that of who comes. */
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> takeOver(HttpRequest<?> request, Visit visit, @Body Map<String, String> form) {
        String name = form.getOrDefault("name", "").strip();
        return switch (accounts.takeOver(Staff.required(visit), name, form.getOrDefault("pin", ""))) {
            case Accounts.Try.In(Staff staff) -> {
                request.getCookies().findCookie(Sessions.COOKIE).ifPresent(cookie -> sessions.end(cookie.getValue()));
                yield HttpResponse.seeOther(URI.create("/counter"))
                        .cookie(SignInController.cookie(request, sessions.begin(staff)));
            }
            case Accounts.Try.Wrong() -> page(visit, HttpStatus.FORBIDDEN, name, "wrong", 0);
            case Accounts.Try.Locked(var until) ->
                page(
                        visit,
                        HttpStatus.TOO_MANY_REQUESTS,
                        name,
                        "locked",
                        1 + Duration.between(Instant.now(), until).toMinutes());
        };
    }

    private MutableHttpResponse<byte[]> page(
            Visit visit, HttpStatus status, String name, String trouble, long minutes) {
        Form form = new Form(Staff.required(visit).display(), name, trouble, minutes);
        return pages.page(visit, status, "staff/take-over.jte", form);
    }
}
