package qingshan.rules.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import qingshan.rules.Code;
import qingshan.rules.Decision;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.lot.Hold;
import qingshan.rules.lot.Holding;
import qingshan.rules.lot.Holdings;
import qingshan.rules.lot.Holds;
import qingshan.rules.lot.LedgerRecord;
import qingshan.rules.lot.Move;
import qingshan.rules.lot.Receipt;
import qingshan.rules.lot.RecordKeeping;
import qingshan.rules.lot.RecordKind;
import qingshan.rules.lot.Shelf;
import qingshan.rules.origin.Certificates;
import qingshan.rules.origin.Entitlements;
import qingshan.rules.party.Card;
import qingshan.rules.party.Witnesses;
import qingshan.rules.state.Keys;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.Id;
import qingshan.rules.value.RecordName;

/** Decides on compensating slips: exactly the slip's untouched holdings go back to where they came from. */
final class Reversals {
    private Reversals() {}

    static Decision reverse(State state, CardCommand.ReverseSlip c, RecordKeeping keeping) {
        Reversal reversal = c.reversal();
        RecordName name = reversal.slip();
        LedgerRecord record = LedgerRecord.find(state, name);
        if (record == null || record.kind() != RecordKind.SLIP) {
            throw new Refusal(
                    Code.UNKNOWN_RECORD, JsonObject.of("field", "reversal.slip").with("record", name.value()));
        }
        if (record.reversedBy() != null) {
            throw new Refusal(
                    Code.WRONG_STATE,
                    JsonObject.of("field", "reversal.slip")
                            .with("reversedBy", record.reversedBy().value()));
        }
        Slip slip = Records.read(record.body(), Slip.class);
        if (reversal.occurredAt().compareTo(slip.occurredAt()) < 0) {
            throw Refusal.ofField(Code.BAD_VALUE, "reversal.occurredAt", "is before the slip");
        }
        RecordKeeping.Witnessed witnessed = witnessed(state, slip, reversal, keeping);
        Id seller = Card.need(state, slip.seller(), "reversal.slip").account();
        List<Move> returned = takeBack(state, record, name, slip);
        Shelf shelf = new Shelf(seller, slip.season(), slip.product(), slip.grade());
        record.taken().forEach(move -> Holdings.putBack(state, shelf, move));
        if (record.lot() != null) {
            Entitlements.credit(state, seller, slip.season(), slip.grams());
        }
        if (record.certificate() != null) {
            Certificates.credit(state, seller, slip.season(), record.certificate(), slip.grams());
        }
        Values.save(state, Keys.record(name), record.reversed(witnessed.name()));
        return keeping.keep(witnessed, returned, null, null, null);
    }

    /** Those who stood behind the slip must stand behind its reversal. */
    private static RecordKeeping.Witnessed witnessed(State state, Slip slip, Reversal reversal, RecordKeeping keeping) {
        Witnesses then = slip.witnesses();
        Witnesses now = reversal.witnesses();
        if (then.signed() != now.signed()) {
            throw Refusal.ofField(
                    then.signed() ? Code.MISSING_SIGNATURE : Code.FOREIGN_SIGNATURE,
                    "reversal.witnesses",
                    "are not the slip's");
        }
        if (!then.signed() && !Objects.equals(then.market(), now.market())) {
            throw Refusal.ofField(Code.NOT_OWNER, "reversal.witnesses.market", "is not the slip's market");
        }
        List<Card> cards = new ArrayList<>(List.of(Card.current(state, slip.seller(), "reversal.slip")));
        if (slip.buyer() != null) {
            cards.add(Card.current(state, slip.buyer(), "reversal.slip"));
        }
        return keeping.witnessed(cards);
    }

    private static List<Move> takeBack(State state, LedgerRecord record, RecordName name, Slip slip) {
        List<Move> given = record.lot() == null
                ? record.taken()
                : List.of(new Move(
                        name, slip.grams(), record.witness(), new Receipt(slip.occurredAt(), Receipt.TRADED, name, 0)));
        for (Move move : given) {
            mustMove(state, move);
        }
        List<Move> returned = new ArrayList<>();
        if (slip.buyer() == null) {
            return returned;
        }
        Shelf shelf = new Shelf(
                Card.need(state, slip.buyer(), "reversal.slip").account(), slip.season(), slip.product(), slip.grade());
        for (int i = 0; i < given.size(); i++) {
            Receipt receipt = new Receipt(slip.occurredAt(), Receipt.TRADED, name, i);
            Holding.Part holding = Holdings.find(state, shelf, receipt);
            if (holding == null || !holding.grams().equals(given.get(i).grams())) {
                throw new Refusal(
                        Code.NOT_UNTOUCHED,
                        JsonObject.of("field", "reversal.slip")
                                .with("lot", given.get(i).lot().value()));
            }
            Holdings.remove(state, shelf, receipt);
            returned.add(new Move(holding.lot(), holding.grams(), holding.witness(), receipt));
        }
        return returned;
    }

    /** Held back where it is, or wherever it went: neither comes back to be sold or harvested anew. */
    private static void mustMove(State state, Move move) {
        Hold hold = Holds.of(state, move.lot());
        if (hold != Hold.FREE) {
            throw new Refusal(
                    hold == Hold.FROZEN ? Code.FROZEN : Code.RECALLED,
                    JsonObject.of("field", "reversal.slip")
                            .with("lot", move.lot().value())
                            .with("frozenGrams", move.grams().value()));
        }
    }
}
