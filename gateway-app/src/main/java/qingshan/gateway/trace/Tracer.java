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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.Row.CardRow;
import qingshan.gateway.follower.Row.EntitlementRow;
import qingshan.gateway.follower.Row.HoldRow;
import qingshan.gateway.follower.Row.HoldingRow;
import qingshan.gateway.follower.Row.InspectionItemRow;
import qingshan.gateway.follower.Row.InspectionRow;
import qingshan.gateway.follower.Row.PartRow;
import qingshan.gateway.follower.Row.PartyRow;
import qingshan.gateway.follower.Row.PlotRow;
import qingshan.gateway.follower.Row.ProductRow;
import qingshan.gateway.follower.Row.RecordRow;
import qingshan.gateway.follower.Row.RunRow;
import qingshan.gateway.trace.Trace.Subject;

/** Traces tea over a graph of records, whichever it is. */
public final class Tracer {
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
     * card with that printed number, every packing run of that GTIN.
     */
    public List<Subject> find(String text) {
        List<Subject> exact = new ArrayList<>();
        graph.rows(RecordRow.class, "name", List.of(text)).forEach(r -> exact.add(new Subject(r, null)));
        graph.rows(CardRow.class, "card", List.of(text)).forEach(c -> exact.add(new Subject(null, c.card())));
        if (!exact.isEmpty()) {
            return exact;
        }
        List<Subject> found = new ArrayList<>();
        List<RecordRow> records = new ArrayList<>(graph.rows(RecordRow.class, "number", List.of(text)));
        records.addAll(graph.rows(
                RecordRow.class,
                "name",
                graph.rows(RunRow.class, "gtin", List.of(text)).stream()
                        .map(RunRow::record)
                        .toList()));
        sorted(records).forEach(r -> found.add(new Subject(r, null)));
        graph.rows(CardRow.class, "card", names.cards(text)).forEach(c -> found.add(new Subject(null, c.card())));
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
        Walk walkBack = new Walk(records, keptBack, inOrder(back));
        Walk walkForward = new Walk(records, keptBack, inOrder(forward));
        List<Trace.Grower> growers = growers(roots, back, records, walkBack);
        List<Trace.Plot> plots = plots(growers, records);
        List<Trace.Held> held = held(rootNames, forward, records);
        return new Trace(
                subject,
                walkBack.back(roots),
                walkForward.forward(roots),
                growers,
                plots,
                packs(rootNames, forward, records, keptBack),
                held,
                inspections(records.keySet()),
                kept(holds),
                numbers(records.values(), plots, subject));
    }

