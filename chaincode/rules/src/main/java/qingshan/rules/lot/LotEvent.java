package qingshan.rules.lot;

import qingshan.rules.Event;
import qingshan.rules.value.RecordName;

/** What moved grams. */
public sealed interface LotEvent extends Event {
    /** A record was kept: a slip, a harvest, a loss, a processing, a blending, a packing run or a reversal. */
    record Recorded(RecordName name, LedgerRecord record) implements LotEvent {}
}
