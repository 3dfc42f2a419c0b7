package qingshan.gateway.api;

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
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.list.ListCsv;
import qingshan.gateway.list.ListJson;
import qingshan.gateway.list.ListPage;
import qingshan.gateway.list.ListQuery;
import qingshan.gateway.list.ListReader;
import qingshan.gateway.list.Listing;
import qingshan.gateway.list.Lists;
import qingshan.gateway.list.Reveals;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;

/** Lists and their single things, as JSON and as CSV. */
@Controller("/api/v1")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ListApiController {
    private static final String CSV = "text/csv";
    private static final String CSV_ENDING = ".csv";

    /** What is to be revealed. */
    record Ask(String list, String id, String field) {}

    private final ListReader reader;
    private final ListCsv csv;
    private final Reveals reveals;
    private final Keeper keeper;

    ListApiController(ListReader reader, ListCsv csv, Reveals reveals, Keeper keeper) {
        this.reader = reader;
        this.csv = csv;
        this.reveals = reveals;
        this.keeper = keeper;
    }

    @Get("/{list}")
    @Produces({MediaType.APPLICATION_JSON, CSV})
    MutableHttpResponse<?> list(HttpRequest<?> request, Visit visit, String list) {
        boolean ending = list.endsWith(CSV_ENDING);
        Listing listing = permitted(visit, ending ? list.substring(0, list.length() - CSV_ENDING.length()) : list);
        ListQuery query = ListQuery.of(listing, request.getParameters(), true);
        if (ending || isCsvWanted(request)) {
            return HttpResponse.ok(csv.write(listing, query, visit.language().locale()))
                    .contentType(MediaType.of(CSV + ";charset=utf-8"))
                    .header("Content-Disposition", "attachment; filename=\"" + listing.name() + ".csv\"");
        }
        long block = keeper.rows().position().block();
        if (!listing.own() && Tag.of(block).isKnownTo(request)) {
            return Tag.of(block).notModified();
        }
        ListPage page = reader.read(listing, query);
        MutableHttpResponse<byte[]> response = tagged(request, listing, block, ListJson.page(page));
        if (page.next() != null) {
            response.header("Link", "<" + Links.next(request.getUri(), page.next()) + ">; rel=\"next\"");
        }
        return response;
    }

    @Get("/{list}/{+id}")
    @Produces(MediaType.APPLICATION_JSON)
    MutableHttpResponse<byte[]> one(HttpRequest<?> request, Visit visit, String list, String id) {
        Listing listing = permitted(visit, list);
        long block = keeper.rows().position().block();
        List<@Nullable Object> row = reader.one(listing, id).orElseThrow(WebRefusal::notFound);
        return tagged(request, listing, block, ListJson.row(listing, row));
    }

    @Get("/revealed")
    MutableHttpResponse<byte[]> onlyPosted(Visit visit) {
        return WrongMethod.allowed(visit, "POST");
    }

    @Post("/revealed")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    byte[] reveal(Visit visit, @Body byte[] body) {
        Staff staff = Staff.required(visit);
        Ask ask = Bodies.read(body, Ask.class);
        Listing listing = permitted(visit, ask.list());
        return CanonicalJson.bytes(JsonObject.of("value", reveals.reveal(staff, listing, ask.id(), ask.field())));
    }

    private static MutableHttpResponse<byte[]> tagged(
            HttpRequest<?> request, Listing listing, long block, JsonObject json) {
        Tag tag = listing.own() ? Tag.of(block, json) : Tag.of(block);
        return tag.isKnownTo(request) ? tag.notModified() : tag.on(HttpResponse.ok(CanonicalJson.bytes(json)));
    }

    private static boolean isCsvWanted(HttpRequest<?> request) {
        String accept = request.getHeaders().get("Accept");
        return accept != null && accept.startsWith(CSV);
    }

    private static Listing permitted(Visit visit, String name) {
        Staff staff = Staff.required(visit);
        Listing listing = Lists.named(name).orElseThrow(WebRefusal::notFound);
        if (!listing.roles().contains(staff.role())) {
            throw WebRefusal.of(HttpStatus.FORBIDDEN, "NOT_ALLOWED", JsonObject.EMPTY);
        }
        return listing;
    }
}
