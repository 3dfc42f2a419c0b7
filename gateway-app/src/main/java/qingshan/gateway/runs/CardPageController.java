package qingshan.gateway.runs;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.Optional;
import java.util.Set;
import qingshan.gateway.party.Names;
import qingshan.gateway.staff.Role;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Visit;

/**
 * What the code on a card leads to: for clerks and registrars the page of its holder, for all others a page that is the same
 * whether there is such a card or not.
 */
@Controller("/card")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CardPageController {
    private static final Set<Role> LED_ON = Set.of(Role.REGISTRAR, Role.MARKET_CLERK);

    private final Names names;
    private final Pages pages;

    CardPageController(Names names, Pages pages) {
        this.names = names;
        this.pages = pages;
    }

    @Get("/{card}")
    MutableHttpResponse<byte[]> card(Visit visit, String card) {
        Staff staff = Staff.of(visit);
        Optional<Names.Named> holder =
                staff != null && LED_ON.contains(staff.role()) ? names.ofCard(card) : Optional.empty();
        return holder.map(named -> HttpResponse.<byte[]>status(HttpStatus.SEE_OTHER)
                        .header("Location", "/parties/" + named.party()))
                .orElseGet(() -> pages.page(visit, "runs/card.jte", ""));
    }
}
