package qingshan.rules.lot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.json.Records;
import qingshan.rules.state.KeyOrder;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.RecordName;

/** Takes grams from holders and gives them to holders. */
public final class Holdings {
    private Holdings() {}

    /**
     * Puts grams on a shelf.
     *
     * @param first the receipt of the first part; those that follow have the next indexes
     * @param parts by index, from 0
     */
    public static void give(State state, Shelf shelf, Receipt first, List<Holding.Part> parts) {
        for (int from = 0; from < parts.size(); from += Receipt.TOGETHER) {
            int to = Math.min(parts.size(), from + Receipt.TOGETHER);
            Holding holding = new Holding(parts.subList(from, to));
            // a record's name is used once, so nothing lies under its key yet
            state.create(shelf.key(first.at(from)), Records.bytes(holding, Holding.class));
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
        return take(state, shelf, grams, upTo, part -> true, Code.OVERSOLD);
    }

    /**
     * Takes grams of one lot, oldest received first. Looks through the shelf: an index by lot would cost two more writes
     * whenever a lot moves, and lots move far more often than they are packed.
     *
     * @throws Refusal OVERPACKED, FROZEN, RECALLED or TOO_MANY_LOTS
     */
    public static List<Move> takeLot(State state, Shelf shelf, RecordName lot, Grams grams, LedgerTime upTo) {
        return take(state, shelf, grams, upTo, part -> part.lot().equals(lot), Code.OVERPACKED);
    }

    private static List<Move> take(
            State state, Shelf shelf, Grams grams, LedgerTime upTo, Predicate<Holding.Part> wanted, Code shortage) {
        Taking taking = new Taking(grams);
        String to = shelf.upTo(upTo);
        for (String from = shelf.from(); from != null && !taking.done(); ) {
            List<Taking.Found> page = new ArrayList<>();
            from = read(state, from, to, taking.left(), wanted, page);
            for (Taking.Found found : page) {
                taking.offer(found, Holds.of(state, found.part().lot()));
            }
        }
        return taking.finish(state, shelf, shortage);
    }

    /** Reads receipts until their grams would do if none were held back; returns where to go on, or null at the end. */
    private static @Nullable String read(
            State state,
            String from,
            String to,
            Grams enough,
            Predicate<Holding.Part> wanted,
            List<Taking.Found> page) {
        long[] sum = {0};
        @Nullable String[] next = {null};
        state.range(from, to, (key, value) -> {
            Receipt first = Receipt.firstUnder(key);
            for (Holding.Part part : Records.read(value, Holding.class).parts()) {
                if (wanted.test(part)) {
                    page.add(new Taking.Found(first.at(part.index()), part));
                    sum[0] = Math.addExact(sum[0], part.grams().value());
                }
            }
            if (sum[0] >= enough.value()) {
                next[0] = KeyOrder.after(key);
                return false;
            }
            return true;
        });
        return next[0];
    }

    /** What is left of one receipt, or null if nothing is. */
    public static Holding.@Nullable Part find(State state, Shelf shelf, Receipt receipt) {
        for (Holding.Part part : parts(state, shelf, receipt)) {
            if (part.index() == receipt.index()) {
                return part;
            }
        }
        return null;
    }

    /**
     * Sets what is left of receipts that lie under one key.
     *
     * @param any one of them
     * @param left by index; nothing is left of one of zero
     */
    static void set(State state, Shelf shelf, Receipt any, Map<Integer, Grams> left) {
        List<Holding.Part> parts = new ArrayList<>();
        for (Holding.Part part : parts(state, shelf, any)) {
            Grams grams = left.getOrDefault(part.index(), part.grams());
            if (!grams.isZero()) {
                parts.add(part.with(grams));
            }
        }
        write(state, shelf, any, parts);
    }

    private static void write(State state, Shelf shelf, Receipt any, List<Holding.Part> parts) {
        if (parts.isEmpty()) {
            state.delete(shelf.key(any));
        } else {
            Values.save(state, shelf.key(any), new Holding(parts));
        }
    }

    /** Takes all that is left of a receipt off the shelf. */
    public static void remove(State state, Shelf shelf, Receipt receipt) {
        set(state, shelf, receipt, Collections.singletonMap(receipt.index(), Grams.ZERO));
    }

    /** Puts back what was taken from a receipt, to the receipt as it is now. */
    public static void putBack(State state, Shelf shelf, Move move) {
        Receipt receipt = move.receipt();
        List<Holding.Part> parts = new ArrayList<>(parts(state, shelf, receipt));
        Holding.Part rest = find(state, shelf, receipt);
        parts.remove(rest);
        Grams grams = rest == null ? move.grams() : rest.grams().plus(move.grams());
        parts.add(new Holding.Part(receipt.index(), move.lot(), grams, move.witness()));
        parts.sort(Comparator.comparingInt(Holding.Part::index));
        if (parts.size() == 1 && rest == null) {
            // made anew: what takes it again in the same batch leaves nothing to write
            state.create(shelf.key(receipt), Records.bytes(new Holding(parts), Holding.class));
        } else {
            write(state, shelf, receipt, parts);
        }
    }

    private static List<Holding.Part> parts(State state, Shelf shelf, Receipt receipt) {
        Holding holding = Values.load(state, shelf.key(receipt), Holding.class);
        return holding == null ? List.of() : holding.parts();
    }
}
