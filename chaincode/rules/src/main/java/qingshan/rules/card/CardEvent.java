package qingshan.rules.card;

import qingshan.rules.Event;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Id;

/** What happened to cards. */
public sealed interface CardEvent extends Event {
    /** A party has a card. */
    record CardIssued(Id card, Id party, Basis basis, String mspId) implements CardEvent {}

    /** A holder decided who may move the card's grams. */
    record SignedOnlySet(Id card, boolean signedOnly) implements CardEvent {}
}