    /** A card is looked at through all that it harvested or received. */
    private List<RecordRow> roots(Subject subject) {
        if (subject.record() != null) {
            return List.of(subject.record());
        }
        List<String> card = List.of(subject.id());
        Map<String, RecordRow> roots = new LinkedHashMap<>();
        for (RecordRow record : graph.rows(RecordRow.class, "buyer", card)) {
            roots.put(record.name(), record);
        }
        for (RecordRow record : graph.rows(RecordRow.class, "maker", card)) {
            if (harvest(record)) {
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

    private List<Trace.Grower> growers(
            List<RecordRow> roots, List<PartRow> back, Map<String, RecordRow> records, Walk walk) {
        Set<String> rootNames = names(roots);
        Map<String, Long> grams = new TreeMap<>();
        roots.stream().filter(Tracer::harvest).forEach(root -> grams.put(root.name(), root.grams()));
        for (PartRow part : back) {
            RecordRow lot = records.get(part.lot());
            // what a slip handed on is counted where it arrived
            boolean arrived = rootNames.contains(part.record())
                    || !need(records, part.record()).kind().equals("slip");
            if (lot != null && harvest(lot) && arrived) {
                grams.merge(lot.name(), part.grams(), Math::addExact);
            }
        }
        Map<String, Double> shares =
                roots.size() == 1 ? walk.shares(roots.getFirst().name()) : Map.of();
        Map<String, List<RecordRow>> byCard = new TreeMap<>();
        for (String harvest : grams.keySet()) {
            RecordRow record = need(records, harvest);
            byCard.computeIfAbsent(String.valueOf(record.maker()), card -> new ArrayList<>())
                    .add(record);
        }
        Map<String, String> villages = villages(byCard.keySet());
        List<Trace.Grower> growers = new ArrayList<>();
        byCard.forEach((card, harvests) -> {
            List<RecordRow> inTime = sorted(harvests);
            double share = harvests.stream()
                    .mapToDouble(harvest -> shares.getOrDefault(harvest.name(), 0.0))
                    .sum();
            growers.add(new Trace.Grower(
                    card,
                    villages.get(card),
                    harvests.size(),
                    harvests.stream()
                            .mapToLong(harvest -> grams.getOrDefault(harvest.name(), 0L))
                            .sum(),
                    shares.isEmpty() ? null : (int) Math.round(share * 10_000),
                    inTime.getFirst(),
                    inTime.getLast()));
        });
        growers.sort(Comparator.comparingLong(Trace.Grower::grams).reversed().thenComparing(Trace.Grower::card));
        return growers;
    }

    /** By card. */
    private Map<String, String> villages(Collection<String> cards) {
        List<CardRow> rows = graph.rows(CardRow.class, "card", cards);
        Map<String, PartyRow> parties = index(
                graph.rows(
                        PartyRow.class,
                        "party",
                        rows.stream().map(CardRow::party).toList()),
                PartyRow::party);
        Map<String, String> villages = new TreeMap<>();
        for (CardRow card : rows) {
            PartyRow party = parties.get(card.party());
            if (party != null && party.village() != null) {
                villages.put(card.card(), party.village());
            }
        }
        return villages;
    }

    private List<Trace.Plot> plots(List<Trace.Grower> growers, Map<String, RecordRow> records) {
        Set<String> seasons = records.values().stream()
                .map(record -> String.valueOf(record.season()))
                .collect(Collectors.toSet());
        List<String> cards = growers.stream().map(Trace.Grower::card).toList();
        List<EntitlementRow> entitlements = graph.rows(EntitlementRow.class, "card", cards).stream()
                .filter(entitlement -> seasons.contains(entitlement.season()))
                .sorted(Comparator.comparing(EntitlementRow::card).thenComparing(EntitlementRow::season))
                .toList();
        Map<String, PlotRow> rows = index(
                graph.rows(
                        PlotRow.class,
                        "plot",
                        entitlements.stream()
                                .flatMap(entitlement -> entitlement.plots().stream())
                                .toList()),
                PlotRow::plot);
        List<Trace.Plot> plots = new ArrayList<>();
        for (EntitlementRow entitlement : entitlements) {
            for (String plot : entitlement.plots()) {
                PlotRow row = need(rows, plot);
                plots.add(new Trace.Plot(
                        row, entitlement.card(), Standing.ofBasis(row.basis()), Standing.ofBasis(entitlement.basis())));
            }
        }
        return plots;
    }

    private List<Trace.Packs> packs(
            Set<String> roots, List<PartRow> forward, Map<String, RecordRow> records, Map<String, String> keptBack) {
        Set<String> reached = new LinkedHashSet<>(roots);
        forward.forEach(part -> reached.add(part.record()));
        reached.removeIf(name -> !need(records, name).kind().equals("packing"));
        List<RunRow> runs = graph.rows(RunRow.class, "record", reached);
        Map<String, ProductRow> products = index(
                graph.rows(
                        ProductRow.class,
                        "gtin",
                        runs.stream().map(RunRow::gtin).toList()),
                ProductRow::gtin);
        return runs.stream()
                .map(run -> {
                    RecordRow record = need(records, run.record());
                    return new Trace.Packs(
                            record, run, products.get(run.gtin()), Standing.of(record), keptBack.get(run.record()));
                })
                .sorted(Comparator.comparing(Trace.Packs::record, BY_TIME))
                .toList();
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

    private List<Trace.Numbered> numbers(Collection<RecordRow> records, List<Trace.Plot> plots, Subject subject) {
        Set<String> ids = new HashSet<>();
        for (RecordRow record : records) {
            add(ids, record.seller());
            add(ids, record.buyer());
            add(ids, record.maker());
        }
        plots.forEach(plot -> ids.add(plot.plot().plot()));
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

    private static final Comparator<RecordRow> BY_TIME =
            Comparator.comparing(RecordRow::occurredAt).thenComparing(RecordRow::name);

    private static List<RecordRow> sorted(Collection<RecordRow> records) {
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

    private static boolean harvest(RecordRow record) {
        return record.kind().equals("harvest") || (record.kind().equals("slip") && record.maker() != null);
    }

    private static <T> Map<String, T> index(List<T> rows, Function<T, String> key) {
        Map<String, T> byKey = new TreeMap<>();
        rows.forEach(row -> byKey.put(key.apply(row), row));
        return byKey;
    }

    private static <T> T need(Map<String, T> rows, String key) {
        T row = rows.get(key);
        if (row == null) {
            throw new IllegalStateException("the rows do not fit together: no " + key);
        }
        return row;
    }
}
