package qingshan.gateway.report;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import qingshan.gateway.Sentences;
import qingshan.gateway.season.SeasonTable;

/** The report as a terminal of 80 columns shows it; longer only where a number is. */
final class TextReport {
    private static final int RUN_SHOWN = 12;
    private static final int VALUE_WIDTH = 28;
    private static final int NUMBER_WIDTH = 24;
    private static final String INDENT = "  ";

    private final Report report;
    private final Sentences sentences;
    private final Reason reason;
    private final Writer out;

    private TextReport(Report report, Sentences sentences, Writer out) {
        this.report = report;
        this.sentences = sentences;
        this.reason = new Reason(sentences.locale());
        this.out = out;
    }

    static void write(Report report, Sentences sentences, Writer out) throws IOException {
        new TextReport(report, sentences, out).write();
        out.flush();
    }

    private void write() throws IOException {
        say(sentences.say("text.title", report.season(), report.run().substring(0, RUN_SHOWN)));
        slips();
        others();
        Totals totals = report.totals();
        sums("text.days", totals.days());
        sums("text.scales", totals.scales());
        sums("text.products", totals.products());
        say("");
        say(sentences.say("text.used", Units.readKg(BigDecimal.valueOf(report.entitlementUsed()))));
        say(sentences.say(
                "text.held",
                Units.readKg(BigDecimal.valueOf(report.held(Report.LEAF))),
                Units.readKg(BigDecimal.valueOf(report.held(Report.MADE)))));
        long earlier = report.earlier();
        if (earlier > 0) {
            say("");
            say(sentences.say("text.earlier", earlier));
        }
        titled("text.not.taken", each -> report.notTaken(taken -> notTaken(taken, each)));
        titled("text.changed", each -> report.changed(remark -> each.take(remark(remark))));
        titled("text.late", each -> report.late(remark -> each.take(remark(remark))));
        titled("text.refused", each -> report.refused(row -> refused(row, each)));
    }

    /** Slips, kg and yuan, accepted and refused by reason. */
    private void slips() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(head("text.slips"));
        rows.add(row(sentences.say("accepted"), report.totals().sum(SeasonTable.SLIPS, true)));
        rows.add(row(sentences.say("refused"), report.totals().sum(SeasonTable.SLIPS, false)));
        for (Totals.Outcome outcome : refusals(SeasonTable.SLIPS)) {
            rows.add(row(INDENT + named(outcome.code()), outcome.sum()));
        }
        table(rows);
    }

    private void others() throws IOException {
        for (SeasonTable table : List.of(SeasonTable.PROCESSING, SeasonTable.PACKING)) {
            List<List<String>> rows = new ArrayList<>();
            rows.add(head("text." + table.title()));
            rows.add(count(sentences.say("accepted"), report.totals().sum(table, true)));
            rows.add(count(sentences.say("refused"), report.totals().sum(table, false)));
            for (Totals.Outcome outcome : refusals(table)) {
                rows.add(count(INDENT + named(outcome.code()), outcome.sum()));
            }
            table(rows);
        }
    }

    private List<Totals.Outcome> refusals(SeasonTable table) {
        return report.totals().outcomes().stream()
                .filter(outcome -> outcome.table() == table && !outcome.code().equals(Totals.ACCEPTED))
                .toList();
    }

    private void sums(String key, List<Line> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(head(key));
        for (Line line : lines) {
            String label = line.label().isEmpty() ? sentences.say("none") : line.label();
            rows.add(row(Terminal.fit(label, NUMBER_WIDTH), line.sum()));
        }
        table(rows);
    }

    private String named(String code) {
        return code + " " + reason.why(code);
    }

    private List<String> head(String key) {
        return List.of(sentences.say(key).split("\\|", -1));
    }

    private static List<String> row(String label, Sum sum) {
        return List.of(label, Units.readCount(sum.rows()), Units.readKg(sum.grams()), Units.readYuan(sum.fen()));
    }

    private static List<String> count(String label, Sum sum) {
        return List.of(label, Units.readCount(sum.rows()));
    }

    private void table(List<List<String>> rows) throws IOException {
        say("");
        for (String line : Terminal.table(rows)) {
            say(line);
        }
    }

    private interface Texts {
        void each(Each<String> each) throws IOException;
    }

    /** A list under its title; without elements, no title. */
    private void titled(String key, Texts texts) throws IOException {
        boolean[] begun = {false};
        texts.each(text -> {
            if (!begun[0]) {
                say("");
                say(sentences.say(key));
                begun[0] = true;
            }
            say(text);
        });
    }

    private void notTaken(NotTaken not, Each<String> each) throws IOException {
        String code = not.code().name();
        String place = not.file() + (not.line() == 0 ? "" : ":" + not.line());
        each.take(INDENT
                + (place.isEmpty() ? "" : place + INDENT)
                + sentences.say("section." + not.section())
                + " "
                + Terminal.fit(not.number(), NUMBER_WIDTH)
                + INDENT
                + named(code));
        String detail = reason.detail(not.detail());
        if (!detail.isEmpty()) {
            each.take(INDENT + "    " + detail);
        }
        each.take(INDENT + "    " + reason.cure(code));
    }

    private void refused(RefusedRow row, Each<String> each) throws IOException {
        String code = row.code().name();
        String margin = INDENT.repeat(row.depth() + 1);
        String place = row.file() + ":" + row.line();
        each.take(margin
                + (row.depth() == 0 ? "" : "└ ")
                + place
                + INDENT
                + Terminal.fit(row.number().isEmpty() ? sentences.say("none") : row.number(), NUMBER_WIDTH)
                + INDENT
                + named(code));
        String grams = reason.grams(row.detail());
        String fault = fault(row) + (grams.isEmpty() || fault(row).isEmpty() ? "" : sentences.say("text.and")) + grams;
        if (!fault.isEmpty()) {
            each.take(margin + "    " + fault);
        }
        each.take(margin + "    " + reason.cure(code));
    }

    private String fault(RefusedRow row) {
        if (row.heading().isEmpty()) {
            return "";
        }
        boolean chinese = sentences.locale().getLanguage().equals(Locale.CHINESE.getLanguage());
        String heading = chinese || row.column().equalsIgnoreCase(row.heading())
                ? row.heading()
                : row.column() + " " + row.heading();
        String value = row.value().isEmpty() ? sentences.say("none") : Terminal.fit(row.value(), VALUE_WIDTH);
        return sentences.say("text.fault", heading, value);
    }

    private static String remark(Remark remark) {
        return INDENT
                + remark.file()
                + ":"
                + remark.line()
                + INDENT
                + Terminal.fit(remark.number(), NUMBER_WIDTH)
                + INDENT
                + Terminal.fit(remark.time(), NUMBER_WIDTH);
    }

    private void say(String line) throws IOException {
        out.write(line);
        out.write('\n');
    }
}
