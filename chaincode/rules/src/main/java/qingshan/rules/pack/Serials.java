package qingshan.rules.pack;

import qingshan.rules.Bounds;
import qingshan.rules.json.BadMember;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.Digest;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.RecordName;

/**
 * A chunk of a run's serials. The ledger knows how many there are and their root, not the serials: who could read them
 * there could print labels.
 *
 * @param run which run
 * @param first index of the first serial, from 1; chunks follow one another without a gap
 * @param count how many
 * @param root of the RFC 6962 tree over the chunk's serials in UTF-8, in order
 */
public record Serials(RecordName run, long first, long count, Digest root, LedgerTime occurredAt, Witnesses witnesses) {
    /** Refuses an empty chunk and one that is too large. */
    public Serials {
        if (first < 1 || first > Bounds.INTEGER_MAX - Bounds.SERIALS_MAX) {
            throw new BadMember("first", "is no index of a serial");
        }
        if (count < 1 || count > Bounds.SERIALS_MAX) {
            throw new BadMember("count", "is not from 1 to " + Bounds.SERIALS_MAX);
        }
    }
}
