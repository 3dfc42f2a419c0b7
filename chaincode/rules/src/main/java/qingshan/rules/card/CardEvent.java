package qingshan.rules.card;

import qingshan.rules.Event;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;

/** What happened to cards. */
public sealed interface CardEvent extends Event {
    /** A party has a card. */
    record CardIssued(Id card, Id party, Basis basis, String mspId) implements CardEvent {}

    /** A card was lost, and another stands for the same account from then on. */
    record CardReissued(
            Id lost, Id card, Id account, Id party, boolean signedOnly, LedgerTime lostAt, Note reason, String mspId)
            implements CardEvent {}

    /** The registry settled a dispute about a slip. */
    record DisputeSettled(RecordName slip, Dispute.Outcome outcome, Note reason, String mspId) implements CardEvent {}

    /** A holder decided who may move the card's grams. */
    record SignedOnlySet(Id card, boolean signedOnly) implements CardEvent {}
}
