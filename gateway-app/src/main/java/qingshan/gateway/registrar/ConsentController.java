package qingshan.gateway.registrar;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.form.Field;
import qingshan.gateway.form.Form;
import qingshan.gateway.form.Forms;
import qingshan.gateway.form.ListViews;
import qingshan.gateway.form.Once;
import qingshan.gateway.form.Paths;
import qingshan.gateway.form.Sender;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.party.Markets;
import qingshan.gateway.party.Names;
import qingshan.gateway.staff.Role;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Show;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.consent.ConsentCommand;
import qingshan.rules.json.JsonObject;
import qingshan.rules.party.Consent;
import qingshan.rules.party.Reader;
import qingshan.rules.party.Withdrawal;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;

/** Consents: granted and withdrawn at the market, in the holder's presence and marked so. */
@Controller("/consents")
@Secured(RegistrarTexts.CLERK)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConsentController {
    private static final String HERE = "/consents";

    private final Forms forms;
    private final Names names;
    private final Markets markets;
    private final Sender sender;
    private final Db db;
    private final ListViews lists;
    private final Keeper keeper;

    ConsentController(Forms forms, Names names, Markets markets, Sender sender, Db db, ListViews lists, Keeper keeper) {
        this.forms = forms;
        this.names = names;
        this.markets = markets;
        this.sender = sender;
        this.db = db;
        this.lists = lists;
        this.keeper = keeper;
    }

    @Get
    @Secured({RegistrarTexts.REGISTRAR, RegistrarTexts.CLERK})
    MutableHttpResponse<byte[]> list(HttpRequest<?> request, Visit visit) {
        boolean clerk = Staff.required(visit).role() == Role.MARKET_CLERK;
        ListViews.Builder view = lists.of(request, visit, RegistrarTexts.of(visit), "consents", HERE)
                .begin(clerk, HERE + "/new", "consent.title");
        if (clerk) {
            view.each(
                    "withdraw",
                    row -> Paths.of(
                            HERE + "/withdraw",
                            "party",
                            String.valueOf(row.get("party")),
                            "scope",
                            String.valueOf(row.get("scope")),
                            "reader",
                            String.valueOf(row.get("reader"))));
        }
        return view.show("consents");
    }

    @Get("/new")
    MutableHttpResponse<byte[]> blank(Visit visit, @QueryValue @Nullable String card) {
        return forms.show(visit, grantForm(visit).with("card", card));
    }

    @Post("/new")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> grant(Visit visit, @Body Map<String, String> sent) {
        return forms.take(visit, grantForm(visit), sent, answers -> {
            Staff staff = Staff.required(visit);
            Id card = names.ofNumber(answers.of("card"))
                    .orElseThrow(() -> WebRefusal.of(
                            HttpStatus.UNPROCESSABLE_ENTITY, "UNKNOWN_CARD", JsonObject.of("field", "card")))
                    .card();
            LedgerTime until = endOf(answers.day("until"));
            refusePast(until);
            Once once = answers.once();
            Consent.Scope scope = RegistrarTexts.read(Consent.Scope.class, answers.of("scope"));
            Reader reader = new Reader(answers.of("reader"));
            sender.send(
                    staff,
                    once,
                    at -> new ConsentCommand.GrantConsent(
                            once.id(),
                            new Consent(card, reader, scope, answers.note("purpose"), until, at, markets.word(staff)),
                            List.of()));
            return HERE;
        });
    }

    @Get("/withdraw")
    MutableHttpResponse<byte[]> withdrawal(
            Visit visit,
            @QueryValue(defaultValue = "") String party,
            @QueryValue(defaultValue = "") String scope,
            @QueryValue(defaultValue = "") String reader) {
        return forms.show(visit, withdrawForm(visit, party, scope, reader));
    }

    @Post("/withdraw")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> withdraw(
            Visit visit,
            @QueryValue(defaultValue = "") String party,
            @QueryValue(defaultValue = "") String scope,
            @QueryValue(defaultValue = "") String reader,
            @Body Map<String, String> sent) {
        return forms.take(visit, withdrawForm(visit, party, scope, reader), sent, answers -> {
            Staff staff = Staff.required(visit);
            Id card = db.one(
                            "SELECT card FROM read.card WHERE party = ? AND lost_at IS NULL ORDER BY card LIMIT 1",
                            row -> new Id(row.getString(1)),
                            party)
                    .orElseThrow(WebRefusal::notFound);
            Once once = answers.once();
            sender.send(
                    staff,
                    once,
                    at -> new ConsentCommand.WithdrawConsent(
                            once.id(),
                            new Withdrawal(
                                    card,
                                    new Reader(reader),
                                    RegistrarTexts.read(Consent.Scope.class, scope),
                                    at,
                                    markets.word(staff)),
                            List.of()));
            return HERE;
        });
    }

    private static LedgerTime endOf(LocalDate day) {
        return LedgerTime.ofEpochMilli(
                day.plusDays(1).atStartOfDay(Show.ZONE).toInstant().toEpochMilli());
    }

    private static void refusePast(LedgerTime until) {
        if (until.epochMilli() <= Instant.now().toEpochMilli()) {
            throw WebRefusal.badValue("until", "is not after today");
        }
    }

    private Form grantForm(Visit visit) {
        List<Field.Choice> readers = Stream.concat(
                        Stream.of(Reader.PUBLIC.value()), keeper.enroller().members().stream())
                .map(reader -> new Field.Choice(reader, RegistrarTexts.of(visit).say("reader." + reader)))
                .toList();
        return RegistrarTexts.form(visit, "consent", HERE + "/new", HERE)
                .ask(
                        Field.text("card"),
                        RegistrarTexts.choice(visit, "scope", Consent.Scope.values()),
                        Field.choice("reader", readers),
                        Field.of("purpose", Field.Kind.NOTE),
                        Field.of("until", Field.Kind.DAY),
                        present(visit));
    }

    private Form withdrawForm(Visit visit, String party, String scope, String reader) {
        record Known(String purpose, Instant until) {}
        Known known = db.one(
                        "SELECT purpose, until FROM read.consent WHERE party = ? AND scope = ? AND reader = ?",
                        row -> new Known(row.getString(1), row.getTimestamp(2).toInstant()),
                        party,
                        scope,
                        reader)
                .orElseThrow(WebRefusal::notFound);
        return RegistrarTexts.form(
                        visit,
                        "consent-withdraw",
                        Paths.of(HERE + "/withdraw", "party", party, "scope", scope, "reader", reader),
                        HERE)
                .fact(
                        "field.name",
                        names.ofParty(party).map(n -> n.person().name()).orElse(party))
                .fact("field.scope", RegistrarTexts.of(visit).say("word." + scope))
                .fact("field.reader", readerName(visit, reader))
                .fact("field.purpose", known.purpose)
                .fact("field.until", visit.show().date(known.until.minusMillis(1)))
                .ask(present(visit));
    }

    private static String readerName(Visit visit, String reader) {
        String key = "reader." + reader;
        return RegistrarTexts.of(visit).bundle().containsKey(key)
                ? RegistrarTexts.of(visit).say(key)
                : reader;
    }

    /** What the market attests: without it there is nothing to attest. */
    private static Field present(Visit visit) {
        return new Field(
                "present", Field.Kind.TICK, true, RegistrarTexts.of(visit).say("present"), List.of());
    }
}
