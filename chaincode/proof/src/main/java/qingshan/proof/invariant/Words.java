package qingshan.proof.invariant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.proof.offence.Kind;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.CardEvent;
import qingshan.rules.card.Dispute;
import qingshan.rules.consent.ConsentCommand;
import qingshan.rules.json.Records;
import qingshan.rules.lot.LedgerRecord;
import qingshan.rules.lot.LotEvent;
import qingshan.rules.party.Card;
import qingshan.rules.party.Consent;
import qingshan.rules.party.PartyEvent;
import qingshan.rules.party.Reader;
import qingshan.rules.party.Withdrawal;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Witness;

/** What holders say beside moving grams: consents, and disputes of slips. */
final class Words {
    private record What(Id party, Consent.Scope scope, Reader reader) {}

    /** A consent in force, as the ledger keeps it. */
    record Given(RecordName record, Note purpose, LedgerTime until, Witness witness) {}

    /** A disputed slip, as the ledger keeps it. */
    record Disputed(RecordName record, Dispute.@Nullable Outcome outcome) {}

    private final Registers registers;
    private final RecordBook records;
    private final Map<What, Given> consents = new HashMap<>();
    private final Map<RecordName, Disputed> disputes = new HashMap<>();

    Words(Registers registers, RecordBook records) {
        this.registers = registers;
        this.records = records;
    }

    void grant(Transit transit, Act act, ConsentCommand.GrantConsent c) {
        if (records.isRepeated(act, c)) {
            return;
        }
        Consent consent = c.consent();
        Card card = registers.inUse(transit, consent.card(), consent.occurredAt());
        LotEvent.Recorded recorded = nothingMoves(transit, records.next(transit, act, c, List.of(card)));
        Given given = new Given(
                recorded.name(),
                consent.purpose(),
                consent.until(),
                recorded.record().witness());
        String key = key(card.party(), consent.scope(), consent.reader());
        if (consents.put(new What(card.party(), consent.scope(), consent.reader()), given) == null) {
            transit.expected().create(key, given);
        } else {
            transit.expected().update(key, given);
        }
        transit.next(new PartyEvent.ConsentGranted(
                card.party(),
                consent.scope(),
                consent.reader(),
                consent.purpose(),
                consent.until(),
                recorded.name(),
                recorded.record().witness()));
    }

    void withdraw(Transit transit, Act act, ConsentCommand.WithdrawConsent c) {
        if (records.isRepeated(act, c)) {
            return;
        }
        Withdrawal withdrawal = c.withdrawal();
        Card card = registers.inUse(transit, withdrawal.card(), withdrawal.occurredAt());
        nothingMoves(transit, records.next(transit, act, c, List.of(card)));
        What what = new What(card.party(), withdrawal.scope(), withdrawal.reader());
        transit.must(consents.remove(what) != null, Kind.CONSENT, card.card(), "there was no such consent");
        transit.expected().delete(key(what.party(), what.scope(), what.reader()));
        transit.next(new PartyEvent.ConsentWithdrawn(what.party(), what.scope(), what.reader()));
    }

    private static String key(Id party, Consent.Scope scope, Reader reader) {
        return Keys.consent(party, Records.kebab(scope), reader.value());
    }

    void dispute(Transit transit, Act act, CardCommand.DisputeSlip c) {
        if (records.isRepeated(act, c)) {
            return;
        }
        Dispute dispute = c.dispute();
        Card card = registers.inUse(transit, dispute.card(), dispute.occurredAt());
        RecordName slip = dispute.slip();
        transit.must(
                records.isStandingSlipOf(slip, card.account()),
                Kind.DISPUTE,
                slip,
                "no slip of this holder stands under this name");
        LotEvent.Recorded recorded = nothingMoves(transit, records.next(transit, act, c, List.of(card)));
        Disputed disputed = new Disputed(recorded.name(), null);
        transit.must(disputes.put(slip, disputed) == null, Kind.DISPUTE, slip, "it was disputed before");
        transit.expected().create(Keys.dispute(slip), disputed);
    }

    void settle(Transit transit, CardCommand.SettleDispute c) {
        Disputed open = transit.need(disputes.get(c.slip()), Kind.DISPUTE, c.slip(), "nobody disputed it");
        transit.must(open.outcome() == null, Kind.DISPUTE, c.slip(), "it was settled before");
        Disputed settled = new Disputed(open.record(), c.outcome());
        disputes.put(c.slip(), settled);
        transit.expected().update(Keys.dispute(c.slip()), settled);
        transit.next(new CardEvent.DisputeSettled(
                c.slip(), c.outcome(), c.reason(), transit.submitter().mspId()));
    }

    /** A record of words alone. */
    static LotEvent.Recorded nothingMoves(Transit transit, LotEvent.Recorded recorded) {
        LedgerRecord record = recorded.record();
        transit.must(
                record.taken().isEmpty()
                        && record.lot() == null
                        && record.certificate() == null
                        && record.policy() == null,
                Kind.RECORD,
                recorded.name(),
                "words move no grams");
        return recorded;
    }
}
