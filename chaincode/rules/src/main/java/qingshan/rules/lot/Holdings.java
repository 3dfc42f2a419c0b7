package qingshan.rules.lot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Bounds;
import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.state.Keys;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.RecordName;

/** Takes grams from holders and gives them to holders. */
public final class Holdings {
    private Holdings() {}

    private record Found(Receipt receipt, Holding holding) {}

    /** Puts grams on a shelf as a receipt of their own. */
    public static void give(State state, Shelf shelf, Receipt receipt, Holding holding) {
        Values.save(state, shelf.key(receipt), holding);
        if (holding.made()) {
            state.put(Keys.held(shelf.card(), holding.lot(), receipt.key()), "{}".getBytes(UTF_8));
        }
    }

    /**
     * Takes grams from a shelf, oldest received first, of what was received up to and including a moment. Frozen and
     * recalled lots are passed over.
     *
     * @return what was taken, in order
     * @throws Refusal OVERSOLD, FROZEN, RECALLED or TOO_MANY_LOTS
     */
    public static List<Move> take(State state, Shelf shelf, Grams grams, LedgerTime upTo) {
        Taking taking = new Taking(grams);
        String from = shelf.from();
        String to = shelf.upTo(upTo);
        while (from != null && !taking.done()) {
            List<Found> page = new ArrayList<>();
            from = read(state, from, to, taking.left(), page);
            for (Found found : page) {
                taking.offer(found, Holds.of(state, found.holding().lot()));
            }
        }
        return taking.finish(state, shelf, Code.OVERSOLD);
    }

    /**
     * Takes grams of one lot, oldest received first.
     *
     * @throws Refusal OVERPACKED, FROZEN, RECALLED or TOO_MANY_LOTS
     */
    public static List<Move> takeLot(State state, Shelf shelf, RecordName lot, Grams grams, LedgerTime upTo) {
        Taking taking = new Taking(grams);
        List<Receipt> receipts = new ArrayList<>();
        String held = Keys.held(shelf.card(), lot);
        state.range(Keys.from(held), Keys.below(held + "\u001f" + upTo.value()), (key, _) -> {
            receipts.add(Receipt.atEndOf(key));
            return true;
        });
        Hold hold = receipts.isEmpty() ? Hold.FREE : Holds.of(state, lot);
        for (Receipt receipt : receipts) {
            Holding holding = Values.load(state, shelf.key(receipt), Holding.class);
            if (holding != null && !taking.done()) {
                taking.offer(new Found(receipt, holding), hold);
            }
        }
        return taking.finish(state, shelf, Code.OVERPACKED);
    }

    /** One receipt's holding, or null if nothing is left of it. */
    public static @Nullable Holding find(State state, Shelf shelf, Receipt receipt) {
        return Values.load(state, shelf.key(receipt), Holding.class);
    }

    /** Removes a receipt. */
    public static void remove(State state, Shelf shelf, Receipt receipt, Holding holding) {
        state.delete(shelf.key(receipt));
        if (holding.made()) {
            state.delete(Keys.held(shelf.card(), holding.lot(), receipt.key()));
        }
    }

    /** Puts back what was taken from a receipt, to the receipt as it is now. */
    public static void putBack(State state, Shelf shelf, Move move) {
        Holding rest = find(state, shelf, move.receipt());
        Grams grams = rest == null ? move.grams() : rest.grams().plus(move.grams());
        give(state, shelf, move.receipt(), new Holding(move.lot(), grams, move.witness(), move.made()));
    }

    /** Reads receipts until their grams would do; returns where to go on, or null at the end. */
    private static @Nullable String read(State state, String from, String to, Grams enough, List<Found> page) {
        long[] sum = {0};
        @Nullable String[] next = {null};
        state.range(from, to, (key, value) -> {
            Found found = new Found(Receipt.atEndOf(key), Records.read(value, Holding.class));
            page.add(found);
            sum[0] += found.holding().grams().value();
            if (sum[0] >= enough.value()) {
                next[0] = key + '\0';
                return false;
            }
            return true;
        });
        return next[0];
    }

    /** Collects what is taken, and at the end writes it or refuses. */
    private static final class Taking {
        private final Grams asked;
        private final List<Found> from = new ArrayList<>();
        private Grams free = Grams.ZERO;
        private Grams frozen = Grams.ZERO;
        private Grams recalled = Grams.ZERO;

        Taking(Grams asked) {
            this.asked = asked;
        }

        boolean done() {
            return free.compareTo(asked) >= 0;
        }

        Grams left() {
            return asked.minus(free);
        }

        void offer(Found found, Hold hold) {
            Grams grams = found.holding().grams();
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
            Grams left = asked;
            for (Found found : from) {
                Holding holding = found.holding();
                Grams grams = holding.grams().compareTo(left) <= 0 ? holding.grams() : left;
                left = left.minus(grams);
                Grams rest = holding.grams().minus(grams);
                if (rest.isZero()) {
                    remove(state, shelf, found.receipt(), holding);
                } else {
                    Values.save(state, shelf.key(found.receipt()), holding.with(rest));
                }
                moves.add(new Move(holding.lot(), grams, holding.witness(), holding.made(), found.receipt()));
            }
            return moves;
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
}
