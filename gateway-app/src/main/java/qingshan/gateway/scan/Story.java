package qingshan.gateway.scan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.Row.HoldRow;
import qingshan.gateway.follower.Row.ProductRow;
import qingshan.gateway.follower.Row.StretchRow;
import qingshan.gateway.trace.Standing;
import qingshan.gateway.trace.Trace;
import qingshan.gateway.web.Language;
import qingshan.gateway.web.Show;
import qingshan.rules.value.RecordName;

/**
 * What is known of a packing run and may be shown to everybody: the same for all its packs, and in no language.
 *
 * @param run the packing run
 * @param gtin of the product, as registered
 * @param lot as links name the run
 * @param product null where nobody registered it
 * @param maker name of who packed it; null where it is a person's and they did not consent
 * @param grade of the tea
 * @param packGrams net content
 * @param villages where it was grown, the largest share first
 * @param households who grew it, all of them
 * @param openings stock from before the ledger, whose growers nobody recorded
 * @param picked first and last day; null where all is opening stock
 * @param early whether every slip behind it is from before 清明
 * @param grown who stands behind where and when it was picked
 * @param steps five, in order
 * @param sketch a map; null where there is but one village, or no coordinates
 * @param tests of the tea, newest first
 * @param testedHere whether the newest test of each lot and kind passed; null where there is none
 * @param hold freeze or recall in force on the run, recall before freeze
 * @param holdStanding who ordered it
 * @param disputed slips on the way that are disputed or were found wrong
 * @param issued how many serials the ledger knows of
 * @param stretches of serials that are void or dispatched
 * @param block in which the packing stands
 * @param transactionId of the packing
 * @param until when the first consent that was used ends
 */
record Story(
        RecordName run,
        String gtin,
        String lot,
        @Nullable ProductRow product,
        @Nullable String maker,
        @Nullable String grade,
        long packGrams,
        List<Village> villages,
        int households,
        List<Trace.Opening> openings,
        @Nullable Span picked,
        boolean early,
        List<Standing> grown,
        List<Step> steps,
        @Nullable Sketch sketch,
        List<Tested> tests,
        @Nullable Boolean testedHere,
        @Nullable HoldRow hold,
        @Nullable Standing holdStanding,
        int disputed,
        long issued,
        List<StretchRow> stretches,
        long block,
        String transactionId,
        Instant until) {

    /** Days, both in. */
    record Span(LocalDate first, LocalDate last) {}

    /**
     * Growers of one village, or of several that are too small to be told apart.
     *
     * @param names of those villages that may be named
     * @param all how many villages
     * @param share of the whole in hundredths of a per cent; null where the households are too few to tell
     * @param named households that consented, and enterprises
     */
    record Village(
            List<String> names,
            int all,
            int households,
            @Nullable Integer share,
            List<String> named) {
        /** The village's name if it stands for itself, else null. */
        @Nullable
        String name() {
            return all == 1 && names.size() == 1 ? names.getFirst() : null;
        }
    }

    /** What happened to the tea. */
    enum Kind {
        /** 采摘. */
        PICKED,
        /** 交售. */
        SOLD,
        /** 制茶. */
        MADE,
        /** 包装. */
        PACKED,
        /** 出厂. */
        DISPATCHED
    }

    /**
     * One of the five.
     *
     * @param days null where nothing is on record, and of the dispatch, which differs from pack to pack
     * @param places villages or markets
     * @param grams that went through; 0 where nothing is on record
     * @param count households, slips, batches or packs
     * @param who names that may be shown
     * @param standings who stands behind it
     */
    record Step(
            Kind kind,
            @Nullable Span days,
            List<String> places,
            long grams,
            long count,
            List<String> who,
            List<Standing> standings) {}

    /**
     * A laboratory's report.
     *
     * @param laboratory its name, or null where it is not known here
     * @param product of the lot that was tested
     */
    record Tested(
            Trace.Tested report,
            @Nullable String laboratory,
            @Nullable String product) {}

    /** How this story writes days: all with their year, if one of them is not of this year. */
    Show show(Language language) {
        List<LocalDate> days = new ArrayList<>();
        for (Step step : steps) {
            if (step.days() != null) {
                days.add(step.days().first());
            }
        }
        tests.forEach(test ->
                days.add(Wording.day(test.report().inspection().occurredAt().epochMilli())));
        stretches.forEach(stretch -> days.add(Wording.day(stretch.occurredAt().epochMilli())));
        if (hold != null) {
            days.add(Wording.day(hold.since().epochMilli()));
        }
        return new Show(language).beside(days);
    }

    /** Whether so few households grew it that what each sold could be told from weights and shares. */
    boolean few() {
        return households > 0 && households < Villages.HOUSEHOLDS_MIN;
    }

    /** The stretch that a serial's index is in, or null: its pack has not left. */
    @Nullable
    StretchRow stretch(long index) {
        for (StretchRow stretch : stretches) {
            if (stretch.first() <= index && index <= stretch.last()) {
                return stretch;
            }
        }
        return null;
    }
}
