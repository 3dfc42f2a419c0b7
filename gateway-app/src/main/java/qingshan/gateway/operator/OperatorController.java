package qingshan.gateway.operator;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import qingshan.gateway.keeper.Keeper;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonBoolean;
import qingshan.rules.json.JsonObject;

/** For commands on this machine: they submit through the gateway, since it is the ledger's one writer. */
@Controller("/operator")
@Secured(OperatorToken.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.APPLICATION_JSON)
final class OperatorController {
    private final Keeper keeper;
    private final OperatorToken token;

    OperatorController(Keeper keeper, OperatorToken token) {
        this.keeper = keeper;
        this.token = token;
    }

    @Get("/status")
    String status() {
        return CanonicalJson.write(JsonObject.of("ready", new JsonBoolean(keeper.away() == null))
                .with("rows", keeper.rows().position().block())
                .with("pending", keeper.pending()));
    }

    @Post("/stop")
    @Consumes(MediaType.ALL)
    HttpResponse<String> stop() {
        token.stop().countDown();
        return HttpResponse.accepted();
    }

    @Post("/submit")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    byte[] submit(@Body byte[] body) {
        return Wire.bytes(keeper.submit(Wire.command(body)));
    }

    @Post("/read")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    byte[] read(@Body byte[] body) {
        return Wire.bytes(keeper.read(Wire.query(body)));
    }
}
