package qingshan.rules.card;

import qingshan.rules.party.Witnesses;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;

/**
 * The compensating slip: it returns what a wrong slip moved, if nothing of it was touched since.
 *
 * @param slip which slip
 * @param reason in words
 * @param witnesses the same as the slip's
 */
public record Reversal(RecordName slip, Note reason, LedgerTime occurredAt, Witnesses witnesses) {}
