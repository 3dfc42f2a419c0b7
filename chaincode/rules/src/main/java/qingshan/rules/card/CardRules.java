package qingshan.rules.card;

import java.util.ArrayList;
import java.util.List;
import qingshan.rules.Bounds;
import qingshan.rules.Call;
import qingshan.rules.Code;
import qingshan.rules.Decision;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.lot.Holdings;
import qingshan.rules.lot.Keeper;
import qingshan.rules.lot.Move;
import qingshan.rules.lot.RecordKeeping;
import qingshan.rules.lot.Shelf;
import qingshan.rules.party.Card;
import qingshan.rules.party.Party;
import qingshan.rules.party.SignedForm;
import qingshan.rules.party.Witnesses;
import qingshan.rules.party.Witnessing;
import qingshan.rules.state.Keys;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Id;

/** Decides on trade cards. */
public final class CardRules {
    private CardRules() {}

    /** Decides one command. */
    public static Decision decide(State state, CardCommand command, Call call, Keeper keeper) {
        return switch (command) {
            case CardCommand.IssueCard c -> issue(state, c, call);
            case CardCommand.SetSignedOnly c -> setSignedOnly(state, c, call);
            case CardCommand.RecordSlip c -> Slips.record(state, c, call, keeper.get());
            case CardCommand.RecordLoss c -> lose(state, c, keeper.get());
            case CardCommand.ReverseSlip c -> Reversals.reverse(state, c, keeper.get());
        };
    }

    private static Decision issue(State state, CardCommand.IssueCard c, Call call) {
        Party party = Values.load(state, Keys.party(c.party()), Party.class);
        if (party == null) {
            throw new Refusal(
                    Code.UNKNOWN_PARTY,
                    JsonObject.of("field", "party").with("party", c.party().value()));
        }
        Card old = Card.find(state, c.card());
        if (old != null) {
            if (call.submitter().adopts() && old.party().equals(c.party())) {
                return Decision.of();
            }
            throw new Refusal(
                    Code.ALREADY_EXISTS,
                    JsonObject.of("field", "card").with("card", c.card().value()));
        }
        Basis basis = call.submitter().adopts() ? Basis.ADOPTED : Basis.APPROVED;
        String mspId = call.submitter().mspId();
        Values.save(
                state,
                Keys.card(c.card()),
                new Card(c.card(), c.party(), party.kind(), basis, mspId, false, List.of()));
        if (party.cards().size() >= Bounds.CARDS_MAX) {
            throw new Refusal(Code.TOO_LARGE, JsonObject.of("field", "party").with("cardsMax", Bounds.CARDS_MAX));
        }
        List<Id> cards = new ArrayList<>(party.cards());
        cards.add(c.card());
        Values.save(state, Keys.party(c.party()), party.withCards(cards));
        return Decision.of(new CardEvent.CardIssued(c.card(), c.party(), basis, mspId));
    }

    private static Decision setSignedOnly(State state, CardCommand.SetSignedOnly c, Call call) {
        CardCommand.Wish wish = c.wish();
        Card card = Card.need(state, wish.signer().card(), "wish.signer.card");
        Witnesses witnesses = new Witnesses(null, null, List.of(wish.signer()));
        byte[] form = SignedForm.of("signed-only", Records.write(wish, CardCommand.Wish.class));
        Witnessing.check(state, call, form, witnesses, List.of(c.signature()), List.of(card));
        Witnessing.keepUsed(state, witnesses);
        Values.save(state, Keys.card(card.card()), card.withSignedOnly(wish.signedOnly()));
        return Decision.of(new CardEvent.SignedOnlySet(card.card(), wish.signedOnly()));
    }

    private static Decision lose(State state, CardCommand.RecordLoss c, RecordKeeping keeping) {
        Loss loss = c.loss();
        Card card = Card.need(state, loss.card(), "loss.card");
        RecordKeeping.Witnessed witnessed = keeping.witnessed(List.of(card));
        List<Move> taken = Holdings.take(
                state,
                new Shelf(loss.card(), loss.season(), loss.product(), loss.grade()),
                loss.grams(),
                loss.occurredAt());
        return keeping.keep(witnessed, taken, null, null, null);
    }
}
