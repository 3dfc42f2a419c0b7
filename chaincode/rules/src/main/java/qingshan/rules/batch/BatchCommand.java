package qingshan.rules.batch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Bounds;
import qingshan.rules.Command;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Lists;
import qingshan.rules.value.Name;

/** Commands that bring many rows at once. */
public sealed interface BatchCommand extends Command {
    /**
     * Begins an import.
     *
     * @param run SHA-256 over the digests of the files, see {@link ImportRun#of}
     * @param files in the fixed order of the format
     */
    record OpenRun(LedgerTime occurredAt, Digest run, Id market, Name season, List<ImportRun.File> files)
            implements BatchCommand {
        /** Bounds the files. */
        public OpenRun {
            files = Lists.bounded("files", files, 1, Bounds.FILES_MAX);
        }

        @Override
        public @Nullable CommandId id() {
            return null;
        }
    }

    /**
     * Decides up to 200 entries in order, in one transaction.
     *
     * @param batch SHA-256 of run and index, see {@link ImportRun#batch}
     * @param index from 0; batches of a run follow one another
     */
    record RecordBatch(LedgerTime occurredAt, Digest batch, Digest run, int index, List<BatchEntry> entries)
            implements BatchCommand {
        /** Bounds the entries. */
        public RecordBatch {
            entries = Lists.bounded("entries", entries, 1, Bounds.ENTRIES_MAX);
        }

        @Override
        public @Nullable CommandId id() {
            return null;
        }
    }
}
