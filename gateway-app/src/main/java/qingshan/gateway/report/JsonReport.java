package qingshan.gateway.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import qingshan.gateway.season.SeasonTable;

/**
 * The report as JSON: {@code rows}, {@code outcomes}, {@code refused}, {@code grams}, {@code holdings} and {@code
 * pack_sources} in the form of the expected files, and beside them the sums and each refused row.
 */
final class JsonReport {
    /** How outcomes name the tables. */
    private static final Map<SeasonTable, String> SHORT =
            Map.of(SeasonTable.SLIPS, "slip", SeasonTable.PROCESSING, "proc", SeasonTable.PACKING, "pack");

    private final Report report;
    private final Reason reason;
    private final JsonGenerator json;
    /** How deep the last refused row stands whose object is still open; -1 when none is. */
    private int depth = -1;

    private JsonReport(Report report, Reason reason, JsonGenerator json) {
        this.report = report;
        this.reason = reason;
        this.json = json;
    }

    static void write(Report report, Locale locale, OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            new JsonReport(report, new Reason(locale), json).write();
        }
    }

    private void write() throws IOException {
        Totals totals = report.totals();
        json.writeStartObject();
        json.writeStringField("season", report.season());
        json.writeStringField("run", report.run());
        sums(
                "slips",
                totals.outcomes().stream()
                        .filter(outcome -> outcome.table() == SeasonTable.SLIPS)
                        .map(outcome -> new Line(outcome.code(), outcome.sum()))
                        .toList());
        sums("by_day", totals.days());
        sums("by_scale", totals.scales());
        sums("by_product", totals.products());
        json.writeObjectFieldStart("rows");
        for (Line line : report.rows()) {
            json.writeNumberField(line.label(), line.sum().rows());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("outcomes");
        for (Totals.Outcome outcome : totals.outcomes()) {
            json.writeNumberField(
                    SHORT.get(outcome.table()) + "." + outcome.code(),
                    outcome.sum().rows());
        }
        json.writeEndObject();
        grouped("refused", report::refusedNumbers);
        json.writeObjectFieldStart("grams");
        json.writeNumberField("entitlement_used", report.entitlementUsed());
        json.writeNumberField("leaf_held", report.held(Report.LEAF));
        json.writeNumberField("made_held", report.held(Report.MADE));
        json.writeEndObject();
        json.writeObjectFieldStart("holdings");
        report.holdings(line -> number(line.label(), line.sum().grams()));
        json.writeEndObject();
        grouped("pack_sources", report::packSources);
        json.writeArrayFieldStart("not_taken");
        report.notTaken(this::notTaken);
        json.writeEndArray();
        json.writeNumberField("earlier", report.earlier());
        json.writeArrayFieldStart("changed");
        report.changed(this::remark);
        json.writeEndArray();
        json.writeArrayFieldStart("late");
        report.late(this::remark);
        json.writeEndArray();
        json.writeArrayFieldStart("refused_rows");
        report.refused(this::refused);
        climb(-1);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void sums(String name, List<Line> lines) throws IOException {
        json.writeObjectFieldStart(name);
        for (Line line : lines) {
            json.writeObjectFieldStart(line.label());
            json.writeNumberField("rows", line.sum().rows());
            number("grams", line.sum().grams());
            number("fen", line.sum().fen());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void number(String name, BigDecimal whole) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(whole.toBigIntegerExact());
    }

    private interface Pairs {
        void each(EachPair each) throws IOException;
    }

    /** An object of lists: what has the same first is one list. */
    private void grouped(String name, Pairs pairs) throws IOException {
        json.writeObjectFieldStart(name);
        String[] open = {null};
        pairs.each((first, second) -> {
            if (!first.equals(open[0])) {
                if (open[0] != null) {
                    json.writeEndArray();
                }
                json.writeArrayFieldStart(first);
                open[0] = first;
            }
            json.writeString(second);
        });
        if (open[0] != null) {
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void remark(Remark remark) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", remark.file());
        json.writeNumberField("line", remark.line());
        json.writeStringField("number", remark.number());
        json.writeStringField("time", remark.time());
        json.writeEndObject();
    }

    private void notTaken(NotTaken not) throws IOException {
        json.writeStartObject();
        json.writeStringField("what", not.section().title());
        if (!not.file().isEmpty()) {
            json.writeStringField("file", not.file());
        }
        if (not.line() > 0) {
            json.writeNumberField("line", not.line());
        }
        json.writeStringField("number", not.number());
        json.writeStringField("reason", not.code().name());
        json.writeFieldName("detail");
        json.writeRawValue(not.detail());
        json.writeStringField("what_to_do", reason.cure(not.code().name()));
        json.writeEndObject();
    }

    private void refused(RefusedRow row) throws IOException {
        if (row.depth() == depth + 1) {
            if (depth >= 0) {
                json.writeArrayFieldStart("follows");
            }
        } else {
            climb(row.depth());
        }
        depth = row.depth();
        json.writeStartObject();
        json.writeStringField("file", row.file());
        json.writeNumberField("line", row.line());
        json.writeStringField("number", row.number());
        json.writeStringField("reason", row.code().name());
        json.writeStringField("column", row.heading());
        json.writeStringField("value", row.value());
        json.writeFieldName("detail");
        json.writeRawValue(row.detail());
        json.writeStringField("what_to_do", reason.cure(row.code().name()));
    }

    /** Ends the open rows down to a depth, so that another can begin there; -1 ends all. */
    private void climb(int to) throws IOException {
        for (; depth >= 0 && depth >= to; depth--) {
            json.writeEndObject();
            if (depth > Math.max(to, 0)) {
                json.writeEndArray();
            }
        }
    }
}
