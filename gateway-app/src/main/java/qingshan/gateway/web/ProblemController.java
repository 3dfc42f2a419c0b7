package qingshan.gateway.web;

import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.List;
import java.util.Locale;

/** What every problem's {@code type} leads to: all codes, each with its meaning and its cure. */
@Controller("/problems")
@Secured(SecurityRule.IS_ANONYMOUS)
public final class ProblemController {
    private final Pages pages;

    ProblemController(Pages pages) {
        this.pages = pages;
    }

    @Get
    MutableHttpResponse<byte[]> all(Visit visit) {
        Locale locale = visit.language().locale();
        return pages.page(
                visit,
                "web/problems.jte",
                new ProblemsPage(Problem.codes().stream()
                        .map(code -> new ProblemsPage.Meaning(
                                code, Problem.say(code, locale), Problem.say(code + ".cure", locale)))
                        .toList()));
    }

    /** All codes, in order. */
    public record ProblemsPage(List<Meaning> meanings) {
        /** One of them. */
        public record Meaning(String code, String title, String cure) {}
    }
}
