package qingshan.rules.card;

import java.util.ArrayList;
import java.util.List;
import qingshan.rules.Bounds;
import qingshan.rules.Call;
import qingshan.rules.Code;
import qingshan.rules.Decision;
import qingshan.rules.Refusal;
import qingshan.rules.Submitter;
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
            case CardCommand.ReissueCard c -> reissue(state, c, call);
            case CardCommand.SetSignedOnly c -> setSignedOnly(state, c, call);
            case CardCommand.RecordSlip c -> Slips.record(state, c, call, keeper.get());
            case CardCommand.RecordLoss c -> lose(state, c, keeper.get());
            case CardCommand.ReverseSlip c -> Reversals.reverse(state, c, keeper.get());
            case CardCommand.DisputeSlip c -> Disputes.dispute(state, c.dispute(), keeper.get());
            case CardCommand.SettleDispute c -> Disputes.settle(state, c, call);
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
        Values.save(state, Keys.card(c.card()), Card.first(c.card(), c.party(), party.kind(), basis, mspId));
        addTo(state, party, c.card());
        return Decision.of(new CardEvent.CardIssued(c.card(), c.party(), basis, mspId));
    }

    /** The new card stands for the same holdings, entitlements and certificates; nothing of them is moved. */
    private static Decision reissue(State state, CardCommand.ReissueCard c, Call call) {
        Card lost = Card.notLost(state, c.lost(), "lost");
        String mspId = call.submitter().mspId();
        // a card that can sign is replaced by the registry alone, else a clerk could give itself the next one's first
        // key
        if (!lost.keys().isEmpty() && !mspId.equals(Submitter.REGISTRY)) {
            throw new Refusal(
                    Code.SIGNED_ONLY,
                    JsonObject.of("field", "lost").with("card", c.lost().value()));
        }
        if (Card.find(state, c.card()) != null) {
            throw new Refusal(
                    Code.ALREADY_EXISTS,
                    JsonObject.of("field", "card").with("card", c.card().value()));
        }
        Party party = Values.load(state, Keys.party(lost.party()), Party.class);
        if (party == null) {
            throw new IllegalStateException("a card without its party");
        }
        Card card = lost.replacement(c.card(), Basis.APPROVED, mspId);
        Values.save(state, Keys.card(c.lost()), lost.lost(c.occurredAt(), c.card(), call.recordedAt(), c.reason()));
        Values.save(state, Keys.card(c.card()), card);
        addTo(state, party, c.card());
        return Decision.of(new CardEvent.CardReissued(
                c.lost(),
                c.card(),
                card.account(),
                card.party(),
                card.signedOnly(),
                c.occurredAt(),
                c.reason(),
                mspId));
    }

    private static void addTo(State state, Party party, Id card) {
        if (party.cards().size() >= Bounds.CARDS_MAX) {
            throw new Refusal(Code.TOO_LARGE, JsonObject.of("field", "party").with("cardsMax", Bounds.CARDS_MAX));
        }
        List<Id> cards = new ArrayList<>(party.cards());
        cards.add(card);
        Values.save(state, Keys.party(party.party()), party.withCards(cards));
    }

    private static Decision setSignedOnly(State state, CardCommand.SetSignedOnly c, Call call) {
        CardCommand.Wish wish = c.wish();
        Card card = Card.inUse(state, wish.signer().card(), "wish.signer.card", wish.occurredAt());
        Witnesses witnesses = new Witnesses(null, null, List.of(wish.signer()));
        byte[] form = SignedForm.of("signed-only", Records.write(wish, CardCommand.Wish.class));
        Witnessing.check(state, call, form, witnesses, List.of(c.signature()), List.of(card));
        Witnessing.keepUsed(state, witnesses);
        Values.save(state, Keys.card(card.card()), card.withSignedOnly(wish.signedOnly()));
        return Decision.of(new CardEvent.SignedOnlySet(card.card(), wish.signedOnly()));
    }

    private static Decision lose(State state, CardCommand.RecordLoss c, RecordKeeping keeping) {
        Loss loss = c.loss();
        Card card = Card.inUse(state, loss.card(), "loss.card", loss.occurredAt());
        RecordKeeping.Witnessed witnessed = keeping.witnessed(List.of(card));
        List<Move> taken = Holdings.take(
                state,
                new Shelf(card.account(), loss.season(), loss.product(), loss.grade()),
                loss.grams(),
                loss.occurredAt());
        return keeping.keep(witnessed, taken, null, null, null);
    }
}
