package qingshan.gateway.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Visit;

/** Describes REST: a document for programs, a page for people. */
@Controller("/api")
@Secured(SecurityRule.IS_ANONYMOUS)
final class DescriptionController {
    private final OpenApi described;
    private final Pages pages;

    DescriptionController(OpenApi described, Pages pages) {
        this.described = described;
        this.pages = pages;
    }

    @Get
    MutableHttpResponse<byte[]> page(Visit visit) {
        return pages.page(
                visit,
                "api/description.jte",
                new ApiPage(described, visit.language().locale()));
    }

    @Get("/openapi.json")
    MutableHttpResponse<byte[]> document() {
        return HttpResponse.ok(described.document()).header("Cache-Control", "public, max-age=300");
    }
}
