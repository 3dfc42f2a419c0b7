package qingshan.rules.batch;

import java.util.List;
import qingshan.rules.Event;
import qingshan.rules.value.Digest;
import qingshan.rules.value.LedgerTime;

/** What happened to imports. */
public sealed interface BatchEvent extends Event {
    /** An import began. */
    record RunOpened(ImportRun run) implements BatchEvent {}

    /** Every entry of a batch has its outcome. The records of those accepted come before this event. */
    record BatchRecorded(Digest batch, Digest run, int index, LedgerTime occurredAt, List<Outcome> outcomes)
            implements BatchEvent {}
}
