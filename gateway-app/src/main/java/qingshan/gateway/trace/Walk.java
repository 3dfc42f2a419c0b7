package qingshan.gateway.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import qingshan.gateway.follower.Row.PartRow;
import qingshan.gateway.follower.Row.RecordRow;
import qingshan.gateway.trace.Trace.Branch;

/** Makes trees and shares of the parts that a graph gave. */
final class Walk {
    /** Tea that was sold on more often than this is shown no deeper. */
    private static final int DEPTH_MAX = 100;
    /** All that a record took, in place of one part's index. */
    private static final int ALL = -1;

    private final Map<String, RecordRow> records;
    private final Marks marks;
    private final Map<String, List<PartRow>> byRecord = new HashMap<>();
    private final Map<String, List<PartRow>> bySource = new HashMap<>();

    Walk(Map<String, RecordRow> records, Marks marks, Collection<PartRow> parts) {
        this.records = records;
        this.marks = marks;
        for (PartRow part : parts) {
            byRecord.computeIfAbsent(part.record(), key -> new ArrayList<>()).add(part);
            bySource.computeIfAbsent(part.fromRecord(), key -> new ArrayList<>())
                    .add(part);
        }
    }

    /** Grams of a part that go all the way to the top of the branch, or to the lot that was made on the way. */
    private record Passing(PartRow part, long grams) {}

    /** The tree of what records took. */
    List<Branch> back(Collection<RecordRow> roots) {
        Set<String> shown = new HashSet<>();
        return roots.stream()
                .map(root -> branch(root, root.grams(), shown, () -> back(whole(root.name()), shown, 0)))
                .toList();
    }

    private List<Branch> back(List<Passing> taken, Set<String> shown, int depth) {
        Map<String, List<Passing>> bySource = new LinkedHashMap<>();
        for (Passing passing : taken) {
            bySource.computeIfAbsent(passing.part().fromRecord(), key -> new ArrayList<>())
                    .add(passing);
        }
        List<Branch> branches = new ArrayList<>();
        bySource.forEach((source, parts) -> {
            RecordRow record = records.get(source);
            if (record != null && depth < DEPTH_MAX) {
                long grams = parts.stream().mapToLong(Passing::grams).sum();
                branches.add(branch(record, grams, shown, () -> back(sourcesOf(source, parts), shown, depth + 1)));
            }
        });
        return branches;
    }

    /** Of a slip, what passed through the parts that were taken from; of what was made, all that went into it. */
    private List<Passing> sourcesOf(String source, List<Passing> parts) {
        Map<Integer, Long> passed = new HashMap<>();
        for (Passing passing : parts) {
            if (passing.part().fromRank() != 1) {
                return whole(source);
            }
            passed.merge(passing.part().fromOrd(), passing.grams(), Math::addExact);
        }
        return whole(source).stream()
                .filter(passing -> passed.containsKey(passing.part().ord()))
                .map(passing -> new Passing(
                        passing.part(), passed.getOrDefault(passing.part().ord(), 0L)))
                .toList();
    }

    private List<Passing> whole(String record) {
        return byRecord.getOrDefault(record, List.of()).stream()
                .map(part -> new Passing(part, part.grams()))
                .toList();
    }

    /** The tree of who took from records. */
    List<Branch> forward(Collection<RecordRow> roots) {
        Set<String> shown = new HashSet<>();
        return roots.stream()
                .map(root -> branch(
                        root,
                        root.grams(),
                        shown,
                        () -> forward(bySource.getOrDefault(root.name(), List.of()), shown, 0)))
                .toList();
    }

    private List<Branch> forward(List<PartRow> taken, Set<String> shown, int depth) {
        List<Branch> branches = new ArrayList<>();
        byTaker(taken).forEach((taker, parts) -> {
            RecordRow record = records.get(taker);
            if (record != null && depth < DEPTH_MAX) {
                branches.add(
                        branch(record, sum(parts), shown, () -> forward(takenFrom(record, parts), shown, depth + 1)));
            }
        });
        return branches;
    }

    private List<PartRow> takenFrom(RecordRow record, List<PartRow> parts) {
        Set<Integer> ords = new HashSet<>();
        parts.forEach(part -> ords.add(record.kind().equals("slip") ? part.ord() : 0));
        return bySource.getOrDefault(record.name(), List.of()).stream()
                .filter(part -> ords.contains(part.fromOrd()))
                .toList();
    }

    private interface Branches {
        List<Branch> get();
    }

    /** What was made stands in a tree once with its branches; a slip's branches differ with the part looked at. */
    private Branch branch(RecordRow record, long grams, Set<String> shown, Branches branches) {
        boolean above = !record.kind().equals("slip") && !shown.add(record.name());
        return new Branch(
                record,
                grams,
                Standing.of(record),
                marks.held(record.name()),
                marks.disputed(record.name()),
                above,
                above ? List.of() : branches.get());
    }

    private static Map<String, List<PartRow>> byTaker(List<PartRow> parts) {
        Map<String, List<PartRow>> groups = new LinkedHashMap<>();
        for (PartRow part : parts) {
            groups.computeIfAbsent(part.record(), key -> new ArrayList<>()).add(part);
        }
        return groups;
    }

    private static long sum(List<PartRow> parts) {
        return parts.stream().mapToLong(PartRow::grams).sum();
    }

    /** One part of a slip, or all that a record took. */
    private record Output(String record, int ord) {}

    /**
     * How much of a record comes from each harvest, as a fraction: every step hands on in proportion to what it took.
     *
     * @return by the harvest's name
     */
    Map<String, Double> shares(String root) {
        Output whole = new Output(root, ALL);
        Map<Output, Integer> waiting = new HashMap<>();
        Set<Output> seen = new HashSet<>(Set.of(whole));
        ArrayDeque<Output> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (PartRow part : partsOf(open.remove())) {
                Output source = sourceOf(part);
                waiting.merge(source, 1, Integer::sum);
                if (seen.add(source)) {
                    open.add(source);
                }
            }
        }
        Map<Output, Double> weights = new HashMap<>(Map.of(whole, 1.0));
        Map<String, Double> shares = new HashMap<>();
        open.add(whole);
        while (!open.isEmpty()) {
            Output output = open.remove();
            double weight = weights.getOrDefault(output, 0.0);
            List<PartRow> parts = partsOf(output);
            long all = sum(parts);
            if (parts.isEmpty()) {
                shares.merge(output.record(), weight, Double::sum);
            }
            for (PartRow part : parts) {
                Output source = sourceOf(part);
                weights.merge(source, weight * part.grams() / all, Double::sum);
                if (waiting.merge(source, -1, Integer::sum) == 0) {
                    open.add(source);
                }
            }
        }
        return shares;
    }

    private List<PartRow> partsOf(Output output) {
        List<PartRow> parts = byRecord.getOrDefault(output.record(), List.of());
        if (output.ord() == ALL) {
            return parts;
        }
        return parts.stream().filter(part -> part.ord() == output.ord()).toList();
    }

    private static Output sourceOf(PartRow part) {
        return new Output(part.fromRecord(), part.fromRank() == 1 ? part.fromOrd() : ALL);
    }
}
