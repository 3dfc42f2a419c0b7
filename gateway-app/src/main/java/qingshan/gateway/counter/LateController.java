package qingshan.gateway.counter;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Sentences;
import qingshan.gateway.form.Answers;
import qingshan.gateway.form.Field;
import qingshan.gateway.form.Form;
import qingshan.gateway.form.Forms;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.party.Markets;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Fen;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;

/**
 * Enters a slip that was written on paper, with its true time. The rules take a clerk's word for ten minutes; what is older
 * an importer enters, on this same page.
 */
@Controller("/counter/late")
@Secured({"market-clerk", "importer"})
@ExecuteOn(TaskExecutors.BLOCKING)
final class LateController {
    private static final long THOUSANDTHS_PER_FEN = 10;
    private static final String NO_TARE = "0";

    private final Db db;
    private final Slips slips;
    private final Book book;
    private final Markets markets;
    private final Forms forms;

    LateController(Db db, Slips slips, Book book, Markets markets, Forms forms) {
        this.db = db;
        this.slips = slips;
        this.book = book;
        this.markets = markets;
        this.forms = forms;
    }

    /** The form. */
    @Get
    MutableHttpResponse<byte[]> blank(Visit visit, @QueryValue @Nullable String done) {
        Form form = form(visit);
        return forms.show(
                visit,
                entered(done)
                        .map(number -> form.done(form.texts().say("late.done", number)))
                        .orElse(form));
    }

    private Optional<String> entered(@Nullable String id) {
        try {
            return id == null
                    ? Optional.empty()
                    : book.one(new CommandId(id).value()).map(Entry::number);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Records it. */
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> enter(Visit visit, @Body Map<String, String> sent) {
        return forms.take(visit, form(visit), sent, answers -> {
            slips.settle(Staff.required(visit), trade(answers));
            return "/counter/late";
        });
    }

    private static Trade trade(Answers answers) {
        LedgerTime at = answers.minute("at");
        if (at.epochMilli() > Instant.now().toEpochMilli()) {
            throw WebRefusal.badValue("at", "is not over yet");
        }
        try {
            return new Trade(
                    answers.once().id(),
                    at,
                    answers.text("scale"),
                    answers.text("seller"),
                    answers.text("buyer"),
                    answers.text("grade"),
                    new Grams(answers.thousandths("gross")),
                    new Grams(answers.thousandths("tare")),
                    price(answers),
                    Trade.Unit.valueOf(answers.of("unit").toUpperCase(Locale.ROOT)),
                    false,
                    answers.text("paper"));
        } catch (IllegalArgumentException e) {
            // what two fields say together
            throw WebRefusal.badValue("tare", String.valueOf(e.getMessage()));
        }
    }

    private static Fen price(Answers answers) {
        long thousandths = answers.thousandths("price");
        if (thousandths % THOUSANDTHS_PER_FEN != 0) {
            throw WebRefusal.badValue("price", "has a part of a fen");
        }
        return new Fen(thousandths / THOUSANDTHS_PER_FEN);
    }

    private Form form(Visit visit) {
        Sentences t = CounterTexts.of(visit);
        List<String> scales = markets.scales(Staff.required(visit));
        return CounterTexts.form(visit, "late")
                .ask(
                        Field.text("paper"),
                        Field.of("at", Field.Kind.MINUTE),
                        Field.choice("scale", choices(scales)),
                        Field.text("seller"),
                        Field.text("buyer"),
                        Field.choice("grade", choices(Checks.read(db).grades())),
                        Field.of("gross", Field.Kind.DECIMAL),
                        Field.of("tare", Field.Kind.DECIMAL_FROM_ZERO),
                        Field.of("price", Field.Kind.DECIMAL),
                        Field.choice(
                                "unit",
                                List.of(
                                        new Field.Choice("jin", t.say("js.unit.jin")),
                                        new Field.Choice("kg", t.say("js.unit.kg")))))
                .with("scale", scales.size() == 1 ? scales.getFirst() : "")
                .with("tare", NO_TARE)
                .with("unit", "jin")
                .place("CLOCK_SKEW", "at");
    }

    private static List<Field.Choice> choices(List<String> values) {
        return values.stream().map(value -> new Field.Choice(value, value)).toList();
    }
}
