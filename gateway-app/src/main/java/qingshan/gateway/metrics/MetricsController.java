package qingshan.gateway.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import qingshan.gateway.limit.Origin;
import qingshan.gateway.operator.OperatorToken;
import qingshan.gateway.web.WebRefusal;

/**
 * Metrics in Prometheus's form, for the operator: by the token of the home's file, or from this machine itself through no
 * proxy. For all others there is nothing here.
 */
@Controller("/metrics")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class MetricsController {
    private static final MediaType TYPE = MediaType.of("text/plain;version=0.0.4;charset=utf-8");

    private final PrometheusMeterRegistry registry;

    MetricsController(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    @Get
    @Produces(MediaType.ALL)
    MutableHttpResponse<String> scrape(HttpRequest<?> request) {
        boolean operator = request.getUserPrincipal(Authentication.class)
                .map(who -> who.getRoles().contains(OperatorToken.ROLE))
                .orElse(false);
        if (!operator && !Origin.isHere(request)) {
            throw WebRefusal.notFound();
        }
        return HttpResponse.ok(registry.scrape()).contentType(TYPE);
    }
}
