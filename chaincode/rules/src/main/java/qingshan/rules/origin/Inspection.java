package qingshan.rules.origin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Bounds;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Lists;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/**
 * An inspection of a lot.
 *
 * @param inspection its id, that of the command which recorded it
 * @param lot what was inspected
 * @param kind such as pesticide-residues
 * @param laboratory the party that tested
 * @param sample the sealed sample's number, or absent
 * @param items what was tested
 * @param verdict of the laboratory
 * @param reportHash SHA-256 of the report
 * @param occurredAt the report's time
 * @param mspId who recorded it
 */
public record Inspection(
        CommandId inspection,
        RecordName lot,
        Text kind,
        Id laboratory,
        @Nullable Text sample,
        List<Item> items,
        Verdict verdict,
        Digest reportHash,
        LedgerTime occurredAt,
        String mspId) {
    /** Refuses no items, or too many. */
    public Inspection {
        items = Lists.bounded(items, 1, Bounds.ITEMS_MAX);
    }

    /** What a laboratory concludes. */
    public enum Verdict {
        PASSED,
        FAILED,
        INCONCLUSIVE
    }

    /**
     * One tested item. Limit and result are texts as the report has them, since both may be "not detected" or an
     * inequality.
     *
     * @param name such as 联苯菊酯 bifenthrin
     * @param method the standard's number
     * @param limit with its unit
     * @param result with its unit
     * @param passed the laboratory's own word on this item
     */
    public record Item(Text name, Text method, Text limit, Text result, boolean passed) {}
}
