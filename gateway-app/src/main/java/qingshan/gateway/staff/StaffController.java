package qingshan.gateway.staff;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.net.URI;
import qingshan.gateway.web.Visit;

/** Leads staff to the page where their work begins. */
@Controller("/staff")
@Secured(SecurityRule.IS_AUTHENTICATED)
final class StaffController {
    @Get
    HttpResponse<?> begin(Visit visit) {
        return HttpResponse.seeOther(URI.create(Menu.first(Staff.required(visit).role())));
    }
}
