package qingshan.gateway.trace;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Sentences;
import qingshan.gateway.follower.Row.CardRow;
import qingshan.gateway.follower.Row.ChunkRow;
import qingshan.gateway.follower.Row.DisputeRow;
import qingshan.gateway.follower.Row.RecordRow;
import qingshan.gateway.follower.Row.StretchRow;
import qingshan.gateway.trace.Trace.Branch;
import qingshan.rules.json.Records;
import qingshan.rules.value.LedgerTime;

/** A trace as a terminal shows it: tables, then two trees. */
public final class TraceText {
    /** Branches of one record that a tree shows unless all are asked for. */
    private static final int BRANCHES_MAX = 20;
    /** The county's clock. */
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.ofHours(8));

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.ofHours(8));

    private final Trace trace;
    private final Sentences texts;
    private final boolean full;
    private final PrintWriter out;
    private final Map<String, String> numbers = new HashMap<>();

    private TraceText(Trace trace, Locale locale, boolean full, PrintWriter out) {
        this.trace = trace;
        this.texts = Sentences.of(TraceText.class, "Trace", locale);
        this.full = full;
        this.out = out;
        trace.numbers().forEach(known -> numbers.put(known.id(), known.number()));
    }

    /**
     * Writes a trace.
     *
     * @param locale the reader's language
     * @param full whether trees show every branch
     */
    public static void write(Trace trace, Locale locale, boolean full, PrintWriter out) {
        new TraceText(trace, locale, full, out).write();
        out.flush();
    }

    /** One line for a thing that was perhaps meant. */
    public static String candidate(Trace.Subject subject, Locale locale) {
        Sentences texts = Sentences.of(TraceText.class, "Trace", locale);
        RecordRow record = subject.record();
        String when = record == null ? "" : " · " + time(record.occurredAt(), MINUTE);
        return "  " + texts.say("kind." + subject.kind()) + when + " · " + subject.id();
    }

    private void write() {
        RecordRow record = trace.subject().record();
        out.println(
                record == null ? texts.say("title.card", who(trace.subject().id())) : texts.say("title", line(record)));
        if (record != null && record.number() != null) {
            out.println("  " + record.name());
        }
        pack();
        lost();
        kept();
        disputes();
        tests();
        growers();
        openings();
        plots();
        packs();
        held();
        out.println();
        out.println(texts.say("back"));
        tree(trace.back(), "", true);
        out.println(texts.say("accounts"));
        out.println();
        out.println(texts.say("forward"));
        tree(trace.forward(), "", true);
    }

    private void pack() {
        Trace.Pack pack = trace.pack();
        if (pack != null) {
            String said = texts.say("pack." + Records.kebab(pack.fate()), Long.toString(pack.serial()));
            String when =
                    pack.stretch() == null ? "" : " · " + time(pack.stretch().occurredAt(), MINUTE);
            out.println("  " + said + when);
        }
    }

    private void lost() {
        for (CardRow card : trace.lost()) {
            if (card.lostAt() != null) {
                out.println("  "
                        + texts.say("lost", who(card.card()), time(card.lostAt(), MINUTE), who(card.replacedBy())));
            }
        }
    }

    private void disputes() {
        if (!trace.disputes().isEmpty()) {
            title("disputes");
            for (DisputeRow dispute : trace.disputes()) {
                String outcome = dispute.outcome() == null ? "open" : dispute.outcome();
                String settlement = dispute.settlement() == null ? "" : " · " + dispute.settlement();
                out.println("  " + texts.say("dispute." + outcome) + settlement + " · "
                        + time(dispute.since(), MINUTE) + " · " + who(dispute.card()) + " · " + dispute.reason()
                        + " · " + dispute.slip());
            }
        }
    }

    private void openings() {
        if (!trace.openings().isEmpty()) {
            title("openings");
            Columns table = new Columns(out, 2, 3);
            for (Trace.Opening opening : trace.openings()) {
                RecordRow record = opening.record();
                table.row(
                        who(record.maker()),
                        record.reason() == null ? "" : record.reason(),
                        kg(opening.grams()),
                        percent(opening.share()),
                        time(record.occurredAt(), DAY),
                        standing(opening.standing()));
            }
            table.print();
        }
    }

    private static String percent(@Nullable Integer share) {
        return share == null ? "" : BigDecimal.valueOf(share, 2).setScale(1, java.math.RoundingMode.HALF_UP) + " %";
    }

    private void kept() {
        if (!trace.holds().isEmpty()) {
            title("holds");
            for (Trace.Kept kept : trace.holds()) {
                LedgerTime until = kept.hold().until();
                String when = time(kept.hold().since(), MINUTE) + (until == null ? "" : " – " + time(until, MINUTE));
                String advice =
                        kept.hold().advice() == null ? "" : " " + kept.hold().advice();
                out.println("  " + texts.say("hold." + kept.hold().kind() + (until == null ? "" : ".lifted")) + " · "
                        + when + " · " + kept.hold().reason() + advice + " · "
                        + texts.say("hold.lots", kept.lots().size(), kept.hold().subject()) + " · "
                        + standing(kept.standing()));
            }
        }
    }

    private void tests() {
        title("tests");
        if (trace.inspections().isEmpty()) {
            out.println("  " + texts.say("tests.none"));
        }
        for (Trace.Tested tested : trace.inspections()) {
            out.println("  " + tested.inspection().kind() + " · "
                    + time(tested.inspection().occurredAt(), DAY) + " · "
                    + texts.say("verdict." + tested.inspection().verdict()) + " · "
                    + tested.inspection().lot() + " · "
                    + standing(Standing.tested()));
            Columns items = new Columns(out);
            tested.items()
                    .forEach(item -> items.row(
                            "  " + item.name(), item.method(), item.limit(), item.result(), item.passed() ? "✓" : "✗"));
            items.print();
        }
    }

    private void growers() {
        title("growers");
        Columns table = new Columns(out, 3, 4);
        for (Trace.Grower grower : trace.growers()) {
            String first = time(grower.first().occurredAt(), DAY);
            String last = time(grower.last().occurredAt(), DAY);
            table.row(
                    who(grower.card()),
                    grower.village() == null ? "" : grower.village(),
                    texts.say("growers.lots", grower.lots()),
                    kg(grower.grams()),
                    percent(grower.share()),
                    first.equals(last) ? first : first + " – " + last);
        }
        table.printOr(texts.say("growers.none"));
    }

    private void plots() {
        title("plots");
        Columns table = new Columns(out, 4);
        for (Trace.Plot plot : trace.plots()) {
            table.row(
                    who(plot.plot().plot()),
                    who(plot.card()),
                    plot.plot().village() == null ? "" : plot.plot().village(),
                    plot.plot().cultivar() == null ? "" : plot.plot().cultivar(),
                    texts.say("mu", BigDecimal.valueOf(plot.plot().area(), 3).toPlainString()),
                    standing(plot.standing()));
        }
        table.printOr(texts.say("plots.none"));
    }

    private void packs() {
        title("packs");
        Columns table = new Columns(out, 2);
        for (Trace.Packs packs : trace.packs()) {
            String name = packs.product() == null ? null : packs.product().name();
            table.row(
                    label(packs.record()),
                    packs.run().gtin() + " " + (name == null ? texts.say("packs.unregistered") : name),
                    texts.say("packs.count", packs.run().packs(), packs.run().packGrams()),
                    time(packs.record().occurredAt(), DAY),
                    who(packs.record().maker()),
                    standing(packs.standing()) + keptBack(packs.held()));
        }
        table.printOr(texts.say("packs.none"));
        trace.packs().stream().filter(packs -> !packs.chunks().isEmpty()).forEach(this::serials);
    }

    private void serials(Trace.Packs packs) {
        out.println("  " + label(packs.record()) + " · "
                + texts.say("serials", packs.issued(), packs.of("void"), packs.of("dispatched")));
        if (trace.subject().record() != null
                && packs.record().equals(trace.subject().record())) {
            Columns table = new Columns(out);
            for (ChunkRow chunk : packs.chunks()) {
                table.row(
                        "  " + texts.say("serials.issued"), stretch(chunk.first(), chunk.first() + chunk.count() - 1));
            }
            for (StretchRow stretch : packs.stretches()) {
                table.row(
                        "  " + texts.say("serials." + stretch.fate()),
                        stretch(stretch.first(), stretch.last()) + " · " + time(stretch.occurredAt(), MINUTE));
            }
            table.print();
        }
    }

    private static String stretch(long first, long last) {
        return first == last ? "#" + first : "#" + first + " – #" + last;
    }

    private void held() {
        if (!trace.held().isEmpty()) {
            title("held");
            Columns table = new Columns(out, 2);
            trace.held()
                    .forEach(
                            held -> table.row(who(held.card()), held.product() + " " + held.grade(), kg(held.grams())));
            table.print();
        }
    }

    private void title(String key) {
        out.println();
        out.println(texts.say(key));
    }

    private void tree(List<Branch> branches, String indent, boolean root) {
        List<Branch> shown = full || branches.size() <= BRANCHES_MAX ? branches : branches.subList(0, BRANCHES_MAX);
        for (int i = 0; i < shown.size(); i++) {
            Branch branch = shown.get(i);
            boolean last = i == branches.size() - 1;
            String lead = root ? "  " : indent + (last ? "└─ " : "├─ ");
            out.println(lead + kg(branch.grams()) + "  " + line(branch.record())
                    + keptBack(branch.held())
                    + (branch.disputed() == null ? "" : " · " + texts.say("disputed." + branch.disputed()))
                    + (branch.above() ? " · " + texts.say("above") : ""));
            tree(branch.branches(), root ? "  " : indent + (last ? "   " : "│  "), false);
        }
        if (shown.size() < branches.size()) {
            List<Branch> rest = branches.subList(shown.size(), branches.size());
            long grams = rest.stream().mapToLong(Branch::grams).sum();
            out.println((root ? "  " : indent + "└─ ") + texts.say("more", rest.size(), kg(grams)));
        }
    }

    private String line(RecordRow record) {
        String tea = record.product() == null ? "" : " · " + record.product() + " " + record.grade();
        return texts.say("kind."
                        + (record.kind().equals("slip") && record.maker() != null ? "slip.harvest" : record.kind()))
                + " " + label(record) + " · " + time(record.occurredAt(), MINUTE) + hands(record) + tea + " · "
                + standing(Standing.of(record))
                + (record.recordedLater() ? " · " + texts.say("recorded.later") : "")
                + (record.reversedBy() == null ? "" : " · " + texts.say("reversed"));
    }

    private String hands(RecordRow record) {
        if (record.kind().equals("slip")) {
            String buyer = record.buyer() == null ? texts.say("no.card") : who(record.buyer());
            return " · " + who(record.seller()) + " → " + buyer;
        }
        String one = record.maker() == null ? record.seller() : record.maker();
        return one == null ? "" : " · " + who(one);
    }

    private String keptBack(@Nullable String held) {
        return held == null ? "" : " · " + texts.say("kept." + held);
    }

    private static String label(RecordRow record) {
        return record.number() == null ? record.name() : record.number();
    }

    private String who(@Nullable String id) {
        return id == null ? "" : numbers.getOrDefault(id, id);
    }

    private String standing(Standing standing) {
        String word = texts.say("word." + Records.kebab(standing.word()));
        return standing.adopted() ? texts.say("adopted", word) : word;
    }

    private String kg(long grams) {
        return texts.say("kg", BigDecimal.valueOf(grams, 3).toPlainString());
    }

    private static String time(LedgerTime at, DateTimeFormatter format) {
        return format.format(Instant.ofEpochMilli(at.epochMilli()));
    }

    /** Rows of one width for each column; a Chinese character takes two places. */
    private static final class Columns {
        private static final int WIDE_FROM = 0x1100;

        private final PrintWriter out;
        private final List<Integer> right;
        private final List<String[]> rows = new java.util.ArrayList<>();

        Columns(PrintWriter out, Integer... right) {
            this.out = out;
            this.right = List.of(right);
        }

        void row(String... cells) {
            rows.add(cells);
        }

        void printOr(String nothing) {
            if (rows.isEmpty()) {
                out.println("  " + nothing);
            }
            print();
        }

        void print() {
            for (String[] row : rows) {
                StringBuilder line = new StringBuilder(" ");
                for (int i = 0; i < row.length; i++) {
                    int column = i;
                    int width =
                            rows.stream().mapToInt(r -> width(r[column])).max().orElse(0);
                    String space = " ".repeat(width - width(row[i]));
                    line.append(' ')
                            .append(right.contains(i) ? space + row[i] : row[i] + space)
                            .append(' ');
                }
                out.println(line.toString().stripTrailing());
            }
        }

        private static int width(String text) {
            return text.codePoints()
                    .map(c -> c >= WIDE_FROM && c != '→' && c != '✓' ? 2 : 1)
                    .sum();
        }
    }
}
