package qingshan.gateway.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.Row.CardRow;
import qingshan.gateway.follower.Row.DisputeRow;
import qingshan.gateway.follower.Row.HoldRow;
import qingshan.gateway.follower.Row.HoldingRow;
import qingshan.gateway.follower.Row.InspectionItemRow;
import qingshan.gateway.follower.Row.InspectionRow;
import qingshan.gateway.follower.Row.PartRow;
import qingshan.gateway.follower.Row.RecordRow;
import qingshan.gateway.follower.Row.RunRow;
import qingshan.gateway.trace.Trace.Subject;
import qingshan.rules.pack.Gtin;

/** Traces tea over a graph of records, whichever it is. */
public final class Tracer {
    /** What has serials, and an index of one. */
    private static final Pattern PACK = Pattern.compile("(.+)#([1-9][0-9]{0,15})");

    private final RecordGraph graph;
    private final Names names;

    /**
     * A tracer.
     *
     * @param graph of records
     * @param names printed numbers, if there are any
     */
    public Tracer(RecordGraph graph, Names names) {
        this.graph = graph;
        this.names = names;
    }

    /**
     * What a text may mean: the record of that name or the card of that id; else every record with that number, every
     * card with that printed number, every packing run of that GTIN, in whichever of its forms; else, where it ends in {@code #} and the index of a
     * serial, a pack of what the text before it may mean; else the pack whose label has this code or serial.
     */
    public List<Subject> find(String text) {
        List<Subject> exact = new ArrayList<>();
        graph.rows(RecordRow.class, "name", List.of(text)).forEach(r -> exact.add(Subject.of(r)));
        graph.rows(CardRow.class, "card", List.of(text)).forEach(c -> exact.add(Subject.of(c)));
        if (!exact.isEmpty()) {
            return exact;
        }
        List<Subject> numbered = numbered(text);
        Matcher pack = PACK.matcher(text);
        if (!numbered.isEmpty()) {
            return numbered;
        }
        if (!pack.matches()) {
            return names.pack(text).map(this::find).orElse(List.of());
        }
        long serial = Long.parseLong(pack.group(2));
        return find(pack.group(1)).stream()
                .filter(subject -> subject.kind().equals("packing"))
                .map(subject -> subject.pack(serial))
                .toList();
    }

    private List<Subject> numbered(String text) {
        List<Subject> found = new ArrayList<>();
        List<RecordRow> records = new ArrayList<>(graph.rows(RecordRow.class, "number", List.of(text)));
        records.addAll(graph.rows(
                RecordRow.class,
                "name",
                graph.rows(RunRow.class, "gtin", List.of(Gtin.shortest(text))).stream()
                        .map(RunRow::record)
                        .toList()));
        sorted(records).forEach(r -> found.add(Subject.of(r)));
        graph.rows(CardRow.class, "card", names.cards(text)).forEach(c -> found.add(Subject.of(c)));
        return found;
    }

    /** Traces one thing back and forward. */
    public Trace trace(Subject subject) {
        List<RecordRow> roots = roots(subject);
        Set<String> rootNames = names(roots);
        List<PartRow> back = graph.back(rootNames);
        List<PartRow> forward = graph.forward(rootNames);
        Map<String, RecordRow> records = records(roots, back, forward);
        List<HoldRow> holds = graph.rows(HoldRow.class, "lot", records.keySet());
        Map<String, String> keptBack = new TreeMap<>();
        for (HoldRow hold : holds) {
            if (hold.until() == null) {
                // a recall outweighs a freeze
                keptBack.merge(hold.lot(), hold.kind(), (a, b) -> a.equals("recall") ? a : b);
            }
        }
        List<DisputeRow> disputes = graph.rows(DisputeRow.class, "slip", records.keySet()).stream()
                .sorted(Comparator.comparing(DisputeRow::since).thenComparing(DisputeRow::slip))
                .toList();
        Marks marks = new Marks(keptBack, disputes);
        Walk walkBack = new Walk(records, marks, inOrder(back));
        Walk walkForward = new Walk(records, marks, inOrder(forward));
        Sources sources = new Sources(graph, roots, back, records, walkBack);
        List<Trace.Grower> growers = sources.growers();
        List<Trace.Plot> plots = sources.plots(growers);
        Set<String> reached = new LinkedHashSet<>(rootNames);
        forward.forEach(part -> reached.add(part.record()));
        List<Trace.Packs> packs = new Packed(graph, records, keptBack).of(reached);
        List<CardRow> lost = lost(records.values(), subject);
        List<Trace.Held> held = held(rootNames, forward, records);
        return new Trace(
                subject,
                walkBack.back(roots),
                walkForward.forward(roots),
                growers,
                sources.openings(),
                plots,
                packs,
                Packed.pack(subject, packs),
                held,
                inspections(records.keySet()),
                kept(holds),
                disputes,
                lost,
                numbers(records.values(), plots, lost, subject));
    }

    /** A card is looked at through all that its account harvested, received, or had from before the ledger. */
    private List<RecordRow> roots(Subject subject) {
        if (subject.record() != null) {
            return List.of(subject.record());
        }
        List<String> card = List.of(String.valueOf(subject.account()));
        Map<String, RecordRow> roots = new LinkedHashMap<>();
        for (RecordRow record : graph.rows(RecordRow.class, "buyer", card)) {
            roots.put(record.name(), record);
        }
        for (RecordRow record : graph.rows(RecordRow.class, "maker", card)) {
            if (Sources.isSource(record)) {
                roots.put(record.name(), record);
            }
        }
        return sorted(roots.values().stream()
                .filter(record -> record.reversedBy() == null)
                .toList());
    }

    private static Set<String> names(Collection<RecordRow> records) {
        return records.stream().map(RecordRow::name).collect(Collectors.toSet());
    }

