package qingshan.gateway.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import qingshan.gateway.follower.Row.CardRow;
import qingshan.gateway.follower.Row.EntitlementRow;
import qingshan.gateway.follower.Row.PartRow;
import qingshan.gateway.follower.Row.PartyRow;
import qingshan.gateway.follower.Row.PlotRow;
import qingshan.gateway.follower.Row.RecordRow;

/** What a trace comes down to: growers' harvests with their plots, and opening stock. */
final class Sources {
    private final RecordGraph graph;
    private final Map<String, RecordRow> records;
    /** Grams of each harvest and opening stock that went in, by record. */
    private final Map<String, Long> grams = new TreeMap<>();

    private final Map<String, Double> shares;

    Sources(RecordGraph graph, List<RecordRow> roots, List<PartRow> back, Map<String, RecordRow> records, Walk walk) {
        this.graph = graph;
        this.records = records;
        shares = roots.size() == 1 ? walk.shares(roots.getFirst().name()) : Map.of();
        Collection<String> rootNames = roots.stream().map(RecordRow::name).collect(Collectors.toSet());
        roots.stream().filter(Sources::isSource).forEach(root -> grams.put(root.name(), root.grams()));
        for (PartRow part : back) {
            RecordRow lot = records.get(part.lot());
            // what a slip handed on is counted where it arrived
            boolean arrived = rootNames.contains(part.record())
                    || !Tracer.need(records, part.record()).kind().equals("slip");
            if (lot != null && isSource(lot) && arrived) {
                grams.merge(lot.name(), part.grams(), Math::addExact);
            }
        }
    }

    /** Whether tea begins here: nothing on the ledger went into it. */
    static boolean isSource(RecordRow record) {
        return isHarvest(record) || record.kind().equals("opening-stock");
    }

    private static boolean isHarvest(RecordRow record) {
        return record.kind().equals("harvest") || (record.kind().equals("slip") && record.maker() != null);
    }

    List<Trace.Grower> growers() {
        Map<String, List<RecordRow>> byCard = new TreeMap<>();
        for (RecordRow record : sources()) {
            if (isHarvest(record)) {
                byCard.computeIfAbsent(String.valueOf(record.maker()), card -> new ArrayList<>())
                        .add(record);
            }
        }
        Map<String, String> villages = villages(byCard.keySet());
        List<Trace.Grower> growers = new ArrayList<>();
        byCard.forEach((card, harvests) -> growers.add(new Trace.Grower(
                card,
                villages.get(card),
                harvests.size(),
                harvests.stream().mapToLong(this::gramsOf).sum(),
                shares.isEmpty()
                        ? null
                        : hundredths(
                                harvests.stream().mapToDouble(this::shareOf).sum()),
                harvests.getFirst(),
                harvests.getLast())));
        growers.sort(Comparator.comparingLong(Trace.Grower::grams).reversed().thenComparing(Trace.Grower::card));
        return growers;
    }

    List<Trace.Opening> openings() {
        return sources().stream()
                .filter(record -> !isHarvest(record))
                .map(record -> new Trace.Opening(
                        record,
                        gramsOf(record),
                        shares.isEmpty() ? null : hundredths(shareOf(record)),
                        Standing.of(record)))
                .toList();
    }

    private List<RecordRow> sources() {
        return Tracer.sorted(
                grams.keySet().stream().map(name -> Tracer.need(records, name)).toList());
    }

    private long gramsOf(RecordRow record) {
        return grams.getOrDefault(record.name(), 0L);
    }

    private double shareOf(RecordRow record) {
        return shares.getOrDefault(record.name(), 0.0);
    }

    private static int hundredths(double share) {
        return (int) Math.round(share * 10_000);
    }

    /** By card. */
    private Map<String, String> villages(Collection<String> cards) {
        List<CardRow> rows = graph.rows(CardRow.class, "card", cards);
        Map<String, PartyRow> parties = Tracer.index(
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

    List<Trace.Plot> plots(List<Trace.Grower> growers) {
        Collection<String> seasons = records.values().stream()
                .map(record -> String.valueOf(record.season()))
                .collect(Collectors.toSet());
        List<String> cards = growers.stream().map(Trace.Grower::card).toList();
        List<EntitlementRow> entitlements = graph.rows(EntitlementRow.class, "card", cards).stream()
                .filter(entitlement -> seasons.contains(entitlement.season()))
                .sorted(Comparator.comparing(EntitlementRow::card).thenComparing(EntitlementRow::season))
                .toList();
        Map<String, PlotRow> rows = Tracer.index(
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
                PlotRow row = Tracer.need(rows, plot);
                plots.add(new Trace.Plot(
                        row, entitlement.card(), Standing.ofBasis(row.basis()), Standing.ofBasis(entitlement.basis())));
            }
        }
        return plots;
    }
}
