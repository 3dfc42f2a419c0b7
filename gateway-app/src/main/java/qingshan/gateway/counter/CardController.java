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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Sentences;
import qingshan.gateway.form.Field;
import qingshan.gateway.form.Form;
import qingshan.gateway.form.Forms;
import qingshan.gateway.form.Sender;
import qingshan.gateway.party.Names;
import qingshan.gateway.party.Parties;
import qingshan.gateway.party.Person;
import qingshan.gateway.season.Kinds;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.party.PartyKind;
import qingshan.rules.value.Note;

/** Gives a card to who comes for the first time, and a new one to who lost theirs. */
@Controller("/counter")
@Secured("market-clerk")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CardController {
    private static final Note LOST = new Note("卡遗失");

    private final Forms forms;
    private final Sender sender;
    private final Parties parties;
    private final Names names;
    private final Holders holders;

    CardController(Forms forms, Sender sender, Parties parties, Names names, Holders holders) {
        this.forms = forms;
        this.sender = sender;
        this.parties = parties;
        this.names = names;
        this.holders = holders;
    }

    /** The form for a new card. */
    @Get("/card")
    MutableHttpResponse<byte[]> blank(Visit visit, @QueryValue @Nullable String done) {
        return forms.show(visit, done(visit, card(visit), done));
    }

    /** Registers who it is, and gives the card. */
    @Post("/card")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> give(Visit visit, @Body Map<String, String> sent) {
        return forms.take(visit, card(visit), sent, answers -> {
            PartyKind kind = Optional.ofNullable(Kinds.of(answers.of("kind"))).orElseThrow();
            Person person =
                    new Person(answers.of("name"), answers.of("village"), answers.of("mobile"), answers.of("identity"));
            parties.register(Staff.required(visit), answers.once(), answers.of("number"), kind, person);
            return "/counter/card";
        });
    }

    /** The form for a lost card. */
    @Get("/lost")
    MutableHttpResponse<byte[]> lost(Visit visit, @QueryValue @Nullable String done) {
        return forms.show(visit, done(visit, lost(visit), done));
    }

    /** Puts a new card in the place of a lost one: what it held stays. */
    @Post("/lost")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> replace(Visit visit, @Body Map<String, String> sent) {
        return forms.take(visit, lost(visit), sent, answers -> {
            Holder holder = only(answers.of("lost"));
            Names.Named lost = names.ofCard(holder.card().value()).orElseThrow(WebRefusal::notFound);
            parties.reissue(Staff.required(visit), answers.once(), lost, holder.kind(), answers.of("number"), LOST);
            return "/counter/lost";
        });
    }

    /** Whom a text means, if it is one alone. */
    private Holder only(String said) {
        List<Holder> found = holders.find(said, Optional.empty());
        if (found.size() != 1) {
            throw WebRefusal.badValue("lost", found.isEmpty() ? "finds nobody" : "finds more than one");
        }
        return found.getFirst();
    }

    private static Form card(Visit visit) {
        Sentences t = CounterTexts.of(visit);
        List<Field.Choice> kinds = Stream.of(PartyKind.values())
                .map(Kinds::label)
                .filter(label -> Kinds.of(label) != null)
                .map(label -> new Field.Choice(label, t.say("kind." + label)))
                .toList();
        return CounterTexts.form(visit, "card")
                .ask(
                        Field.text("number"),
                        Field.text("name"),
                        Field.choice("kind", kinds),
                        Field.text("village"),
                        Field.of("mobile", Field.Kind.TELEPHONE).optional(),
                        Field.text("identity").optional())
                .with("kind", Kinds.label(PartyKind.HOUSEHOLD));
    }

    private static Form lost(Visit visit) {
        return CounterTexts.form(visit, "lost").ask(Field.text("lost"), Field.text("number"));
    }

    private Form done(Visit visit, Form form, @Nullable String id) {
        return sender.taken(Staff.required(visit), id)
                .filter(taken -> taken.form().equals(form.name()))
                .map(_ -> form.done(form.texts().say(form.name() + ".done")))
                .orElse(form);
    }
}
