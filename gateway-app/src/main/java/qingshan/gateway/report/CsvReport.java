package qingshan.gateway.report;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import qingshan.gateway.Sentences;

/**
 * The report as a spreadsheet opens it: a byte order mark, CRLF, as many cells in each line, and nothing that a
 * spreadsheet would take for a formula. Blocks with a heading line each, a line of empty cells between them.
 */
final class CsvReport {
    private static final int CELLS = 10;
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private final Report report;
    private final Sentences sentences;
    private final Reason reason;
    private final Writer out;

    private CsvReport(Report report, Sentences sentences, Writer out) {
        this.report = report;
        this.sentences = sentences;
        this.reason = new Reason(sentences.locale());
        this.out = out;
    }

    static void write(Report report, Sentences sentences, Writer out) throws IOException {
        out.write('\uFEFF');
        new CsvReport(report, sentences, out).write();
    }

    private void write() throws IOException {
        Totals totals = report.totals();
        line(List.of(sentences.say("season"), report.season(), sentences.say("run"), report.run()));
        line(List.of());
        heading("csv.outcomes");
        for (Totals.Outcome outcome : totals.outcomes()) {
            String name = outcome.table().title();
            String why =
                    outcome.code().equals(Totals.ACCEPTED) ? sentences.say("accepted") : reason.why(outcome.code());
            line(with(List.of(name, outcome.code(), why), outcome.sum()));
        }
        block("csv.days", totals.days());
        block("csv.scales", totals.scales());
        block("csv.products", totals.products());
        line(List.of());
        heading("csv.not.taken");
        report.notTaken(not -> line(List.of(
                sentences.say("section." + not.section()),
                not.file(),
                not.line() == 0 ? "" : Long.toString(not.line()),
                not.number(),
                not.code().name(),
                reason.why(not.code().name()),
                reason.detail(not.detail()),
                reason.cure(not.code().name()))));
        line(List.of());
        heading("csv.refused");
        report.refused(row -> line(List.of(
                Integer.toString(row.depth()),
                row.file(),
                Long.toString(row.line()),
                row.number(),
                row.code().name(),
                reason.why(row.code().name()),
                row.heading(),
                row.value(),
                reason.grams(row.detail()),
                reason.cure(row.code().name()))));
        line(List.of());
        heading("csv.changed");
        report.changed(this::remark);
        line(List.of());
        heading("csv.late");
        report.late(this::remark);
    }

    private void block(String heading, List<Line> lines) throws IOException {
        line(List.of());
        heading(heading);
        for (Line line : lines) {
            line(with(List.of(line.label()), line.sum()));
        }
    }

    private static List<String> with(List<String> names, Sum sum) {
        List<String> cells = new ArrayList<>(names);
        boolean weighed =
                sum.grams().compareTo(BigDecimal.ZERO) > 0 || sum.fen().compareTo(BigDecimal.ZERO) > 0;
        cells.add(Long.toString(sum.rows()));
        cells.add(weighed ? Units.kg(sum.grams()) : "");
        cells.add(weighed ? Units.yuan(sum.fen()) : "");
        return cells;
    }

    private void heading(String key) throws IOException {
        line(List.of(sentences.say(key).split("\\|", -1)));
    }

    private void remark(Remark remark) throws IOException {
        line(List.of("", remark.file(), Long.toString(remark.line()), remark.number(), remark.time()));
    }

    private void line(List<String> cells) throws IOException {
        List<String> all = new ArrayList<>(cells);
        all.addAll(Collections.nCopies(CELLS - cells.size(), ""));
        for (int i = 0; i < CELLS; i++) {
            out.write(i > 0 ? "," : "");
            out.write(cell(all.get(i)));
        }
        out.write("\r\n");
    }

    /** A cell that stays text: what a spreadsheet would run gets an apostrophe before it. */
    static String cell(String text) {
        boolean runs = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        String safe = runs ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
