package qingshan.gateway.scan;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.Row.LotRow;
import qingshan.gateway.follower.Row.MarketRow;
import qingshan.gateway.follower.Row.RecordRow;
import qingshan.gateway.follower.Row.StretchRow;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.label.LotCode;
import qingshan.gateway.trace.Names;
import qingshan.gateway.trace.RecordGraph;
import qingshan.gateway.trace.SqlGraph;
import qingshan.gateway.trace.Standing;
import qingshan.gateway.trace.Trace;
import qingshan.gateway.trace.Tracer;
import qingshan.gateway.web.Show;
import qingshan.rules.value.RecordName;

/** Tells the story of a packing run: its trace, and of names and places what everybody may know. */
@Singleton
final class Stories {
    private final Keeper keeper;
    private final Db db;

    Stories(Keeper keeper, Db db) {
        this.keeper = keeper;
        this.db = db;
    }

    /** The story of a run, or null if the ledger has no such run. */
    @Nullable
    Story of(RecordName run) {
        try (RecordGraph graph = SqlGraph.open(keeper.source())) {
            List<Trace.Subject> found = new Tracer(graph, Names.NONE).find(run.value());
            if (found.isEmpty() || !found.getFirst().kind().equals("packing")) {
                return null;
            }
            return new Telling(graph, new Tracer(graph, Names.NONE).trace(found.getFirst()), run).story();
        }
    }

