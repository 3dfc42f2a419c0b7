package qingshan.gateway.counter;

import io.micronaut.http.HttpStatus;
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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.season.Kinds;
import qingshan.gateway.season.load.Ids;
import qingshan.gateway.staff.Desk;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.card.CardCommand;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.Text;

/** Gives a card to who comes for the first time, and a new one to who lost theirs. */
@Controller("/counter")
@Secured("market-clerk")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class CardController {
    /** The kinds of party that come to a market, as it calls them. */
    public static final List<String> KINDS = List.of("茶农", "合作社", "茶商", "企业");

    private static final Pattern MOBILE = Pattern.compile("\\+?[0-9 -]{5,20}");
    private static final Pattern IDENTITY = Pattern.compile("[0-9A-Z]{6,20}");

    private final Db db;
    private final Desk desk;
    private final Holders holders;
    private final Pages pages;

    CardController(Db db, Desk desk, Holders holders, Pages pages) {
        this.db = db;
        this.desk = desk;
        this.holders = holders;
        this.pages = pages;
    }

    /**
     * A page with a form on it.
     *
     * @param refusal what the ledger says to it, or empty
     * @param done the printed number of the card that was given, or empty
     */
    public record Page(Form form, String refusal, String done) {}

    /** The form for a new card. */
    @Get("/card")
    MutableHttpResponse<byte[]> form(Visit visit) {
        return pages.page(visit, "counter/card.jte", new Page(begun(), "", ""));
    }

    /** Registers who it is, gives the card, keeps the name. */
    @Post("/card")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<byte[]> give(Visit visit, @Body Map<String, String> sent) {
        Form form = new Form(sent);
        CommandId id = commandId(form);
        LedgerTime at = at(form);
        String number = form.text("number").toUpperCase(Locale.ROOT);
        String name = form.text("name");
        String village = form.text("village");
        PartyKind kind = Kinds.of(form.value("kind"));
        if (kind == null) {
            form.wrong("kind", "wrong.empty");
        }
        String mobile = form.optional("mobile", MOBILE, "wrong.mobile");
        String identity = form.optional("identity", IDENTITY, "wrong.identity");
        if (!form.sound() || kind == null) {
            return pages.page(visit, HttpStatus.UNPROCESSABLE_ENTITY, "counter/card.jte", new Page(form, "", ""));
        }
        try {
            Ids ids = db.transact(Ids::of);
            Staff staff = Staff.required(visit);
            Id card = ids.card(number);
            Id party = ids.party(number);
            String known = String.join("\u001f", name, mobile, identity);
            PartyCommand.RegisterParty register = new PartyCommand.RegisterParty(
                    id, at, party, kind, new Text(village), ids.commitment(number, known));
            desk.submit(staff, register, null);
            desk.submit(staff, new CardCommand.IssueCard(second(id), at, card, party), null);
            keep(card, number, party, form.value("kind"), name, village, mobile, identity);
            return pages.page(visit, "counter/card.jte", new Page(begun(), "", number));
        } catch (WebRefusal refusal) {
            return refused(visit, "counter/card.jte", form, refusal);
        }
    }

    /** The form for a lost card. */
    @Get("/lost")
    MutableHttpResponse<byte[]> lostForm(Visit visit) {
        return pages.page(visit, "counter/lost.jte", new Page(begun(), "", ""));
    }

    /** Puts a new card in the place of a lost one: what it held stays. */
    @Post("/lost")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<byte[]> replace(Visit visit, @Body Map<String, String> sent) {
        Form form = new Form(sent);
        CommandId id = commandId(form);
        LedgerTime at = at(form);
        String said = form.text("lost");
        String number = form.text("number").toUpperCase(Locale.ROOT);
        List<Holder> found = form.sound() ? holders.find(said, Optional.empty()) : List.of();
        if (form.sound() && found.size() != 1) {
            form.wrong("lost", found.isEmpty() ? "wrong.nobody" : "wrong.several");
        }
        if (!form.sound()) {
            return pages.page(visit, HttpStatus.UNPROCESSABLE_ENTITY, "counter/lost.jte", new Page(form, "", ""));
        }
        try {
            Id lost = found.getFirst().card();
            Id card = db.transact(Ids::of).card(number);
            Staff staff = Staff.required(visit);
            desk.submit(staff, new CardCommand.ReissueCard(id, at, lost, card, new Note("卡遗失")), null);
            db.update(
                    "INSERT INTO own.card (id, number, party, kind, name, village, mobile, identity)"
                            + " SELECT ?, ?, party, kind, name, village, mobile, identity FROM own.card WHERE id = ?"
                            + " ON CONFLICT (id) DO NOTHING",
                    card.value(),
                    number,
                    lost.value());
            return pages.page(visit, "counter/lost.jte", new Page(begun(), "", number));
        } catch (WebRefusal refusal) {
            return refused(visit, "counter/lost.jte", form, refusal);
        }
    }

    private void keep(
            Id card,
            String number,
            Id party,
            String kind,
            String name,
            String village,
            String mobile,
            String identity) {
        db.update(
                "INSERT INTO own.card (id, number, party, kind, name, village, mobile, identity)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                card.value(),
                number,
                party.value(),
                kind,
                name,
                village,
                mobile,
                identity);
    }

    private MutableHttpResponse<byte[]> refused(Visit visit, String template, Form form, WebRefusal refusal) {
        Locale locale = visit.language().locale();
        if (refusal.problem().status().getCode() < 500) {
            // corrected, it is another command
            Form fresh = begun();
            form.put("id", fresh.value("id"));
            form.put("at", fresh.value("at"));
        }
        String said = refusal.problem().title(locale) + " " + refusal.problem().cure(locale);
        return pages.page(visit, refusal.problem().status(), template, new Page(form, said, ""));
    }

    /** An empty form, which already holds its command's id and time: sent twice it is done once. */
    static Form begun() {
        return new Form(Map.of(
                "id",
                UUID.randomUUID().toString(),
                "at",
                LedgerTime.ofEpochMilli(Instant.now().toEpochMilli()).value()));
    }

    static CommandId commandId(Form form) {
        try {
            return new CommandId(form.value("id"));
        } catch (IllegalArgumentException e) {
            throw WebRefusal.badValue("id", "is no UUID in lower case");
        }
    }

    private static LedgerTime at(Form form) {
        try {
            return new LedgerTime(form.value("at"));
        } catch (IllegalArgumentException e) {
            throw WebRefusal.badValue("at", "is no time such as 2026-03-04T22:07:08.000Z");
        }
    }

    private static CommandId second(CommandId first) {
        return new CommandId(UUID.nameUUIDFromBytes((first + "/card").getBytes(StandardCharsets.UTF_8))
                .toString());
    }
}
