package qingshan.gateway.list;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.Map;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.JsonObject;

/** The page that reveals what a list masks. */
@Controller
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class ListController {
    /**
     * What was revealed.
     *
     * @param label of the column
     * @param value the whole
     * @param back the page on which it is masked
     */
    public record Revealed(String label, String value, String back) {}

    private final Reveals reveals;
    private final Pages pages;

    ListController(Reveals reveals, Pages pages) {
        this.reveals = reveals;
        this.pages = pages;
    }

    /** Reveals a masked value; it is logged who did. */
    @Post("/reveal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<byte[]> reveal(HttpRequest<?> request, Visit visit, @Body Map<String, String> form) {
        Staff staff = Staff.required(visit);
        Listing listing = Lists.named(form.getOrDefault("list", "")).orElseThrow(WebRefusal::notFound);
        permitted(staff, listing);
        String field = form.getOrDefault("field", "");
        String value = reveals.reveal(staff, listing, form.getOrDefault("id", ""), field);
        String label = visit.texts(Listing.class, "List").say("column." + field);
        return pages.page(visit, "list/revealed.jte", new Revealed(label, value, Visit.from(request)));
    }

    private static void permitted(Staff staff, Listing list) {
        if (!list.roles().contains(staff.role())) {
            throw WebRefusal.of(HttpStatus.FORBIDDEN, "NOT_ALLOWED", JsonObject.EMPTY);
        }
    }
}
