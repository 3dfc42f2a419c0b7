package qingshan.gateway.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import qingshan.gateway.Sentences;

/**
 * The report as a spreadsheet opens it: a byte order mark, CRLF, and nothing that a spreadsheet would take for a formula.
 * Blocks with a heading line each, an empty line between them.
 */
final class CsvReport {
    private final Report report;
    private final Sentences sentences;
    private final Writer out;

    private CsvReport(Report report, Sentences sentences, Writer out) {
        this.report = report;
        this.sentences = sentences;
        this.out = out;
    }

    static void write(Report report, Sentences sentences, Writer out) throws IOException {
        out.write('\uFEFF');
        new CsvReport(report, sentences, out).write();
    }

    private void write() throws IOException {
        block("csv.outcomes", report.outcomes());
        block("csv.days", report.byDay());
        block("csv.scales", report.byScale());
        block("csv.products", report.byProduct());
        heading("csv.refused");
        report.refused(row -> line(
                "> ".repeat(row.depth()).strip(),
                row.file(),
                Long.toString(row.line()),
                row.number(),
                row.code().name(),
                row.heading(),
                row.value(),
                Reason.cure(sentences, row.code())));
        out.write("\r\n");
        heading("csv.changed");
        report.changed(this::remark);
        out.write("\r\n");
        heading("csv.late");
        report.late(this::remark);
    }

    private void block(String heading, List<Line> lines) throws IOException {
        heading(heading);
        for (Line line : lines) {
            Sum sum = line.sum();
            boolean weighed = sum.grams() > 0 || sum.fen() > 0;
            line(
                    line.label(),
                    Long.toString(sum.rows()),
                    weighed ? Units.kg(sum.grams()) : "",
                    weighed ? Units.yuan(sum.fen()) : "");
        }
        out.write("\r\n");
    }

    private void heading(String key) throws IOException {
        line(sentences.say(key).split("\\|", -1));
    }

    private void remark(Remark remark) throws IOException {
        line(remark.file(), Long.toString(remark.line()), remark.number(), remark.time());
    }

    private void line(String... fields) throws IOException {
        for (int i = 0; i < fields.length; i++) {
            out.write(i > 0 ? "," : "");
            out.write(cell(fields[i]));
        }
        out.write("\r\n");
    }

    /** A cell that stays text: what a spreadsheet would run gets an apostrophe before it. */
    static String cell(String text) {
        boolean runs = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        String safe = runs ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
