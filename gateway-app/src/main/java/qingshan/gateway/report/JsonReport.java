package qingshan.gateway.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import qingshan.gateway.Sentences;

/**
 * The report as JSON: {@code rows}, {@code outcomes}, {@code refused}, {@code grams}, {@code holdings} and {@code
 * pack_sources} in the form of the expected files, and beside them the sums and each refused row.
 */
final class JsonReport {
    /** How outcomes name the tables. */
    private static final Map<String, String> SHORT = Map.of("slips", "slip", "processing", "proc", "packing", "pack");

    private static final String SLIPS = "slips.";

    private final Report report;
    private final Sentences sentences;
    private final JsonGenerator json;
    /** How deep the last refused row stands whose object is still open; -1 when none is. */
    private int depth = -1;

    private JsonReport(Report report, Sentences sentences, JsonGenerator json) {
        this.report = report;
        this.sentences = sentences;
        this.json = json;
    }

    static void write(Report report, Sentences sentences, OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            new JsonReport(report, sentences, json).write();
        }
    }

    private void write() throws IOException {
        List<Line> outcomes = report.outcomes();
        json.writeStartObject();
        json.writeStringField("season", report.season());
        json.writeStringField("run", report.run());
        sums(
                "slips",
                outcomes.stream()
                        .filter(line -> line.label().startsWith(SLIPS))
                        .map(line -> new Line(line.label().substring(SLIPS.length()), line.sum()))
                        .toList());
        sums("by_day", report.byDay());
        sums("by_scale", report.byScale());
        sums("by_product", report.byProduct());
        json.writeObjectFieldStart("rows");
        for (Line line : report.rows()) {
            json.writeNumberField(line.label(), line.sum().rows());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("outcomes");
        for (Line line : outcomes) {
            int dot = line.label().indexOf('.');
            String table = SHORT.get(line.label().substring(0, dot));
            json.writeNumberField(
                    table + line.label().substring(dot), line.sum().rows());
        }
        json.writeEndObject();
        grouped("refused", report::refusedNumbers);
        json.writeObjectFieldStart("grams");
        json.writeNumberField("entitlement_used", report.entitlementUsed());
        json.writeNumberField("leaf_held", report.held("茶青"));
        json.writeNumberField("made_held", report.held("干茶"));
        json.writeEndObject();
        json.writeObjectFieldStart("holdings");
        report.holdings(line -> json.writeNumberField(line.label(), line.sum().grams()));
        json.writeEndObject();
        grouped("pack_sources", report::packSources);
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
            json.writeNumberField("grams", line.sum().grams());
            json.writeNumberField("fen", line.sum().fen());
            json.writeEndObject();
        }
        json.writeEndObject();
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
        json.writeStringField("what_to_do", Reason.cure(sentences, row.code()));
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
