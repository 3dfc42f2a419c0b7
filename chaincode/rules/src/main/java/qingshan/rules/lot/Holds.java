package qingshan.rules.lot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import qingshan.rules.Bounds;
import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.state.Keys;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.Grams;
import qingshan.rules.value.RecordName;

/** What keeps lots back, and which lots and runs derive from which. */
public final class Holds {
    private Holds() {}

    /**
     * What a child index holds.
     *
     * @param grams of the parent that went into the child
     */
    public record Part(Grams grams) {}

    /** Whether a lot or run may move: reads its freezes and its recall in one range. */
    public static Hold of(State state, RecordName lot) {
        String holds = Keys.holds(lot);
        Hold[] hold = {Hold.FREE};
        state.range(Keys.from(holds), Keys.below(holds), (key, _) -> {
            // freezes come first; a recall outweighs them
            hold[0] = key.equals(Keys.recall(lot)) ? Hold.RECALLED : Hold.FROZEN;
            return true;
        });
        return hold[0];
    }

    /** Notes that a child was made from parents: a freeze of a parent that runs at the same time then conflicts. */
    public static void derive(State state, RecordName child, List<Move> parents) {
        TreeMap<RecordName, Grams> parts = new TreeMap<>();
        for (Move parent : parents) {
            parts.merge(parent.lot(), parent.grams(), Grams::plus);
        }
        parts.forEach((lot, grams) -> Values.save(state, Keys.child(lot, child), new Part(grams)));
    }

    /**
     * A lot or run and all that derives from it, nearest first.
     *
     * @throws Refusal TOO_LARGE beyond {@link Bounds#DERIVED_MAX}
     */
    public static List<RecordName> derived(State state, RecordName from) {
        Set<RecordName> all = new LinkedHashSet<>();
        ArrayDeque<RecordName> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            RecordName lot = open.removeFirst();
            if (!all.add(lot)) {
                continue;
            }
            if (all.size() > Bounds.DERIVED_MAX) {
                throw new Refusal(Code.TOO_LARGE, JsonObject.EMPTY.with("derivedMax", Bounds.DERIVED_MAX));
            }
            String children = Keys.children(lot);
            state.range(Keys.from(children), Keys.below(children), (key, _) -> {
                open.add(new RecordName(Keys.last(key)));
                return true;
            });
        }
        return new ArrayList<>(all);
    }
}
