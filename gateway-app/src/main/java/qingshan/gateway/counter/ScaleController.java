package qingshan.gateway.counter;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.reactivestreams.Publisher;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonBoolean;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;
import qingshan.rules.value.Grams;
import reactor.core.publisher.Flux;

/** What a scale's driver tells the counter. */
@Controller("/counter")
final class ScaleController {
    private static final String BEARER = "Bearer ";
    /** Shorter than the server lets a silent connection live. */
    private static final Duration BEAT = Duration.ofSeconds(20);

    private final Drivers drivers;
    private final Readings readings;

    ScaleController(Drivers drivers, Readings readings) {
        this.drivers = drivers;
        this.readings = readings;
    }

    /** What a driver sends: grams on the scale, and whether it has come to rest. */
    record Said(Grams grams, boolean stable) {}

    /** Takes a reading from the driver whose token this is. */
    @Post("/readings")
    @Secured(SecurityRule.IS_ANONYMOUS)
    @Consumes(MediaType.APPLICATION_JSON)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> take(@Header(value = "Authorization", defaultValue = "") String authorization, @Body byte[] body) {
        String scale = drivers.scale(authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : "")
                .orElseThrow(() -> WebRefusal.of(HttpStatus.UNAUTHORIZED, "SIGN_IN", JsonObject.EMPTY));
        Said said = Records.read(JsonParser.object(new String(body, StandardCharsets.UTF_8)), Said.class);
        readings.take(new Readings.Reading(scale, said.grams().value(), said.stable()));
        return HttpResponse.noContent();
    }

    /** The readings of a scale as they come: {@code {"grams":12340,"stable":true}}. */
    @Get("/scales/{scale}")
    @Secured("market-clerk")
    @Produces(MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<String>> listen(String scale) {
        Flux<Event<String>> said = readings.of(scale)
                .map(reading -> Event.of(CanonicalJson.write(JsonObject.EMPTY
                        .with("grams", reading.grams())
                        .with("stable", new JsonBoolean(reading.stable())))));
        Flux<Event<String>> beats = Flux.interval(BEAT).map(_ -> Event.of("{}").name("beat"));
        return Flux.merge(said, beats);
    }
}
