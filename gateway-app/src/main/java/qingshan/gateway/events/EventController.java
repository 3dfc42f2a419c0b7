package qingshan.gateway.events;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import org.reactivestreams.Publisher;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.JsonObject;

/** Server-sent events for staff and their programs. */
@Controller("/api/v1/events")
@Secured(SecurityRule.IS_AUTHENTICATED)
final class EventController {
    private final Events events;

    EventController(Events events) {
        this.events = events;
    }

    @Get
    @Produces(MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<String>> events(Visit visit) {
        return events.listen(Staff.required(visit).name())
                .orElseThrow(() -> WebRefusal.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "TOO_MANY_REQUESTS",
                        JsonObject.EMPTY.with(WebRefusal.SECONDS, 5)));
    }
}
