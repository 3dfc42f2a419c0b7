package qingshan.rules.party;

import qingshan.rules.json.BadMember;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;

/**
 * What a holder consents to. A party has one consent for each scope and reader: a later one takes the place of an
 * earlier one.
 *
 * @param card by which the holder is known; the consent is the party's
 * @param reader who may know
 * @param scope what
 * @param purpose what for
 * @param until when it ends by itself, excluded
 * @param witnesses the card, or the market in whose presence the holder said so
 */
public record Consent(
        Id card,
        Reader reader,
        Scope scope,
        Note purpose,
        LedgerTime until,
        LedgerTime occurredAt,
        Witnesses witnesses) {
    /** Refuses an end before the beginning. */
    public Consent {
        if (until.compareTo(occurredAt) <= 0) {
            throw new BadMember("until", "is not after the consent itself");
        }
    }

    /** What somebody may know. */
    public enum Scope {
        /** The party's name. */
        NAME,
        /** Where its plots lie. */
        PLACE,
        /** What it traded, in sums. */
        STATEMENT
    }
}
