package qingshan.rules.batch;

import java.util.List;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.Text;

/**
 * One import of a set of files.
 *
 * @param run its id
 * @param market whose records are adopted
 * @param season of the import
 * @param files with their digests, in the fixed order of the format
 * @param next the index of the batch that comes next
 * @param openedAt when it was recorded
 */
public record ImportRun(Digest run, Id market, Name season, List<File> files, int next, LedgerTime openedAt) {
    /**
     * A file of the import.
     *
     * @param name such as {@code slips.csv}
     * @param sha256 of its bytes
     */
    public record File(Text name, Digest sha256) {}

    /** The id of a run: SHA-256 of the files' digests in hexadecimal, each followed by a line feed. */
    public static Digest of(List<Digest> digests) {
        StringBuilder text = new StringBuilder(digests.size() * 65);
        digests.forEach(digest -> text.append(digest.value()).append('\n'));
        return Digest.of(text.toString());
    }

    /** The id of a run's batch: SHA-256 of {@code run/index}. */
    public static Digest batch(Digest run, int index) {
        return Digest.of(run.value() + "/" + index);
    }

    ImportRun withNext(int other) {
        return new ImportRun(run, market, season, files, other, openedAt);
    }
}
