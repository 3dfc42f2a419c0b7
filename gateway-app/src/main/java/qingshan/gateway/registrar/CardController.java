package qingshan.gateway.registrar;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.util.Map;
import qingshan.gateway.form.Field;
import qingshan.gateway.form.Form;
import qingshan.gateway.form.Forms;
import qingshan.gateway.form.Sender;
import qingshan.gateway.party.Names;
import qingshan.gateway.party.Parties;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.value.Id;

/** Cards of parties: given, replaced when lost; their keys revoked. */
@Controller("/parties")
@Secured({RegistrarTexts.REGISTRAR, RegistrarTexts.CLERK})
@ExecuteOn(TaskExecutors.BLOCKING)
final class CardController {
    private static final String HERE = "/parties";

    private final Forms forms;
    private final Names names;
    private final Parties parties;
    private final PartyPages read;
    private final Sender sender;

    CardController(Forms forms, Names names, Parties parties, PartyPages read, Sender sender) {
        this.forms = forms;
        this.names = names;
        this.parties = parties;
        this.read = read;
        this.sender = sender;
    }

    @Get("/{party:[0-9a-f]+}/card")
    MutableHttpResponse<byte[]> another(Visit visit, String party) {
        return forms.show(visit, anotherForm(visit, holder(party)));
    }

    @Post("/{party:[0-9a-f]+}/card")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> issue(Visit visit, String party, @Body Map<String, String> sent) {
        Names.Named holder = holder(party);
        return forms.take(visit, anotherForm(visit, holder), sent, answers -> {
            parties.issue(Staff.required(visit), answers.once(), holder, kind(holder), answers.of("number"));
            return HERE + "/" + party;
        });
    }

    @Get("/cards/{card:[0-9a-f]+}/lost")
    MutableHttpResponse<byte[]> lost(Visit visit, String card) {
        return forms.show(visit, lostForm(visit, card(card)));
    }

    @Post("/cards/{card:[0-9a-f]+}/lost")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> reissue(Visit visit, String card, @Body Map<String, String> sent) {
        Names.Named lost = card(card);
        return forms.take(visit, lostForm(visit, lost), sent, answers -> {
            parties.reissue(
                    Staff.required(visit),
                    answers.once(),
                    lost,
                    kind(lost),
                    answers.of("number"),
                    answers.note("reason"));
            return HERE + "/" + lost.party();
        });
    }

    @Get("/cards/{card:[0-9a-f]+}/keys/{key:[0-9]+}/revoke")
    MutableHttpResponse<byte[]> key(Visit visit, String card, int key) {
        return forms.show(visit, keyForm(visit, card(card), key));
    }

    @Post("/cards/{card:[0-9a-f]+}/keys/{key:[0-9]+}/revoke")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> revoke(Visit visit, String card, int key, @Body Map<String, String> sent) {
        Names.Named named = card(card);
        return forms.take(visit, keyForm(visit, named, key), sent, answers -> {
            sender.send(
                    Staff.required(visit),
                    answers.once(),
                    at -> new PartyCommand.RevokeKey(
                            answers.once().id(), at, new Id(card), key, answers.note("reason")));
            return HERE + "/" + named.party();
        });
    }

    private static Form anotherForm(Visit visit, Names.Named holder) {
        return RegistrarTexts.form(visit, "card", HERE + "/" + holder.party() + "/card", HERE)
                .fact("field.name", holder.person().name())
                .fact("field.village", holder.person().village())
                .ask(Field.text("number"))
                .place("ALREADY_EXISTS", "number");
    }

    private static Form lostForm(Visit visit, Names.Named lost) {
        return RegistrarTexts.form(visit, "card-lost", HERE + "/cards/" + lost.card() + "/lost", HERE)
                .fact("field.name", lost.person().name())
                .fact("lost.number", lost.number())
                .ask(Field.text("number"), Field.of("reason", Field.Kind.NOTE))
                .place("ALREADY_EXISTS", "number");
    }

    private Form keyForm(Visit visit, Names.Named card, int key) {
        if (!read.hasKey(card.card().value(), key)) {
            throw WebRefusal.notFound();
        }
        return RegistrarTexts.form(
                        visit, "key-revoke", HERE + "/cards/" + card.card() + "/keys/" + key + "/revoke", HERE)
                .fact("field.name", card.person().name())
                .fact("field.number", card.number())
                .fact("key", Integer.toString(key))
                .ask(Field.of("reason", Field.Kind.NOTE));
    }

    private Names.Named holder(String party) {
        return names.ofParty(party).orElseThrow(WebRefusal::notFound);
    }

    private Names.Named card(String card) {
        return names.ofCard(card).orElseThrow(WebRefusal::notFound);
    }

    private PartyKind kind(Names.Named named) {
        return RegistrarTexts.read(PartyKind.class, read.kind(named.party().value()));
    }
}
