package qingshan.gateway.api;

import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.staff.Desk;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.Commands;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonString;

/** Takes every command of the contracts and sends it as the member of staff who asks. Who may do what the contracts say. */
@Controller("/api/v1/commands")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
final class CommandController {
    /** The header that may stand for the member {@code id}. */
    static final String KEY = "Idempotency-Key";

    private final Desk desk;

    CommandController(Desk desk) {
        this.desk = desk;
    }

    @Get("/{type}")
    MutableHttpResponse<byte[]> onlyPosted(Visit visit, String type) {
        if (!CommandTypes.ALL.containsKey(type)) {
            throw WebRefusal.notFound();
        }
        return WrongMethod.allowed(visit, "POST");
    }

    @Post("/{type}")
    byte[] submit(Visit visit, String type, @Header(KEY) @Nullable String key, @Body byte[] body) {
        Staff staff = Staff.required(visit);
        Class<?> command = CommandTypes.ALL.get(type);
        if (command == null) {
            throw WebRefusal.notFound();
        }
        Sent sent = Bodies.read(body, Sent.class);
        JsonObject json = key == null ? sent.command() : withId(command, sent.command(), key);
        Commands.read(type, json); // what is malformed needs no ledger to be refused
        Desk.Done done = desk.submit(staff, type, CanonicalJson.write(json), sent.secret());
        return CanonicalJson.bytes(
                JsonObject.of("txId", done.txId()).with("block", done.block()).with("result", done.result()));
    }

    private static JsonObject withId(Class<?> type, JsonObject command, String key) {
        if (!CommandTypes.hasId(type)) {
            throw WebRefusal.badValue(KEY, "this command has no id: something else makes it count once");
        }
        Json id = command.get("id");
        if (id != null && !id.equals(new JsonString(key))) {
            throw WebRefusal.badValue(KEY, "is not the command's id");
        }
        return command.with("id", key);
    }
}
