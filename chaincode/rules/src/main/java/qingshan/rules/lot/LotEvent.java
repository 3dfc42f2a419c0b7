package qingshan.rules.lot;

import qingshan.rules.Event;
import qingshan.rules.value.RecordName;

/** What was recorded. */
public sealed interface LotEvent extends Event {
    /** A record was kept, see {@link RecordKind}. */
    record Recorded(RecordName name, LedgerRecord record) implements LotEvent {}
}
