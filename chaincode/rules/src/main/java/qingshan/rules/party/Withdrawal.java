package qingshan.rules.party;

import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;

/**
 * A holder's word that a consent no longer holds.
 *
 * @param card any card of the party that is in use
 * @param reader whom the consent named
 * @param scope what the consent named
 * @param witnesses the card, or the market in whose presence the holder said so
 */
public record Withdrawal(Id card, Reader reader, Consent.Scope scope, LedgerTime occurredAt, Witnesses witnesses) {}
