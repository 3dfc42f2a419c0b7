package qingshan.gateway.runs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.form.Sender;
import qingshan.gateway.label.LabelFormat;
import qingshan.rules.pack.Stretch;

/**
 * A packing run and its labels.
 *
 * @param run its record's name
 * @param number its own, or null
 * @param product its name, or null: not registered
 * @param issued serials issued so far
 * @param voided of them
 * @param dispatched of them
 * @param held {@code freeze} or {@code recall}, or null
 * @param ready serials that are issued, neither void nor dispatched: they can be printed and dispatched
 * @param sample whether labels are samples: no public address is set
 */
public record RunPage(
        String run,
        @Nullable String number,
        String gtin,
        @Nullable String product,
        @Nullable String maker,
        long packGrams,
        long packs,
        Instant at,
        long issued,
        long voided,
        long dispatched,
        @Nullable String held,
        List<Stretch> ready,
        boolean sample,
        Sender.@Nullable Taken taken) {
    /** How many serials may still be issued. */
    public long left() {
        return recalled() ? 0 : packs - issued + voided;
    }

    /** Whether it is recalled: nothing of it is issued, printed or dispatched any more. */
    public boolean recalled() {
        return "recall".equals(held);
    }

    /** Which labels are ready, as people write it. */
    public String readyText() {
        return Stretches.write(ready);
    }

    /** The first label that is ready, or 0. */
    public long firstReady() {
        return ready.isEmpty() ? 0 : ready.getFirst().first();
    }

    /** The sheets there are. */
    public List<LabelFormat> formats() {
        return LabelFormat.ALL;
    }

    /** What pages call it. */
    public String title() {
        return number == null ? run.substring(run.lastIndexOf('/') + 1) : number;
    }
}