    private Map<String, RecordRow> records(List<RecordRow> roots, List<PartRow> back, List<PartRow> forward) {
        Map<String, RecordRow> records = new LinkedHashMap<>();
        roots.forEach(record -> records.put(record.name(), record));
        Set<String> more = new LinkedHashSet<>();
        back.forEach(part -> more.add(part.fromRecord()));
        forward.forEach(part -> more.add(part.record()));
        more.removeAll(records.keySet());
        graph.rows(RecordRow.class, "name", more).forEach(record -> records.put(record.name(), record));
        return records;
    }

    private List<Trace.Held> held(Set<String> roots, List<PartRow> forward, Map<String, RecordRow> records) {
        Set<List<Object>> outputs = new HashSet<>();
        for (PartRow part : forward) {
            boolean slip = need(records, part.record()).kind().equals("slip");
            outputs.add(List.of(part.record(), slip ? part.ord() : 0));
        }
        Set<String> reached = new LinkedHashSet<>(roots);
        forward.forEach(part -> reached.add(part.record()));
        Map<List<String>, Long> sums = new TreeMap<>(Comparator.comparing(List::toString));
        for (HoldingRow holding : graph.rows(HoldingRow.class, "record", reached)) {
            if (roots.contains(holding.record())
                    || outputs.contains(List.<Object>of(holding.record(), holding.ord()))) {
                sums.merge(
                        List.of(holding.card(), holding.product(), holding.grade()), holding.grams(), Math::addExact);
            }
        }
        List<Trace.Held> held = new ArrayList<>();
        sums.forEach((key, grams) -> held.add(new Trace.Held(key.get(0), key.get(1), key.get(2), grams)));
        return held;
    }

    private List<Trace.Tested> inspections(Collection<String> lots) {
        List<InspectionRow> rows = graph.rows(InspectionRow.class, "lot", lots);
        Map<String, List<InspectionItemRow>> items = graph
                .rows(
                        InspectionItemRow.class,
                        "inspection",
                        rows.stream().map(InspectionRow::inspection).toList())
                .stream()
                .sorted(Comparator.comparingInt(InspectionItemRow::ord))
                .collect(Collectors.groupingBy(InspectionItemRow::inspection));
        return rows.stream()
                .sorted(Comparator.comparing(InspectionRow::occurredAt).thenComparing(InspectionRow::inspection))
                .map(row -> new Trace.Tested(row, items.getOrDefault(row.inspection(), List.of())))
                .toList();
    }

    private static List<Trace.Kept> kept(List<HoldRow> holds) {
        Map<List<Object>, List<HoldRow>> byOrder = new LinkedHashMap<>();
        holds.stream()
                .sorted(Comparator.comparing(HoldRow::since).thenComparing(HoldRow::lot))
                .forEach(hold -> byOrder.computeIfAbsent(
                                List.of(hold.block(), hold.tx(), hold.kind(), hold.inspection()),
                                key -> new ArrayList<>())
                        .add(hold));
        return byOrder.values().stream()
                .map(same -> new Trace.Kept(
                        same.getFirst(),
                        Standing.of(same.getFirst()),
                        same.stream().map(HoldRow::lot).toList()))
                .toList();
    }

    /** The cards of accounts on the way that others stand in the place of. */
    private List<CardRow> lost(Collection<RecordRow> records, Subject subject) {
        return graph.rows(CardRow.class, "account", accounts(records, subject)).stream()
                .filter(card -> card.lostAt() != null)
                .sorted(Comparator.comparing(CardRow::account).thenComparing(CardRow::card))
                .toList();
    }

    private static Set<String> accounts(Collection<RecordRow> records, Subject subject) {
        Set<String> ids = new HashSet<>();
        for (RecordRow record : records) {
            add(ids, record.seller());
            add(ids, record.buyer());
            add(ids, record.maker());
        }
        add(ids, subject.account());
        return ids;
    }

    private List<Trace.Numbered> numbers(
            Collection<RecordRow> records, List<Trace.Plot> plots, List<CardRow> lost, Subject subject) {
        Set<String> ids = accounts(records, subject);
        plots.forEach(plot -> ids.add(plot.plot().plot()));
        lost.forEach(card -> {
            ids.add(card.card());
            add(ids, card.replacedBy());
        });
        add(ids, subject.card());
        List<Trace.Numbered> numbers = new ArrayList<>();
        new TreeMap<>(names.numbers(ids)).forEach((id, number) -> numbers.add(new Trace.Numbered(id, number)));
        return numbers;
    }

    private static void add(Set<String> ids, @Nullable String id) {
        if (id != null) {
            ids.add(id);
        }
    }

    static final Comparator<RecordRow> BY_TIME =
            Comparator.comparing(RecordRow::occurredAt).thenComparing(RecordRow::name);

    static List<RecordRow> sorted(Collection<RecordRow> records) {
        return records.stream().sorted(BY_TIME).toList();
    }

    /** Parts in the order in which they were taken, so that both graphs give the same trees. */
    private static List<PartRow> inOrder(List<PartRow> parts) {
        return parts.stream()
                .sorted(Comparator.comparing(PartRow::fromAt)
                        .thenComparing(PartRow::record)
                        .thenComparingInt(PartRow::ord))
                .toList();
    }

    static <T> Map<String, T> index(List<T> rows, Function<T, String> key) {
        Map<String, T> byKey = new TreeMap<>();
        rows.forEach(row -> byKey.put(key.apply(row), row));
        return byKey;
    }

    static <T> T need(Map<String, T> rows, String key) {
        T row = rows.get(key);
        if (row == null) {
            throw new IllegalStateException("the rows do not fit together: no " + key);
        }
        return row;
    }
}
