package qingshan.gateway.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.List;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.trace.OwnNames;
import qingshan.gateway.trace.SqlGraph;
import qingshan.gateway.trace.Trace;
import qingshan.gateway.trace.Tracer;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonString;
import qingshan.rules.json.Records;

/** A trace back to plots and forward to packs, as {@code ./qingshan trace --json} gives it. */
@Controller("/api/v1/trace")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.APPLICATION_JSON)
final class TraceController {
    private static final int ID_MAX = 200;

    private final Keeper keeper;

    TraceController(Keeper keeper) {
        this.keeper = keeper;
    }

    @Get("/{+id}")
    MutableHttpResponse<byte[]> trace(HttpRequest<?> request, Visit visit, String id) {
        Staff.required(visit);
        if (id.length() > ID_MAX || id.indexOf('\0') >= 0) {
            throw WebRefusal.notFound();
        }
        long block = keeper.rows().position().block();
        try (SqlGraph graph = SqlGraph.open(keeper.source());
                OwnNames names = OwnNames.open(keeper.source())) {
            Tracer tracer = new Tracer(graph, names);
            List<Trace.Subject> found = tracer.find(id);
            if (found.isEmpty()) {
                throw WebRefusal.notFound();
            }
            if (found.size() > 1) {
                throw WebRefusal.of(HttpStatus.CONFLICT, "AMBIGUOUS", JsonObject.of("ids", ids(found)));
            }
            JsonObject json = Records.write(tracer.trace(found.getFirst()), Trace.class);
            Tag tag = Tag.of(block, json);
            return tag.isKnownTo(request) ? tag.notModified() : tag.on(HttpResponse.ok(CanonicalJson.bytes(json)));
        }
    }

    private static JsonArray ids(List<Trace.Subject> subjects) {
        return new JsonArray(subjects.stream()
                .map(subject -> (Json) new JsonString(subject.id()))
                .toList());
    }
}
