package qingshan.rules.pack;

import java.util.List;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.RecordName;

/**
 * Packs that left the packer.
 *
 * @param run which run
 * @param stretches of serials, in order
 */
public record Dispatch(RecordName run, List<Stretch> stretches, LedgerTime occurredAt, Witnesses witnesses) {
    /** Bounds and orders the stretches. */
    public Dispatch {
        stretches = Stretch.ordered(stretches);
    }
}
