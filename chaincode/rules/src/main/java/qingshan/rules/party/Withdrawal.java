package qingshan.rules.party;

import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Text;

/**
 * A holder's word that a consent no longer holds.
 *
 * @param card any card of the party that is in use
 * @param reader whom the consent named
 * @param scope what the consent named
 * @param witnesses the card, or the market in whose presence the holder said so
 */
public record Withdrawal(Id card, Text reader, Consent.Scope scope, LedgerTime occurredAt, Witnesses witnesses) {
    /** Refuses a reader whom no consent can name. */
    public Withdrawal {
        Consent.checkReader(reader);
    }
}
