package qingshan.rules.consent;

import java.util.List;
import qingshan.rules.Code;
import qingshan.rules.Decision;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.lot.Keeper;
import qingshan.rules.lot.RecordKeeping;
import qingshan.rules.party.Card;
import qingshan.rules.party.Consent;
import qingshan.rules.party.PartyEvent;
import qingshan.rules.party.Reader;
import qingshan.rules.party.Withdrawal;
import qingshan.rules.state.Keys;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Witness;

/** Decides on consents: granted and taken back by the holder. */
public final class ConsentRules {
    private ConsentRules() {}

    /**
     * A consent in force, until it ends.
     *
     * @param record in which the holder gave it
     * @param purpose what for
     * @param until when it ends by itself, excluded
     * @param witness signed by the holder, or attested by a market
     */
    record Given(RecordName record, Note purpose, LedgerTime until, Witness witness) {}

    /** Decides one command. */
    public static Decision decide(State state, ConsentCommand command, Keeper keeper) {
        return switch (command) {
            case ConsentCommand.GrantConsent c -> grant(state, c.consent(), keeper.get());
            case ConsentCommand.WithdrawConsent c -> withdraw(state, c.withdrawal(), keeper.get());
        };
    }

    private static Decision grant(State state, Consent consent, RecordKeeping keeping) {
        Card card = Card.inUse(state, consent.card(), "consent.card", consent.occurredAt());
        RecordKeeping.Witnessed witnessed = keeping.witnessed(List.of(card));
        Given given = new Given(witnessed.name(), consent.purpose(), consent.until(), witnessed.witness());
        Values.save(state, key(card.party(), consent.scope(), consent.reader()), given);
        return keeping.keep(
                witnessed,
                List.of(),
                null,
                null,
                null,
                new PartyEvent.ConsentGranted(
                        card.party(),
                        consent.scope(),
                        consent.reader(),
                        consent.purpose(),
                        consent.until(),
                        witnessed.name(),
                        witnessed.witness()));
    }

    private static Decision withdraw(State state, Withdrawal withdrawal, RecordKeeping keeping) {
        Card card = Card.inUse(state, withdrawal.card(), "withdrawal.card", withdrawal.occurredAt());
        RecordKeeping.Witnessed witnessed = keeping.witnessed(List.of(card));
        String key = key(card.party(), withdrawal.scope(), withdrawal.reader());
        if (state.get(key) == null) {
            throw new Refusal(
                    Code.UNKNOWN_CONSENT,
                    JsonObject.of("field", "withdrawal.scope")
                            .with("scope", Records.kebab(withdrawal.scope()))
                            .with("reader", withdrawal.reader().value()));
        }
        state.delete(key);
        return keeping.keep(
                witnessed,
                List.of(),
                null,
                null,
                null,
                new PartyEvent.ConsentWithdrawn(card.party(), withdrawal.scope(), withdrawal.reader()));
    }

    private static String key(Id party, Consent.Scope scope, Reader reader) {
        return Keys.consent(party, Records.kebab(scope), reader.value());
    }
}
