package qingshan.gateway.party;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.form.Once;
import qingshan.gateway.form.Sender;
import qingshan.gateway.season.Kinds;
import qingshan.gateway.season.load.Ids;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.card.CardCommand;
import qingshan.rules.json.JsonObject;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.value.Id;
import qingshan.rules.value.Note;
import qingshan.rules.value.Text;

/**
 * Registers parties and gives them cards: ids and a commitment go to the ledger, names stay here. A party is known by the
 * number of the card it was given first, as in a market's tables.
 */
@Singleton
public final class Parties {
    private final Names names;
    private final Sender sender;

    Parties(Names names, Sender sender) {
        this.names = names;
        this.sender = sender;
    }

    /**
     * Registers a party and gives it its first card.
     *
     * @param typed number of the card
     * @return the party's id
     * @throws WebRefusal BAD_VALUE, CARD_TAKEN if a card of that number is there, IDENTITY_TAKEN; or with the rules' code
     */
    public Id register(Staff staff, Once once, String typed, PartyKind kind, Person said) {
        String number = Numbers.card(typed);
        refuseTaken(once, number);
        Ids ids = names.ids();
        Id party = ids.party(number);
        Id card = ids.card(number);
        Person person = names.checked(party, said);
        keeping(card, number, party, kind, person, () -> {
            sender.send(
                    staff,
                    once,
                    at -> new PartyCommand.RegisterParty(
                            once.id(), at, party, kind, village(person), ids.commitment(number, person.known())));
            Once second = once.part("card");
            sender.send(staff, second, at -> new CardCommand.IssueCard(second.id(), at, card, party));
        });
        return party;
    }

    /** Corrects what is said of a party. */
    public void correct(Staff staff, Once once, Id party, PartyKind kind, Person said) {
        Ids ids = names.ids();
        Person person = names.checked(party, said);
        String number = names.numbers(party).stream()
                .filter(n -> ids.party(n).equals(party))
                .findFirst()
                .orElseThrow(WebRefusal::notFound);
        Names.Said before = names.said(party).orElseThrow(WebRefusal::notFound);
        names.keepParty(party, new Names.Said(Kinds.label(kind), person));
        Names.telling(
                () -> sender.send(
                        staff,
                        once,
                        at -> new PartyCommand.RegisterParty(
                                once.id(), at, party, kind, village(person), ids.commitment(number, person.known()))),
                () -> names.keepParty(party, before));
    }

    /** Gives a party one more card. */
    public Id issue(Staff staff, Once once, Names.Named holder, PartyKind kind, String typed) {
        String number = Numbers.card(typed);
        refuseTaken(once, number);
        Id card = names.ids().card(number);
        keeping(
                card,
                number,
                holder.party(),
                kind,
                holder.person(),
                () -> sender.send(staff, once, at -> new CardCommand.IssueCard(once.id(), at, card, holder.party())));
        return card;
    }

    /** Puts a new card in the place of a lost one. */
    public Id reissue(Staff staff, Once once, Names.Named lost, PartyKind kind, String typed, Note reason) {
        String number = Numbers.card(typed);
        refuseTaken(once, number);
        Id card = names.ids().card(number);
        keeping(
                card,
                number,
                lost.party(),
                kind,
                lost.person(),
                () -> sender.send(
                        staff, once, at -> new CardCommand.ReissueCard(once.id(), at, lost.card(), card, reason)));
        return card;
    }

    /** A number is printed once; but what was sent twice is done once. */
    private void refuseTaken(Once once, String number) {
        if (!sender.knows(once) && names.ofNumber(number).isPresent()) {
            throw WebRefusal.of(HttpStatus.CONFLICT, "CARD_TAKEN", JsonObject.of("field", "number"));
        }
    }

    /** The name is kept before the ledger is told: a card on the ledger always has one here. */
    private void keeping(Id card, String number, Id party, PartyKind kind, Person person, Runnable sending) {
        names.keepCard(card, number, party, kind, person);
        Names.telling(sending, () -> names.forgetCard(card));
    }

    private static @Nullable Text village(Person person) {
        return person.village().isEmpty() ? null : new Text(person.village());
    }
}