    private static LocalDate day(RecordRow record) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(record.occurredAt().epochMilli()), Show.ZONE);
    }

    private static Story.@Nullable Span span(Collection<RecordRow> records) {
        List<LocalDate> days = records.stream().map(Stories::day).sorted().toList();
        return days.isEmpty() ? null : new Story.Span(days.getFirst(), days.getLast());
    }

    /** One run's. */
    private final class Telling {
        private final RecordGraph graph;
        private final Trace trace;
        private final RecordName run;
        private final Trace.Packs packs;
        private final Known known;
        /** Everything on the way back, once each. */
        private final Map<String, Trace.Branch> way = new LinkedHashMap<>();
        /** Grams of slips that went into a batch or into packs. */
        private final Map<String, Long> arrived = new HashMap<>();

        Telling(RecordGraph graph, Trace trace, RecordName run) {
            this.graph = graph;
            this.trace = trace;
            this.run = run;
            this.packs = trace.packs().getFirst();
            trace.back().forEach(this::walk);
            Set<String> cards = new HashSet<>();
            way.values()
                    .forEach(branch -> Stream.of(
                                    branch.record().seller(),
                                    branch.record().buyer(),
                                    branch.record().maker())
                            .filter(Objects::nonNull)
                            .forEach(cards::add));
            if (packs.product() != null) {
                cards.add(packs.product().maker());
            }
            List<String> laboratories = trace.inspections().stream()
                    .map(t -> t.inspection().laboratory())
                    .toList();
            this.known = new Known(graph, db, cards, laboratories, Instant.now());
        }

        private void walk(Trace.Branch branch) {
            way.putIfAbsent(branch.record().name(), branch);
            for (Trace.Branch below : branch.branches()) {
                if (isSlip(below.record()) && !isSlip(branch.record())) {
                    arrived.merge(below.record().name(), below.grams(), Math::addExact);
                }
                walk(below);
            }
        }

        Story story() {
            List<RecordRow> slips = records("slip");
            List<RecordRow> harvests = harvests();
            List<Story.Village> villages = villages();
            Trace.Kept kept = kept();
            String maker = packs.record().maker();
            return new Story(
                    run,
                    packs.run().gtin(),
                    LotCode.of(run),
                    packs.product(),
                    known.card(maker),
                    grade(),
                    packs.run().packGrams(),
                    villages,
                    villages.stream().mapToInt(Story.Village::households).sum(),
                    trace.openings(),
                    span(harvests),
                    trace.openings().isEmpty()
                            && Qingming.allBefore(Stream.concat(harvests.stream(), slips.stream())
                                    .map(Stories::day)
                                    .toList()),
                    standings(harvests),
                    List.of(picked(harvests, villages), sold(slips), made(), packed(), dispatched()),
                    sketch(villages),
                    tests(),
                    passed(),
                    kept == null ? null : kept.hold(),
                    kept == null ? null : kept.standing(),
                    (int) trace.disputes().stream()
                            .filter(dispute -> dispute.outcome() == null
                                    || dispute.outcome().equals("upheld"))
                            .count(),
                    packs.issued(),
                    packs.stretches(),
                    packs.record().block(),
                    transaction(packs.record()),
                    known.until());
        }

        private Trace.@Nullable Kept kept() {
            return trace.holds().stream()
                    .filter(kept -> kept.hold().until() == null && kept.lots().contains(run.value()))
                    .min(Comparator.comparingInt(
                                    (Trace.Kept kept) -> kept.hold().kind().equals("recall") ? 0 : 1)
                            .thenComparing(kept -> kept.hold().since()))
                    .orElse(null);
        }

        private List<RecordRow> records(String kind) {
            return way.values().stream()
                    .map(Trace.Branch::record)
                    .filter(record -> record.kind().equals(kind))
                    .toList();
        }

        private List<RecordRow> harvests() {
            return way.values().stream()
                    .map(Trace.Branch::record)
                    .filter(record -> record.kind().equals("harvest") || (isSlip(record) && record.maker() != null))
                    .toList();
        }

        private List<Standing> standings(Collection<RecordRow> records) {
            return records.stream()
                    .map(record ->
                            Objects.requireNonNull(way.get(record.name())).standing())
                    .distinct()
                    .sorted(Comparator.comparing(Standing::word).thenComparing(Standing::adopted))
                    .toList();
        }

        private @Nullable String grade() {
            List<LotRow> lots =
                    graph.rows(LotRow.class, "lot", List.of(packs.run().lot()));
            return lots.isEmpty() ? packs.record().grade() : lots.getFirst().grade();
        }

        private List<Story.Village> villages() {
            Map<String, List<Trace.Grower>> households = trace.growers().stream()
                    .collect(Collectors.groupingBy(
                            grower -> known.holder(grower.card()), LinkedHashMap::new, Collectors.toList()));
            return Villages.of(households.values().stream()
                    .map(cards -> new Villages.Grower(
                            cards.getFirst().village(),
                            cards.stream()
                                    .map(Trace.Grower::share)
                                    .mapToInt(share -> share == null ? 0 : share)
                                    .sum(),
                            known.card(cards.getFirst().card())))
                    .toList());
        }

        private Story.Step picked(List<RecordRow> harvests, List<Story.Village> villages) {
            return new Story.Step(
                    Story.Kind.PICKED,
                    span(harvests),
                    villages.stream()
                            .flatMap(village -> village.names().stream())
                            .toList(),
                    trace.growers().stream().mapToLong(Trace.Grower::grams).sum(),
                    villages.stream().mapToInt(Story.Village::households).sum(),
                    villages.stream()
                            .flatMap(village -> village.named().stream())
                            .toList(),
                    standings(harvests));
        }

        private Story.Step sold(List<RecordRow> slips) {
            Set<String> markets = slips.stream()
                    .map(RecordRow::market)
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .collect(Collectors.toSet());
            return new Story.Step(
                    Story.Kind.SOLD,
                    span(slips),
                    graph.rows(MarketRow.class, "market", markets).stream()
                            .map(MarketRow::name)
                            .sorted()
                            .toList(),
                    arrived.values().stream().mapToLong(grams -> grams).sum(),
                    slips.size(),
                    known.cards(buyers(slips)),
                    standings(slips));
        }

        private static List<String> buyers(List<RecordRow> slips) {
            return slips.stream()
                    .map(RecordRow::buyer)
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .distinct()
                    .toList();
        }

        private Story.Step made() {
            List<RecordRow> batches = new ArrayList<>(records("processing"));
            batches.addAll(records("blending"));
            return at(Story.Kind.MADE, batches, batches.size());
        }

        private Story.Step packed() {
            return at(Story.Kind.PACKED, List.of(packs.record()), packs.run().packs());
        }

        private Story.Step dispatched() {
            List<String> dispatches = packs.stretches().stream()
                    .filter(stretch -> stretch.fate().equals("dispatched"))
                    .map(StretchRow::record)
                    .distinct()
                    .toList();
            List<Standing> standings = graph.rows(RecordRow.class, "name", dispatches).stream()
                    .map(record -> record.witness().equals("market")
                            ? Standing.Word.RECORDED_BY_THE_MARKET
                            : Standing.Word.SELF_DECLARED)
                    .distinct()
                    .sorted()
                    .map(word -> new Standing(word, false))
                    .toList();
            return new Story.Step(Story.Kind.DISPATCHED, null, List.of(), 0, 0, List.of(), standings);
        }

        /** What is made where its maker is at home. */
        private Story.Step at(Story.Kind kind, List<RecordRow> records, long count) {
            List<String> makers = records.stream()
                    .map(RecordRow::maker)
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .distinct()
                    .toList();
            return new Story.Step(
                    kind,
                    span(records),
                    makers.stream()
                            .filter(maker -> known.card(maker) != null)
                            .map(known::village)
                            .filter(Objects::nonNull)
                            .map(Objects::requireNonNull)
                            .distinct()
                            .toList(),
                    records.stream().mapToLong(RecordRow::grams).sum(),
                    count,
                    known.cards(makers),
                    standings(records));
        }

        private List<Story.Tested> tests() {
            return trace.inspections().reversed().stream()
                    .map(tested -> new Story.Tested(
                            tested,
                            known.party(tested.inspection().laboratory()),
                            product(tested.inspection().lot())))
                    .toList();
        }

        private @Nullable String product(String lot) {
            Trace.Branch branch = way.get(lot);
            return branch == null ? null : branch.record().product();
        }

        private @Nullable Boolean passed() {
            Map<List<String>, String> newest = new HashMap<>();
            trace.inspections()
                    .forEach(tested -> newest.put(
                            List.of(
                                    tested.inspection().lot(),
                                    tested.inspection().kind()),
                            tested.inspection().verdict()));
            return newest.isEmpty() ? null : newest.values().stream().allMatch("passed"::equals);
        }

        /** Villages lie where their plots are, and a factory, which has none, where those of its village are. */
        private @Nullable Sketch sketch(List<Story.Village> villages) {
            Map<String, Integer> shares = new HashMap<>();
            villages.forEach(village -> {
                if (village.name() != null && village.share() != null) {
                    shares.put(village.name(), village.share());
                }
            });
            String maker = known.card(packs.record().maker());
            String home = maker == null ? null : known.village(packs.record().maker());
            Set<String> asked = new HashSet<>(shares.keySet());
            if (home != null) {
                asked.add(home);
            }
            List<Sketch.Place> places = db.list(
                    """
                    SELECT p.village, avg(o.longitude::float8), avg(o.latitude::float8)
                    FROM read.plot p JOIN own.plot o ON o.id = p.plot
                    WHERE p.village = ANY (?) GROUP BY p.village HAVING count(DISTINCT p.party) >= ?""",
                    row -> new Sketch.Place(
                            row.getString(1),
                            row.getDouble(2),
                            row.getDouble(3),
                            shares.getOrDefault(row.getString(1), 0)),
                    asked.toArray(String[]::new),
                    Villages.HOUSEHOLDS_MIN);
            return Sketch.of(
                    places.stream()
                            .filter(place -> shares.containsKey(place.name()))
                            .toList(),
                    places.stream()
                            .filter(place -> place.name().equals(home))
                            .findFirst()
                            .orElse(null));
        }

        private String transaction(RecordRow record) {
            return db.one(
                            "SELECT tx_id FROM read.transaction WHERE block = ? AND tx = ?",
                            row -> row.getString(1),
                            record.block(),
                            record.tx())
                    .orElseThrow();
        }
    }

    private static boolean isSlip(RecordRow record) {
        return record.kind().equals("slip");
    }
}
