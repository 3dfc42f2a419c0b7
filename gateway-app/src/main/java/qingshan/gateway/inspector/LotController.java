package qingshan.gateway.inspector;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.form.ListViews;
import qingshan.gateway.form.Paths;
import qingshan.gateway.form.Sender;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.trace.Trace;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;

/** Lots: found, shown with what stands behind them and what became of them. */
@Controller("/lots")
@Secured("inspector")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class LotController {
    static final String HERE = "/lots";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int ASKED_MAX = 200;

    /**
     * What the first page shows.
     *
     * @param asked what was looked for; empty if nothing was
     * @param found what it may mean, if several things
     */
    public record Page(
            String asked, List<Trace.Subject> found, List<Lots.HeldNow> held, List<Lots.Recorded> inspections) {}

    /**
     * What the page of a lot shows.
     *
     * @param taken what was just done with it, or null
     */
    public record Shown(LotPage lot, Sender.@Nullable Taken taken) {}

    private final Lots lots;
    private final LabReports reports;
    private final ListViews lists;
    private final Sender sender;
    private final Pages pages;

    LotController(Lots lots, LabReports reports, ListViews lists, Sender sender, Pages pages) {
        this.lots = lots;
        this.reports = reports;
        this.lists = lists;
        this.sender = sender;
        this.pages = pages;
    }

    /** The first page; what is found there at once is led to. */
    @Get
    HttpResponse<?> find(Visit visit, @QueryValue(defaultValue = "") String q) {
        String asked = q.strip();
        boolean odd = asked.length() > ASKED_MAX || asked.indexOf(0) >= 0;
        List<Trace.Subject> found = asked.isEmpty() || odd ? List.of() : lots.find(asked);
        if (found.size() == 1) {
            return HttpResponse.seeOther(URI.create(address(found.getFirst().id())));
        }
        HttpStatus status = !asked.isEmpty() && found.isEmpty() ? HttpStatus.NOT_FOUND : HttpStatus.OK;
        return pages.page(
                visit,
                status,
                "inspector/find.jte",
                new Page(
                        odd
                                ? asked.substring(0, Math.min(asked.length(), ASKED_MAX))
                                        .replace("\0", "")
                                : asked,
                        found.size() > ASKED_MAX ? found.subList(0, ASKED_MAX) : found,
                        lots.heldNow(),
                        lots.inspections()));
    }

    /** All lots, as a list. */
    @Get("/all")
    MutableHttpResponse<byte[]> all(HttpRequest<?> request, Visit visit) {
        return list(request, visit, "lots", "/lots/all")
                .each("open", row -> address(String.valueOf(row.get("lot"))))
                .show("lots.all");
    }

    /** All inspections, as a list. */
    @Get("/inspections")
    MutableHttpResponse<byte[]> inspections(HttpRequest<?> request, Visit visit) {
        return list(request, visit, "inspections", "/lots/inspections")
                .each("open", row -> address(String.valueOf(row.get("lot"))))
                .show("inspections.all");
    }

    /** All freezes and recalls, lifted ones too, as a list. */
    @Get("/holds")
    MutableHttpResponse<byte[]> holds(HttpRequest<?> request, Visit visit) {
        return list(request, visit, "holds", "/lots/holds")
                .each("open", row -> address(String.valueOf(row.get("lot"))))
                .show("holds.all");
    }

    private ListViews.Builder list(HttpRequest<?> request, Visit visit, String list, String path) {
        return lists.of(request, visit, InspectorTexts.of(visit), list, path)
                .here(HERE)
                .see(HERE, "find");
    }

    /** One lot, run, pack, slip or card. */
    @Get("/lot")
    MutableHttpResponse<byte[]> lot(
            Visit visit, @QueryValue(defaultValue = "") String id, @QueryValue @Nullable String done) {
        LotPage lot = lots.page(id);
        return pages.page(
                visit,
                lot.exists() ? HttpStatus.OK : HttpStatus.NOT_FOUND,
                "inspector/lot.jte",
                new Shown(lot, sender.taken(Staff.required(visit), done).orElse(null)));
    }

    /** A laboratory's report that is kept here. */
    @Get("/report/{hash}")
    MutableHttpResponse<byte[]> report(String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw WebRefusal.notFound();
        }
        LabReports.File file = reports.file(hash).orElseThrow(WebRefusal::notFound);
        String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return HttpResponse.ok(file.content().toByteArray())
                .contentType(MediaType.of(file.type()))
                .header("Content-Disposition", "attachment; filename*=UTF-8''" + name);
    }

    /** Where a lot's page is. */
    public static String address(String id) {
        return Paths.of("/lots/lot", "id", id);
    }
}
