package qingshan.rules.lot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import qingshan.rules.Bounds;
import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.state.State;
import qingshan.rules.value.Grams;

/** Collects what is taken from a shelf, and at the end writes it or refuses. */
final class Taking {
    private final Grams asked;
    private final List<Found> from = new ArrayList<>();
    private Grams free = Grams.ZERO;
    private Grams frozen = Grams.ZERO;
    private Grams recalled = Grams.ZERO;

    Taking(Grams asked) {
        this.asked = asked;
    }

    /**
     * A receipt on the shelf.
     *
     * @param receipt which
     * @param part what is left of it
     */
    record Found(Receipt receipt, Holding.Part part) {}

    boolean done() {
        return free.compareTo(asked) >= 0;
    }

    Grams left() {
        return asked.minus(free);
    }

    void offer(Found found, Hold hold) {
        Grams grams = found.part().grams();
        switch (hold) {
            case FREE -> {
                if (!done()) {
                    from.add(found);
                    free = free.plus(grams);
                }
            }
            case FROZEN -> frozen = frozen.plus(grams);
            case RECALLED -> recalled = recalled.plus(grams);
        }
        if (from.size() > Bounds.LOTS_MAX) {
            throw new Refusal(Code.TOO_MANY_LOTS, JsonObject.EMPTY.with("lotsMax", Bounds.LOTS_MAX));
        }
    }

    List<Move> finish(State state, Shelf shelf, Code shortage) {
        if (!done()) {
            throw refuse(shortage);
        }
        List<Move> moves = new ArrayList<>(from.size());
        Map<Integer, Grams> rest = new TreeMap<>();
        Grams left = asked;
        for (int i = 0; i < from.size(); i++) {
            Found found = from.get(i);
            Holding.Part part = found.part();
            Grams grams = part.grams().compareTo(left) <= 0 ? part.grams() : left;
            left = left.minus(grams);
            moves.add(new Move(part.lot(), grams, part.witness(), found.receipt()));
            rest.put(part.index(), part.grams().minus(grams));
            if (i + 1 == from.size() || !together(found, from.get(i + 1))) {
                Holdings.set(state, shelf, found.receipt(), rest);
                rest.clear();
            }
        }
        return moves;
    }

    private static boolean together(Found one, Found next) {
        return one.receipt().key().equals(next.receipt().key());
    }

    private Refusal refuse(Code shortage) {
        JsonObject detail = JsonObject.of("field", "grams")
                .with("askedGrams", asked.value())
                .with("heldGrams", free.value());
        if (!frozen.isZero()) {
            detail = detail.with("frozenGrams", frozen.value());
        }
        if (!recalled.isZero()) {
            detail = detail.with("recalledGrams", recalled.value());
        }
        Grams withFrozen = free.plus(frozen);
        if (withFrozen.compareTo(asked) >= 0) {
            return new Refusal(Code.FROZEN, detail);
        }
        return new Refusal(withFrozen.plus(recalled).compareTo(asked) >= 0 ? Code.RECALLED : shortage, detail);
    }
}
