package qingshan.gateway.scan;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.time.Instant;
import qingshan.gateway.label.LabelException;
import qingshan.gateway.label.Serial;
import qingshan.gateway.pack.Pack;
import qingshan.gateway.pack.SerialIndex;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Visit;

/** The first page: takes a code that is typed from a label, and leads to its pack. */
@Controller("/")
@Secured(SecurityRule.IS_ANONYMOUS)
public final class HomeController {
    /** More than anybody types; it is shown again in the field. */
    private static final int SHOWN_MAX = 60;

    private final SerialIndex index;
    private final PackPages packPages;
    private final Pages pages;

    HomeController(SerialIndex index, PackPages packPages, Pages pages) {
        this.index = index;
        this.packPages = packPages;
        this.pages = pages;
    }

    /**
     * What the page shows.
     *
     * @param code as it was typed
     * @param problem what is wrong with it, or empty
     */
    public record HomePage(String code, String problem) {}

    @Get
    MutableHttpResponse<byte[]> home(Visit visit) {
        return pages.page(visit, "scan/home.jte", new HomePage("", ""));
    }

    /** Leads from a typed code to its pack; a code with a slip of the finger says what is wrong with it. */
    @Get("/find")
    @ExecuteOn(TaskExecutors.BLOCKING)
    MutableHttpResponse<byte[]> find(Visit visit, @QueryValue(defaultValue = "") String code) {
        Serial serial;
        try {
            serial = Serial.typed(code);
        } catch (LabelException e) {
            String shown = code.length() > SHOWN_MAX ? code.substring(0, SHOWN_MAX) : code;
            return pages.page(
                    visit,
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "scan/home.jte",
                    new HomePage(shown, e.sentence(visit.language().locale())));
        }
        Pack pack = index.find(serial);
        Story story = pack == null ? null : packPages.story(pack, Instant.now());
        if (story == null) {
            return pages.page(
                    visit, HttpStatus.NOT_FOUND, "scan/unknown.jte", new PackController.UnknownPage("unknown"));
        }
        return HttpResponse.<byte[]>status(HttpStatus.SEE_OTHER)
                .header("Location", PackPages.path(story) + serial.value());
    }
}
