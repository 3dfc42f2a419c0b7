package qingshan.rules.party;

import qingshan.rules.json.BadMember;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.Text;

/**
 * What a holder consents to. A party has one consent for each scope and reader: a later one takes the place of an
 * earlier one.
 *
 * @param card by which the holder is known; the consent is the party's
 * @param reader who may know: {@code public}, or an organization's MSP id
 * @param scope what
 * @param purpose what for
 * @param until when it ends by itself, excluded
 * @param witnesses the card, or the market in whose presence the holder said so
 */
public record Consent(
        Id card, Text reader, Scope scope, Note purpose, LedgerTime until, LedgerTime occurredAt, Witnesses witnesses) {
    /** Everybody, as a reader. */
    public static final String PUBLIC = "public";

    /** Refuses an end before the beginning, and a reader who is neither the public nor an organization. */
    public Consent {
        checkReader(reader);
        if (until.compareTo(occurredAt) <= 0) {
            throw new BadMember("until", "is not after the consent itself");
        }
    }

    static void checkReader(Text reader) {
        boolean mspId =
                reader.value().chars().allMatch(c -> c == '.' || c == '-' || (c < 128 && Character.isLetterOrDigit(c)));
        if (!mspId) {
            throw new BadMember("reader", "is neither public nor an organization's MSP id");
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
