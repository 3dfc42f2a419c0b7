package qingshan.gateway.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import qingshan.gateway.Sentences;

/** The report as a terminal shows it. */
final class TextReport {
    private static final int WIDE_FROM = 0x1100;

    private final Report report;
    private final Sentences sentences;
    private final PrintWriter out;

    private TextReport(Report report, Sentences sentences, PrintWriter out) {
        this.report = report;
        this.sentences = sentences;
        this.out = out;
    }

    static void write(Report report, Sentences sentences, PrintWriter out) throws IOException {
        new TextReport(report, sentences, out).write();
        out.flush();
    }

    private void write() throws IOException {
        out.println(sentences.say("text.title", report.season(), report.run()));
        table("text.outcomes", report.outcomes());
        table("text.days", report.byDay());
        table("text.scales", report.byScale());
        table("text.products", report.byProduct());
        out.println();
        out.println(sentences.say(
                "text.grams",
                Units.kg(report.entitlementUsed()),
                Units.kg(report.held("茶青")),
                Units.kg(report.held("干茶"))));
        titled(
                "text.refused",
                each -> report.refused(row -> each.take("  ".repeat(row.depth() + 1)
                        + sentences.say(
                                "text.refused.row",
                                row.file(),
                                Long.toString(row.line()),
                                row.number(),
                                row.code().name(),
                                row.heading(),
                                row.value(),
                                Reason.cure(sentences, row.code())))));
        titled("text.changed", each -> report.changed(remark -> each.take(remark(remark))));
        titled("text.late", each -> report.late(remark -> each.take(remark(remark))));
    }

    private interface Texts {
        void each(Each<String> each) throws IOException;
    }

    /** A list under its title; without elements, no title. */
    private void titled(String key, Texts texts) throws IOException {
        boolean[] begun = {false};
        texts.each(text -> {
            if (!begun[0]) {
                out.println();
                out.println(sentences.say(key));
                begun[0] = true;
            }
            out.println(text);
        });
    }

    private String remark(Remark remark) {
        return "  "
                + sentences.say(
                        "text.remark", remark.file(), Long.toString(remark.line()), remark.number(), remark.time());
    }

    private void table(String key, List<Line> lines) {
        out.println();
        out.println(sentences.say(key));
        int width = lines.stream().mapToInt(line -> width(line.label())).max().orElse(0);
        for (Line line : lines) {
            Sum sum = line.sum();
            // only slips have weights and amounts to add up
            boolean weighed = sum.grams() > 0 || sum.fen() > 0;
            out.println("  " + line.label() + " ".repeat(width - width(line.label()))
                    + right(Long.toString(sum.rows()), 12)
                    + (weighed ? right(Units.kg(sum.grams()), 18) + right(Units.yuan(sum.fen()), 20) : ""));
        }
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(1, width - text.length())) + text;
    }

    /** Columns on a terminal: a Chinese character takes two. */
    private static int width(String text) {
        return text.codePoints().map(c -> c >= WIDE_FROM ? 2 : 1).sum();
    }
}
