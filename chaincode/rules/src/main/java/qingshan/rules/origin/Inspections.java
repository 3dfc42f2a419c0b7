package qingshan.rules.origin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Call;
import qingshan.rules.Code;
import qingshan.rules.Decision;
import qingshan.rules.Refusal;
import qingshan.rules.Submitter;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.lot.Hold;
import qingshan.rules.lot.Holds;
import qingshan.rules.lot.LedgerRecord;
import qingshan.rules.lot.LotInfo;
import qingshan.rules.lot.RecordKind;
import qingshan.rules.party.Card;
import qingshan.rules.party.Party;
import qingshan.rules.party.PartyKind;
import qingshan.rules.party.SignedForm;
import qingshan.rules.party.Witnesses;
import qingshan.rules.party.Witnessing;
import qingshan.rules.state.Keys;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Counter;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;

/** Inspections, and what may follow: freezes of the lots that derive, their release, recalls. */
final class Inspections {
    private Inspections() {}

    /**
     * What a freeze or recall key holds.
     *
     * @param reason why
     * @param at when it was recorded
     * @param mspId who ordered it
     */
    record Mark(Note reason, LedgerTime at, String mspId) {}

    static Decision record(State state, OriginCommand.RecordInspection c, Call call) {
        lot(state, c.lot());
        Party laboratory = Values.load(state, Keys.party(c.laboratory()), Party.class);
        if (laboratory == null || laboratory.kind() != PartyKind.LABORATORY) {
            throw new Refusal(
                    Code.UNKNOWN_PARTY,
                    JsonObject.of("field", "laboratory")
                            .with("party", c.laboratory().value()));
        }
        Inspection inspection = new Inspection(
                c.id(),
                c.lot(),
                c.kind(),
                c.laboratory(),
                c.sample(),
                c.items(),
                c.verdict(),
                c.reportHash(),
                c.occurredAt(),
                call.submitter().mspId());
        Values.save(state, Keys.inspection(c.id()), inspection);
        return Decision.of(JsonObject.of("inspection", c.id().value()), new OriginEvent.InspectionRecorded(inspection));
    }

    static Decision freeze(State state, OriginCommand.Freeze c, Call call) {
        check(state, c.lot(), c.inspection());
        if (state.get(Keys.freeze(c.lot(), c.inspection())) != null) {
            throw new Refusal(Code.WRONG_STATE, JsonObject.of("field", "lot").with("state", "frozen"));
        }
        List<RecordName> lots = Holds.derived(state, c.lot());
        Mark mark = new Mark(c.reason(), call.recordedAt(), call.submitter().mspId());
        lots.forEach(lot -> Values.save(state, Keys.freeze(lot, c.inspection()), mark));
        return Decision.of(
                JsonObject.EMPTY.with("lots", lots.size()), new OriginEvent.Frozen(c.inspection(), c.reason(), lots));
    }

    static Decision release(State state, OriginCommand.Release c) {
        check(state, c.lot(), c.inspection());
        if (state.get(Keys.freeze(c.lot(), c.inspection())) == null) {
            throw new Refusal(Code.WRONG_STATE, JsonObject.of("field", "lot").with("state", "not frozen"));
        }
        // a frozen lot has no new children: what derives is what was frozen
        List<RecordName> lots = Holds.derived(state, c.lot());
        lots.forEach(lot -> state.delete(Keys.freeze(lot, c.inspection())));
        return Decision.of(
                JsonObject.EMPTY.with("lots", lots.size()), new OriginEvent.Released(c.inspection(), c.reason(), lots));
    }

    static Decision recall(State state, OriginCommand.Recall c, Call call) {
        OriginCommand.RecallNotice notice = c.notice();
        LedgerRecord subject = LedgerRecord.find(state, notice.subject());
        if (subject == null || (subject.lot() == null && subject.kind() != RecordKind.PACKING)) {
            throw new Refusal(
                    Code.UNKNOWN_LOT,
                    JsonObject.of("field", "notice.subject")
                            .with("lot", notice.subject().value()));
        }
        Counter signer = notice.signer();
        if (signer == null && c.signature() == null) {
            // the authority needs no signature of the maker; who else may submit this is in the table of authorization
            if (!call.submitter().mspId().equals(Submitter.REGISTRY)) {
                throw Refusal.ofField(Code.MISSING_SIGNATURE, "signature", "only the authority recalls unsigned");
            }
        } else {
            signed(state, c, signer, maker(state, subject), call);
        }
        if (Holds.of(state, notice.subject()) == Hold.RECALLED) {
            throw new Refusal(Code.RECALLED, JsonObject.of("field", "notice.subject"));
        }
        List<RecordName> lots = Holds.derived(state, notice.subject());
        Mark mark =
                new Mark(notice.reason(), call.recordedAt(), call.submitter().mspId());
        lots.forEach(lot -> Values.save(state, Keys.recall(lot), mark));
        return Decision.of(
                JsonObject.EMPTY.with("lots", lots.size()),
                new OriginEvent.Recalled(
                        notice.reason(), notice.advice(), call.submitter().mspId(), lots));
    }

    private static void signed(State state, OriginCommand.Recall c, @Nullable Counter signer, Id maker, Call call) {
        if (signer == null || c.signature() == null) {
            throw Refusal.ofField(Code.MISSING_SIGNATURE, "signature", "signer and signature go together");
        }
        Card card = Card.inUse(state, signer.card(), "notice.signer.card", c.occurredAt());
        if (!card.account().equals(maker)) {
            throw Refusal.ofField(Code.FOREIGN_SIGNATURE, "notice.signer.card", "is not the maker's");
        }
        Witnesses witnesses = new Witnesses(null, null, List.of(signer));
        byte[] form = SignedForm.of("recall", Records.write(c.notice(), OriginCommand.RecallNotice.class));
        Witnessing.check(state, call, form, witnesses, List.of(c.signature()), List.of(card));
        Witnessing.keepUsed(state, witnesses);
    }

    private static Id maker(State state, LedgerRecord record) {
        LotInfo lot = record.lot();
        if (lot != null) {
            return lot.maker();
        }
        String maker = record.body().text("maker");
        if (maker == null) {
            throw new IllegalStateException("a run without its maker");
        }
        return Card.need(state, new Id(maker), "notice.subject").account();
    }

    private static void check(State state, RecordName lot, CommandId id) {
        Inspection inspection = Values.load(state, Keys.inspection(id), Inspection.class);
        if (inspection == null || !inspection.lot().equals(lot)) {
            throw new Refusal(
                    Code.UNKNOWN_INSPECTION,
                    JsonObject.of("field", "inspection").with("inspection", id.value()));
        }
    }

    private static void lot(State state, RecordName name) {
        LedgerRecord record = LedgerRecord.find(state, name);
        if (record == null || record.lot() == null || record.reversedBy() != null) {
            throw new Refusal(Code.UNKNOWN_LOT, JsonObject.of("field", "lot").with("lot", name.value()));
        }
    }
}
