package qingshan.gateway.registrar;

import io.micronaut.http.HttpRequest;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.form.Answers;
import qingshan.gateway.form.Field;
import qingshan.gateway.form.Form;
import qingshan.gateway.form.Forms;
import qingshan.gateway.form.ListViews;
import qingshan.gateway.form.Sender;
import qingshan.gateway.party.Names;
import qingshan.gateway.party.Parties;
import qingshan.gateway.party.Person;
import qingshan.gateway.staff.Role;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.party.PartyKind;

/** Parties: registered and corrected by the registrar, looked at by clerks too. */
@Controller("/parties")
@Secured({RegistrarTexts.REGISTRAR, RegistrarTexts.CLERK})
@ExecuteOn(TaskExecutors.BLOCKING)
final class PartyController {
    private static final String HERE = "/parties";

    private final Forms forms;
    private final Pages pages;
    private final Names names;
    private final Parties parties;
    private final PartyPages read;
    private final Sender sender;
    private final ListViews lists;

    PartyController(
            Forms forms, Pages pages, Names names, Parties parties, PartyPages read, Sender sender, ListViews lists) {
        this.forms = forms;
        this.pages = pages;
        this.names = names;
        this.parties = parties;
        this.read = read;
        this.sender = sender;
        this.lists = lists;
    }

    @Get
    MutableHttpResponse<byte[]> list(HttpRequest<?> request, Visit visit) {
        return lists.of(request, visit, RegistrarTexts.of(visit), "parties", HERE)
                .begin(Staff.required(visit).role() == Role.REGISTRAR, HERE + "/new", "party.title")
                .each("open", row -> HERE + "/" + row.get("party"))
                .show("parties");
    }

    @Get("/{party:[0-9a-f]+}")
    MutableHttpResponse<byte[]> party(Visit visit, String party, @QueryValue @Nullable String done) {
        Staff staff = Staff.required(visit);
        return pages.page(
                visit,
                "registrar/party.jte",
                read.of(party, staff, sender.taken(staff, done).orElse(null)));
    }

    @Get("/new")
    @Secured(RegistrarTexts.REGISTRAR)
    MutableHttpResponse<byte[]> blank(Visit visit) {
        return forms.show(visit, registration(visit));
    }

    @Post("/new")
    @Secured(RegistrarTexts.REGISTRAR)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> register(Visit visit, @Body Map<String, String> sent) {
        return forms.take(
                visit,
                registration(visit),
                sent,
                answers -> HERE + "/"
                        + parties.register(
                                Staff.required(visit),
                                answers.once(),
                                answers.of("number"),
                                kind(answers),
                                person(answers)));
    }

    @Get("/{party:[0-9a-f]+}/correct")
    @Secured(RegistrarTexts.REGISTRAR)
    MutableHttpResponse<byte[]> correction(Visit visit, String party) {
        return forms.show(visit, correcting(visit, party));
    }

    @Post("/{party:[0-9a-f]+}/correct")
    @Secured(RegistrarTexts.REGISTRAR)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> correct(Visit visit, String party, @Body Map<String, String> sent) {
        Names.Named known = names.ofParty(party).orElseThrow(WebRefusal::notFound);
        return forms.take(visit, correcting(visit, party), sent, answers -> {
            parties.correct(Staff.required(visit), answers.once(), known.party(), kind(answers), person(answers));
            return HERE + "/" + party;
        });
    }

    @Get("/{party:[0-9a-f]+}/person")
    @Secured(RegistrarTexts.REGISTRAR)
    MutableHttpResponse<byte[]> person(Visit visit, String party) {
        return forms.show(visit, ofPerson(visit, party));
    }

    @Post("/{party:[0-9a-f]+}/person")
    @Secured(RegistrarTexts.REGISTRAR)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> correctPerson(Visit visit, String party, @Body Map<String, String> sent) {
        Names.Named known = names.ofParty(party).orElseThrow(WebRefusal::notFound);
        return forms.take(visit, ofPerson(visit, party), sent, answers -> {
            Staff staff = Staff.required(visit);
            Person person = new Person(
                    answers.of("name"), known.person().village(), answers.of("mobile"), answers.of("identity"));
            Person checked = names.checked(known.party(), person);
            sender.keep(staff, answers.once(), () -> names.correct(staff, known.party(), checked));
            return HERE + "/" + party;
        });
    }

    /** What this organization alone knows of a party; kind and village are the ledger's. */
    private Form ofPerson(Visit visit, String party) {
        Names.Named known = names.ofParty(party).orElseThrow(WebRefusal::notFound);
        return RegistrarTexts.form(visit, "person", HERE + "/" + party + "/person", HERE)
                .back(HERE + "/" + party)
                .fact("field.number", known.number())
                .ask(
                        Field.text("name"),
                        Field.of("mobile", Field.Kind.TELEPHONE).optional(),
                        Field.text("identity").optional())
                .with("name", known.person().name())
                .with("mobile", known.person().mobile())
                .with("identity", known.person().identity());
    }

    private static Form registration(Visit visit) {
        return ask(
                        visit,
                        RegistrarTexts.form(visit, "party", HERE + "/new", HERE)
                                .ask(Field.text("number"))
                                .place("ALREADY_EXISTS", "number"))
                .with("kind", Field.words(PartyKind.HOUSEHOLD).getFirst());
    }

    private Form correcting(Visit visit, String party) {
        Names.Named known = names.ofParty(party).orElseThrow(WebRefusal::notFound);
        return ask(
                        visit,
                        RegistrarTexts.form(visit, "party-correct", HERE + "/" + party + "/correct", HERE)
                                .fact("field.number", known.number()))
                .with("kind", read.kind(party))
                .with("name", known.person().name())
                .with("village", known.person().village())
                .with("mobile", known.person().mobile())
                .with("identity", known.person().identity());
    }

    private static Form ask(Visit visit, Form form) {
        return form.ask(
                RegistrarTexts.choice(visit, "kind", PartyKind.values()),
                Field.text("name"),
                Field.text("village").optional(),
                Field.of("mobile", Field.Kind.TELEPHONE).optional(),
                Field.text("identity").optional());
    }

    private static PartyKind kind(Answers answers) {
        return RegistrarTexts.read(PartyKind.class, answers.of("kind"));
    }

    private static Person person(Answers answers) {
        return new Person(answers.of("name"), answers.of("village"), answers.of("mobile"), answers.of("identity"));
    }
}
