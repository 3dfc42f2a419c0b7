package qingshan.rules.card;

import qingshan.rules.party.Witnesses;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;

/**
 * A holder's word that a slip is wrong. It moves no grams; the slip is marked wherever it is used, until it is settled.
 *
 * @param slip which slip
 * @param card the seller's or the buyer's
 * @param reason in words
 */
public record Dispute(RecordName slip, Id card, Note reason, LedgerTime occurredAt, Witnesses witnesses) {
    /** How a dispute ends. */
    public enum Outcome {
        /** The holder took it back. */
        WITHDRAWN,
        /** The slip is right. */
        DISMISSED,
        /** The slip is wrong: the mark stays for good. */
        UPHELD
    }
}
