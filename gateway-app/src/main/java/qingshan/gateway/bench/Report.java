package qingshan.gateway.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import qingshan.gateway.Sentences;

/** The one table that a run comes to, for a terminal and for a document. */
final class Report {
    private static final int COLUMNS = 5;

    private final Sentences sentences;
    private final Machine machine;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();

    /** Where in the rows a benchmark's begin, and how they were measured. */
    private record Section(String title, String method, int from) {}

    Report(Sentences sentences, Machine machine) {
        this.sentences = sentences;
        this.machine = machine;
        rows.add(List.of(
                say("column.what"), say("column.value"), say("column.p50"), say("column.p99"), say("column.goal")));
    }

    /** What is added from now on is this benchmark's. */
    void section(Benchmark benchmark) {
        sections.add(new Section(say("section." + benchmark.name()), say("method." + benchmark.name()), rows.size()));
    }

    /** Adds a line and gives it back as the terminal shows it while the run goes on. */
    String add(Figure figure) {
        Figure.Tails tails = figure.tails();
        List<String> row = List.of(
                say(figure.key(), figure.arguments().toArray()),
                value(figure.value(), figure.unit()),
                tails == null ? "" : number(tails.p50ms()),
                tails == null ? "" : number(tails.p99ms()),
                goal(figure));
        rows.add(row);
        return row.get(0) + ": " + row.get(1) + (row.getLast().isEmpty() ? "" : "  (" + row.getLast() + ")");
    }

    /** With columns that line up, also where characters are two cells wide. */
    String text() {
        int[] widths = new int[COLUMNS];
        for (List<String> row : rows) {
            for (int i = 0; i < COLUMNS; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        StringBuilder out = new StringBuilder(4096);
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(128);
            for (int i = 0; i < COLUMNS; i++) {
                String pad = " ".repeat(widths[i] - width(row.get(i)));
                // words to the left, numbers to the right
                line.append(i == 0 || i == COLUMNS - 1 ? row.get(i) + pad : pad + row.get(i))
                        .append("  ");
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        out.append('\n');
        facts().forEach(fact -> out.append(fact).append('\n'));
        sections.forEach(section -> out.append(section.method).append('\n'));
        return out.toString();
    }

    /** A table for each benchmark, its method below. */
    String markdown() {
        StringBuilder out = new StringBuilder(4096);
        out.append("# ").append(say("title")).append("\n\n");
        facts().forEach(fact -> out.append("- ").append(fact).append('\n'));
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            int to = i + 1 < sections.size() ? sections.get(i + 1).from : rows.size();
            out.append("\n## ").append(section.title).append("\n\n");
            line(out, rows.getFirst());
            out.append("|---|---:|---:|---:|---|\n");
            rows.subList(section.from, to).forEach(row -> line(out, row));
            out.append('\n').append(section.method).append('\n');
        }
        return out.toString();
    }

    private List<String> facts() {
        return List.of(
                say(
                        "machine",
                        machine.processor(),
                        machine.cores(),
                        machine.memoryMib(),
                        machine.system(),
                        machine.disk()),
                say("software", machine.java(), machine.postgres()),
                say("when", machine.began(), machine.loadBefore(), machine.loadAfter()));
    }

    private static void line(StringBuilder out, List<String> row) {
        out.append("| ").append(String.join(" | ", row)).append(" |\n");
    }

    private String goal(Figure figure) {
        Figure.Goal goal = figure.goal();
        if (goal == null) {
            return "";
        }
        String bound = value(goal.bound(), figure.unit());
        return (goal.atLeast() ? "≥ " : "≤ ") + bound + " "
                + say(goal.met(figure.value()) ? "goal.met" : "goal.missed");
    }

    private String value(double value, Figure.Unit unit) {
        return say("unit." + unit.name().toLowerCase(Locale.ROOT), number(value));
    }

    private String number(double value) {
        int decimals = value >= 100 || value == Math.rint(value) ? 0 : value >= 10 ? 1 : 2;
        return String.format(sentences.locale(), "%,." + decimals + "f", value);
    }

    private String say(String key, Object... arguments) {
        return sentences.say(key, arguments);
    }

    private static int width(String text) {
        return text.codePoints().map(c -> wide(c) ? 2 : 1).sum();
    }

    private static boolean wide(int c) {
        boolean punctuation = c >= 0x3000 && c < 0x3040;
        boolean fullWidth = c >= 0xFF00 && c < 0xFF61;
        return punctuation || fullWidth || Character.isIdeographic(c);
    }
}
