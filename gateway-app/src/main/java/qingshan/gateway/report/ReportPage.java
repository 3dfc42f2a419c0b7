package qingshan.gateway.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import qingshan.gateway.Sentences;
import qingshan.gateway.season.SeasonTable;

/**
 * A report as a page shows it, in words and numbers of a language. Lists that grow with the season are cut; the report's
 * files have all of them.
 *
 * @param season its name
 * @param run the import's id
 * @param tables what became of slips, processing and packing
 * @param sums of accepted slips by day, scale and product
 * @param used entitlement that harvests used, kilograms
 * @param leaf fresh leaf that all cards hold, kilograms
 * @param made made tea that all cards hold, kilograms
 * @param earlier rows that an earlier import brought
 * @param notTaken what was not taken before anything moved
 * @param faults refused rows, those that follow from another after it
 * @param changed rows that read differently now
 * @param late rows that came late
 * @param code of which refused rows are shown; empty for all
 */
public record ReportPage(
        String season,
        String run,
        List<Outcomes> tables,
        List<Sums> sums,
        String used,
        String leaf,
        String made,
        long earlier,
        Cut<Fault> notTaken,
        Cut<Fault> faults,
        Cut<Remark> changed,
        Cut<Remark> late,
        String code) {
    /** So many of a list are shown. */
    private static final int SHOWN_MAX = 200;

    /**
     * A list's beginning.
     *
     * @param all how many there are
     */
    public record Cut<T>(List<T> shown, long all) {}

    /**
     * Rows added up.
     *
     * @param label code, day, scale or product; empty where none is named
     * @param why a few words for a code; else empty
     * @param rows how many
     * @param kg their weight
     * @param yuan their amount
     */
    public record Line(String label, String why, String rows, String kg, String yuan) {}

    /**
     * What became of the rows of a table.
     *
     * @param table {@code slips}, {@code processing} or {@code packing}
     * @param reasons refused rows by code
     */
    public record Outcomes(String table, Line accepted, Line refused, List<Line> reasons) {
        /** Whether its rows have weights and amounts. */
        public boolean weighed() {
            return table.equals(SeasonTable.SLIPS.title());
        }
    }

    /**
     * Accepted slips added up.
     *
     * @param by {@code days}, {@code scales} or {@code products}
     */
    public record Sums(String by, List<Line> lines) {}

    /**
     * A row that was refused.
     *
     * @param depth 0, or how far it follows from others
     * @param place file and line; empty where there is none
     * @param number the row's own
     * @param code why
     * @param why in a few words
     * @param said what stands there, or which weights did not suffice; may be empty
     * @param cure what to do
     */
    public record Fault(int depth, String place, String number, String code, String why, String said, String cure) {}

    /**
     * Of a report.
     *
     * @param code of which refused rows are wanted, or empty for all
     */
    public static ReportPage of(Report report, Locale locale, String code) {
        return new Maker(report, locale).make(code);
    }

    /** Makes it. */
    private static final class Maker {
        private final Report report;
        private final Sentences sentences;
        private final Reason reason;

        Maker(Report report, Locale locale) {
            this.report = report;
            this.sentences = Sentences.of(ReportPage.class, "Report", locale);
            this.reason = new Reason(locale);
        }

        ReportPage make(String code) {
            Totals totals = report.totals();
            return new ReportPage(
                    report.season(),
                    report.run(),
                    List.of(
                            outcomes(SeasonTable.SLIPS),
                            outcomes(SeasonTable.PROCESSING),
                            outcomes(SeasonTable.PACKING)),
                    List.of(
                            sums("days", totals.days()),
                            sums("scales", totals.scales()),
                            sums("products", totals.products())),
                    Units.readKg(BigDecimal.valueOf(report.entitlementUsed())),
                    Units.readKg(BigDecimal.valueOf(report.held(Report.LEAF))),
                    Units.readKg(BigDecimal.valueOf(report.held(Report.MADE))),
                    report.earlier(),
                    cut(each -> report.notTaken(not -> each.take(fault(not)))),
                    cut(each -> report.refused(row -> {
                        if (code.isEmpty() || code.equals(row.code().name())) {
                            each.take(fault(row, code.isEmpty()));
                        }
                    })),
                    cut(report::changed),
                    cut(report::late),
                    code);
        }

        private Outcomes outcomes(SeasonTable table) {
            return new Outcomes(
                    table.title(),
                    line("", "", report.totals().sum(table, true)),
                    line("", "", report.totals().sum(table, false)),
                    report.totals().outcomes().stream()
                            .filter(outcome ->
                                    outcome.table() == table && !outcome.code().equals(Totals.ACCEPTED))
                            .map(outcome -> line(outcome.code(), reason.why(outcome.code()), outcome.sum()))
                            .toList());
        }

        private static Sums sums(String by, List<qingshan.gateway.report.Line> lines) {
            return new Sums(
                    by,
                    lines.stream()
                            .map(line -> line(line.label(), "", line.sum()))
                            .toList());
        }

        private static Line line(String label, String why, Sum sum) {
            return new Line(
                    label, why, Units.readCount(sum.rows()), Units.readKg(sum.grams()), Units.readYuan(sum.fen()));
        }

        private Fault fault(NotTaken not) {
            String code = not.code().name();
            return new Fault(
                    0,
                    place(not.file(), not.line()),
                    sentences.say("section." + not.section()) + " " + not.number(),
                    code,
                    reason.why(code),
                    reason.detail(not.detail()),
                    reason.cure(code));
        }

        private Fault fault(RefusedRow row, boolean inTree) {
            String code = row.code().name();
            String stands = row.heading().isEmpty()
                    ? ""
                    : sentences.say(
                            "text.fault", row.heading(), row.value().isEmpty() ? sentences.say("none") : row.value());
            String grams = reason.grams(row.detail());
            String and = stands.isEmpty() || grams.isEmpty() ? "" : sentences.say("text.and");
            return new Fault(
                    inTree ? row.depth() : 0,
                    place(row.file(), row.line()),
                    row.number().isEmpty() ? sentences.say("none") : row.number(),
                    code,
                    reason.why(code),
                    stands + and + grams,
                    reason.cure(code));
        }

        private static String place(String file, long line) {
            return file + (line == 0 ? "" : ":" + line);
        }

        private interface Source<T> {
            void to(Each<T> each) throws IOException;
        }

        private static <T> Cut<T> cut(Source<T> source) {
            List<T> shown = new ArrayList<>();
            long[] all = {0};
            try {
                source.to(one -> {
                    if (all[0]++ < SHOWN_MAX) {
                        shown.add(one);
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Cut<>(shown, all[0]);
        }
    }
}
