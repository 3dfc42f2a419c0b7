package qingshan.rules.pack;

import java.util.List;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;

/**
 * Serials that no pack will carry.
 *
 * @param run which run
 * @param stretches in order
 * @param reason in words
 */
public record Voiding(
        RecordName run, List<Stretch> stretches, Note reason, LedgerTime occurredAt, Witnesses witnesses) {
    /** Bounds and orders the stretches. */
    public Voiding {
        stretches = Stretch.ordered(stretches);
    }
}
