package qingshan.proof.invariant;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import qingshan.proof.compact.Fingerprint;
import qingshan.proof.compact.Table;
import qingshan.proof.offence.Kind;
import qingshan.rules.lot.Holds.Part;
import qingshan.rules.lot.Move;
import qingshan.rules.state.Keys;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;

/** What derives from what, and what is kept back: freezes, each by an inspection, and recalls, for good. */
final class Holds {
    /** By lot, the newest of its children: its place in the two lists. */
    private final Table newest = new Table(1);
    /** Everything that was made from lots: by place, which lot or run it is. */
    private final List<RecordName> children = new ArrayList<>();
    /** Of each of those, by place: the lot's child before it, or -1. */
    private int[] before = new int[16];

    private final Map<RecordName, Set<CommandId>> frozen = new HashMap<>();
    private final Set<RecordName> recalled = new HashSet<>();
    private final Map<CommandId, RecordName> inspected = new HashMap<>();

    boolean isFree(RecordName lot) {
        return !frozen.containsKey(lot) && !recalled.contains(lot);
    }

    boolean isRecalled(RecordName lot) {
        return recalled.contains(lot);
    }

    void mustBeFree(Transit transit, RecordName lot) {
        transit.must(!frozen.containsKey(lot), Kind.HELD_BACK, lot, "the lot is frozen");
        transit.must(!recalled.contains(lot), Kind.HELD_BACK, lot, "the lot is recalled");
    }

    /** A lot or run is made from others. */
    void derive(Transit transit, RecordName child, List<Move> parents) {
        TreeMap<RecordName, Grams> parts = new TreeMap<>();
        for (Move parent : parents) {
            parts.merge(parent.lot(), parent.grams(), Grams::plus);
        }
        parts.forEach((lot, grams) -> {
            add(lot, child);
            transit.expected().create(Keys.child(lot, child), new Part(grams));
        });
    }

    private void add(RecordName lot, RecordName child) {
        Fingerprint key = Fingerprint.of(lot.value());
        long[] place = newest.get(key);
        int at = children.size();
        if (at == before.length) {
            before = Arrays.copyOf(before, at + at / 2);
        }
        before[at] = place == null ? -1 : (int) place[0];
        children.add(child);
        newest.put(key, at);
    }

    void inspected(CommandId inspection, RecordName lot) {
        inspected.put(inspection, lot);
    }

    /** An inspected lot and all that derives from it are frozen. */
    void freeze(Transit transit, CommandId inspection, RecordName lot, List<RecordName> lots, Note reason) {
        ofInspection(transit, inspection, lot);
        covers(transit, Kind.FREEZE, lot, lots);
        Mark mark = new Mark(reason, transit.recordedAt(), transit.submitter().mspId());
        transit.must(
                !frozen.getOrDefault(lot, Set.of()).contains(inspection), Kind.FREEZE, lot, "it is frozen already");
        for (RecordName each : lots) {
            boolean isNew = frozen.computeIfAbsent(each, l -> new HashSet<>()).add(inspection);
            String key = Keys.freeze(each, inspection);
            if (isNew) {
                transit.expected().create(key, mark);
            } else {
                transit.expected().update(key, mark);
            }
        }
    }

    /** One inspection's freeze is lifted. */
    void release(Transit transit, CommandId inspection, RecordName lot, List<RecordName> lots) {
        ofInspection(transit, inspection, lot);
        covers(transit, Kind.FREEZE, lot, lots);
        for (RecordName each : lots) {
            Set<CommandId> freezes = frozen.get(each);
            if (freezes == null || !freezes.remove(inspection)) {
                throw transit.found(Kind.FREEZE, each, "it is not frozen by this inspection");
            }
            if (freezes.isEmpty()) {
                frozen.remove(each);
            }
            transit.expected().delete(Keys.freeze(each, inspection));
        }
    }

    /** A lot or run and all that derives from it are recalled. */
    void recall(Transit transit, RecordName subject, List<RecordName> lots, Note reason) {
        transit.must(!recalled.contains(subject), Kind.RECALL, subject, "it is recalled already");
        covers(transit, Kind.RECALL, subject, lots);
        Mark mark = new Mark(reason, transit.recordedAt(), transit.submitter().mspId());
        for (RecordName each : lots) {
            if (recalled.add(each)) {
                transit.expected().create(Keys.recall(each), mark);
            } else {
                transit.expected().update(Keys.recall(each), mark);
            }
        }
    }

    private void ofInspection(Transit transit, CommandId inspection, RecordName lot) {
        transit.must(lot.equals(inspected.get(inspection)), Kind.FREEZE, lot, "this inspection is not of this lot");
    }

    private void covers(Transit transit, Kind kind, RecordName subject, List<RecordName> lots) {
        Set<RecordName> derived = derived(subject);
        Set<RecordName> said = new HashSet<>(lots);
        for (RecordName lot : derived) {
            transit.must(said.contains(lot), kind, lot, () -> "it derives from " + subject + " and was left out");
        }
        for (RecordName lot : lots) {
            transit.must(derived.contains(lot), kind, lot, () -> "it does not derive from " + subject);
        }
        transit.must(
                lots.size() == said.size() && lots.getFirst().equals(subject),
                kind,
                subject,
                "the lots are not each there once, the subject first");
    }

    private Set<RecordName> derived(RecordName from) {
        Set<RecordName> all = new LinkedHashSet<>();
        ArrayDeque<RecordName> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            RecordName lot = open.removeFirst();
            if (all.add(lot)) {
                long[] place = newest.get(Fingerprint.of(lot.value()));
                for (int at = place == null ? -1 : (int) place[0]; at >= 0; at = before[at]) {
                    open.add(children.get(at));
                }
            }
        }
        return all;
    }
}
