package qingshan.gateway.inspector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.Row.HoldRow;
import qingshan.gateway.follower.Row.RecordRow;
import qingshan.gateway.trace.Standing;
import qingshan.gateway.trace.Trace;

/**
 * A lot, run, pack, slip or card, as the inspector sees it.
 *
 * @param trace of it
 * @param names who an id is, as far as it is known here
 * @param samples sealed samples of the slips behind it, oldest first
 * @param state {@code recall}, {@code freeze} or {@code free}; {@code none} of a pack whose serial nobody issued
 * @param limits what standards allow of the items that were tested
 * @param kept names of laboratories' files that are kept here, by their digest
 */
public record LotPage(
        Trace trace,
        Map<String, String> names,
        List<Sample> samples,
        String state,
        Limits limits,
        Map<String, String> kept) {
    /** So many rows of each list are shown. */
    private static final int SHOWN_MAX = 100;

    private static final Set<String> LOTS = Set.of("slip", "harvest", "opening-stock", "processing", "blending");

    /**
     * A sealed sample.
     *
     * @param code its number, as it stands on the sample
     * @param slip the slip
     */
    public record Sample(String code, RecordRow slip) {}

    static LotPage of(Trace trace, Map<String, String> names, Limits limits, Map<String, String> kept) {
        RecordRow record = trace.subject().record();
        List<Sample> samples = new ArrayList<>();
        gather(trace.back(), samples, new HashSet<>());
        samples.sort(Comparator.comparing((Sample sample) -> sample.slip().occurredAt())
                .thenComparing(Sample::code));
        return new LotPage(trace, Map.copyOf(names), samples, state(trace, record), limits, Map.copyOf(kept));
    }

    /** Whether a record is a lot, which can be inspected and frozen. */
    static boolean isLot(RecordRow record) {
        return record.reversedBy() == null && record.maker() != null && LOTS.contains(record.kind());
    }

    /** Whether a record is a lot or a packing run, which can be recalled. */
    static boolean moves(RecordRow record) {
        return isLot(record) || record.kind().equals("packing");
    }

    /** Whether it can be inspected and frozen. */
    public boolean isLot() {
        RecordRow record = trace.subject().record();
        return record != null && isLot(record);
    }

    /** Whether it can be recalled. */
    public boolean isRecallable() {
        RecordRow record = trace.subject().record();
        return record != null && moves(record) && !state.equals("recall") && exists();
    }

    /** Whether there is such a pack; anything else that is found exists. */
    public boolean exists() {
        return !state.equals("none");
    }

    private static void gather(List<Trace.Branch> branches, List<Sample> samples, Set<String> seen) {
        for (Trace.Branch branch : branches) {
            String sample = branch.record().sample();
            if (seen.add(branch.record().name()) && sample != null) {
                samples.add(new Sample(sample, branch.record()));
            }
            gather(branch.branches(), samples, seen);
        }
    }

    private static String state(Trace trace, @Nullable RecordRow record) {
        if (trace.pack() != null && trace.pack().fate() == Trace.Fate.NOT_ISSUED) {
            return "none";
        }
        String state = "free";
        for (Trace.Kept kept : trace.holds()) {
            if (record != null
                    && kept.hold().until() == null
                    && kept.lots().contains(record.name())
                    && !state.equals("recall")) {
                state = kept.hold().kind();
            }
        }
        return state;
    }

    /** The record's name, or the card's id. */
    public String id() {
        RecordRow record = trace.subject().record();
        return record == null ? trace.subject().id() : record.name();
    }

    /** Who an id is. */
    public String who(@Nullable String id) {
        return id == null ? "" : names.getOrDefault(id, id.length() > 8 ? id.substring(0, 8) + "…" : id);
    }

    /** What this took, or what took of it: one step. */
    public List<Trace.Branch> step(List<Trace.Branch> tree) {
        if (trace.subject().record() == null) {
            return tree;
        }
        return tree.stream().flatMap(root -> root.branches().stream()).toList();
    }

    /** The beginning of a list. */
    public static <T> List<T> cut(List<T> all) {
        return all.size() > SHOWN_MAX ? all.subList(0, SHOWN_MAX) : all;
    }

    /** Freezes and recalls of this one itself that are in force, each once. */
    public List<HoldRow> inForce() {
        return trace.holds().stream()
                .filter(kept -> kept.hold().until() == null && kept.lots().contains(id()))
                .map(Trace.Kept::hold)
                .toList();
    }

    /** Whether an inspection's freeze of the lot that was tested is in force. */
    public boolean isFrozenBy(String inspection) {
        return trace.holds().stream()
                .map(Trace.Kept::hold)
                .anyMatch(hold -> hold.until() == null && hold.inspection().equals(inspection));
    }

    /** The key of a standing's word. */
    public static String word(Standing standing) {
        return "word." + standing.word().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The key of a record's kind. */
    public static String kind(RecordRow record) {
        return "kind." + (record.kind().equals("slip") && record.maker() != null ? "slip.harvest" : record.kind());
    }

    /** How people call a record: its number, or the last part of its name. */
    public static String label(RecordRow record) {
        return label(record.number(), record.name());
    }

    /** The same, of its parts. */
    public static String label(@Nullable String number, String name) {
        return number == null ? name.substring(name.lastIndexOf('/') + 1) : number;
    }
}
