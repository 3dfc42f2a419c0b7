package qingshan.gateway.runs;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.util.List;
import qingshan.gateway.label.Label;
import qingshan.gateway.label.QrSize;
import qingshan.gateway.party.Names;
import qingshan.gateway.web.WebRefusal;

/** The label of a card: its number for the eye, its id for the scanner, and no name. */
@Controller("/parties/cards")
@Secured({"registrar", "market-clerk"})
@ExecuteOn(TaskExecutors.BLOCKING)
final class CardLabelController {
    private final Names names;
    private final Printing printing;

    CardLabelController(Names names, Printing printing) {
        this.names = names;
        this.printing = printing;
    }

    @Get("/{card:[0-9a-f]+}/label.{kind:png|svg}")
    HttpResponse<?> picture(
            HttpRequest<?> request, String card, String kind, @QueryValue(defaultValue = "20") String size) {
        return printing.picture(label(request, card), kind, Printing.size(size));
    }

    @Get("/{card:[0-9a-f]+}/label.pdf")
    HttpResponse<?> sheet(
            HttpRequest<?> request,
            String card,
            @QueryValue(defaultValue = "roll-50x30") String format,
            @QueryValue(defaultValue = "20") String size) {
        QrSize mm = Printing.size(size);
        return printing.sheet(
                "card.pdf",
                Printing.format(format, mm),
                mm,
                List.of(label(request, card)).iterator());
    }

    private Label label(HttpRequest<?> request, String card) {
        Names.Named named = names.ofCard(card).orElseThrow(WebRefusal::notFound);
        return Label.ofCard(printing.site(request), named.card(), named.number());
    }
}
