package qingshan.gateway.scan;

import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Visit;

/** The first page: takes a code that is typed from a label. */
@Controller("/")
@Secured(SecurityRule.IS_ANONYMOUS)
final class HomeController {
    private final Pages pages;

    HomeController(Pages pages) {
        this.pages = pages;
    }

    @Get
    MutableHttpResponse<byte[]> home(Visit visit) {
        return pages.page(visit, "scan/home.jte", "");
    }
}
