package qingshan.rules.card;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Call;
import qingshan.rules.Code;
import qingshan.rules.Decision;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.lot.LedgerRecord;
import qingshan.rules.lot.RecordKeeping;
import qingshan.rules.lot.RecordKind;
import qingshan.rules.party.Card;
import qingshan.rules.state.Keys;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.Id;
import qingshan.rules.value.RecordName;

/** Decides on disputed slips. */
final class Disputes {
    private Disputes() {}

    /**
     * What the ledger keeps of a disputed slip; one slip is disputed once.
     *
     * @param record in which the holder said so
     * @param outcome how it was settled; absent while it is open
     */
    record Disputed(RecordName record, Dispute.@Nullable Outcome outcome) {}

    static Decision dispute(State state, Dispute dispute, RecordKeeping keeping) {
        Card card = Card.inUse(state, dispute.card(), "dispute.card", dispute.occurredAt());
        LedgerRecord record = LedgerRecord.find(state, dispute.slip());
        if (record == null || record.kind() != RecordKind.SLIP) {
            throw new Refusal(
                    Code.UNKNOWN_RECORD,
                    JsonObject.of("field", "dispute.slip")
                            .with("record", dispute.slip().value()));
        }
        RecordName reversedBy = record.reversedBy();
        if (reversedBy != null) {
            throw new Refusal(
                    Code.WRONG_STATE, JsonObject.of("field", "dispute.slip").with("reversedBy", reversedBy.value()));
        }
        Slip slip = Records.read(record.body(), Slip.class);
        if (!isOf(state, slip.seller(), card) && (slip.buyer() == null || !isOf(state, slip.buyer(), card))) {
            throw new Refusal(
                    Code.NOT_OWNER,
                    JsonObject.of("field", "dispute.card")
                            .with("card", dispute.card().value()));
        }
        String key = Keys.dispute(dispute.slip());
        if (state.get(key) != null) {
            throw new Refusal(
                    Code.WRONG_STATE, JsonObject.of("field", "dispute.slip").with("state", "disputed"));
        }
        RecordKeeping.Witnessed witnessed = keeping.witnessed(List.of(card));
        Values.save(state, key, new Disputed(witnessed.name(), null));
        return keeping.keep(witnessed, List.of(), null, null, null);
    }

    private static boolean isOf(State state, Id party, Card card) {
        return party.equals(card.card())
                || Card.need(state, party, "dispute.slip").sameAccount(card);
    }

    static Decision settle(State state, CardCommand.SettleDispute c, Call call) {
        String key = Keys.dispute(c.slip());
        Disputed disputed = Values.load(state, key, Disputed.class);
        if (disputed == null) {
            throw new Refusal(
                    Code.UNKNOWN_DISPUTE,
                    JsonObject.of("field", "slip").with("record", c.slip().value()));
        }
        if (disputed.outcome() != null) {
            throw new Refusal(
                    Code.WRONG_STATE,
                    JsonObject.of("field", "slip").with("outcome", Records.kebab(disputed.outcome())));
        }
        Values.save(state, key, new Disputed(disputed.record(), c.outcome()));
        return Decision.of(new CardEvent.DisputeSettled(
                c.slip(), c.outcome(), c.reason(), call.submitter().mspId()));
    }
}
