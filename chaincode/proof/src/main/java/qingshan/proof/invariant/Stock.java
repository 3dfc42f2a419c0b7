package qingshan.proof.invariant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import qingshan.proof.offence.Kind;
import qingshan.rules.lot.Holding;
import qingshan.rules.lot.Move;
import qingshan.rules.lot.Receipt;
import qingshan.rules.lot.Shelf;
import qingshan.rules.state.KeyOrder;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.RecordName;

/** Who holds what, receipt by receipt, and the account of every lot. */
final class Stock {
    /** Receipts of one record that lie together under one key. */
    private static final int TOGETHER = 100;

    private final Holds holds;
    private final Map<Shelf, NavigableMap<String, List<Holding.Part>>> shelves = new HashMap<>();
    private final Map<RecordName, Lot> lots = new HashMap<>();
    private final Set<RecordName> touched = new HashSet<>();

    Stock(Holds holds) {
        this.holds = holds;
    }

    @Nullable
    Lot find(RecordName lot) {
        return lots.get(lot);
    }

    /** A lot whose grams move; it must add up at the end of the transaction. */
    Lot moving(Transit transit, RecordName name) {
        touched.add(name);
        return transit.need(lots.get(name), Kind.NOT_HELD, name, "there is no such lot");
    }

    /** A lot comes to be. */
    void make(Transit transit, RecordName name, Shelf shelf, LedgerTime at, Grams grams) {
        transit.must(
                lots.putIfAbsent(name, new Lot(shelf, at, grams.value())) == null,
                Kind.RECORDED_TWICE,
                name,
                "the lot was made before");
        touched.add(name);
    }

    /** Grams come to a shelf. The first part's receipt is this, those of the others follow. */
    void give(Transit transit, Shelf shelf, Receipt first, List<Holding.Part> parts) {
        for (int from = 0; from < parts.size(); from += TOGETHER) {
            String key = key(first, from);
            List<Holding.Part> together = new ArrayList<>(parts.subList(from, Math.min(parts.size(), from + TOGETHER)));
            transit.must(
                    receipts(shelf).putIfAbsent(key, together) == null,
                    Kind.GRAMS,
                    Keys.shown(key),
                    "the same receipt twice");
            transit.expected().create(key(shelf, key), new Holding(List.copyOf(together)));
        }
        for (Holding.Part part : parts) {
            moving(transit, part.lot()).held += part.grams().value();
        }
    }

    /** Grams go back to the receipt from which they were taken, as it is now. */
    void putBack(Transit transit, Shelf shelf, Move move) {
        String key = key(move.receipt(), move.receipt().index());
        List<Holding.Part> parts = receipts(shelf).get(key);
        boolean isThere = parts != null;
        List<Holding.Part> more = parts == null ? new ArrayList<>(1) : parts;
        int i = 0;
        while (i < more.size() && more.get(i).index() < move.receipt().index()) {
            i++;
        }
        if (i < more.size() && more.get(i).index() == move.receipt().index()) {
            Holding.Part rest = more.get(i);
            more.set(i, part(rest, rest.grams().plus(move.grams())));
        } else {
            more.add(i, new Holding.Part(move.receipt().index(), move.lot(), move.grams(), move.witness()));
        }
        receipts(shelf).put(key, more);
        Holding holding = new Holding(List.copyOf(more));
        if (isThere) {
            transit.expected().update(key(shelf, key), holding);
        } else {
            transit.expected().create(key(shelf, key), holding);
        }
        moving(transit, move.lot()).held += move.grams().value();
    }

    /** What is held back stays where it is, wherever that is. */
    void mustBeFree(Transit transit, RecordName lot) {
        holds.mustBeFree(transit, lot);
    }

    /** A receipt that nobody touched is taken back as it came. */
    void takeBack(Transit transit, Shelf shelf, Receipt first, Holding.Part whole) {
        String key = key(first, whole.index());
        List<Holding.Part> parts = receipts(shelf).get(key);
        transit.must(
                parts != null && parts.contains(whole),
                Kind.REVERSAL,
                whole.lot(),
                "the buyer has no longer all of what the slip brought");
        holds.mustBeFree(transit, whole.lot());
        set(transit, shelf, key, whole, Grams.ZERO);
        moving(transit, whole.lot()).held -= whole.grams().value();
    }

    /**
     * Checks what was taken from a shelf and takes it: these grams in all, each from a receipt that is there, up to and
     * including a moment, none held back, and no older one passed over that is not held back.
     */
    void take(Transit transit, Shelf shelf, List<Move> moves, Grams grams, LedgerTime upTo) {
        take(transit, shelf, part -> true, moves, grams, upTo);
    }

    /** The same of one lot. */
    void takeLot(Transit transit, Shelf shelf, RecordName lot, List<Move> moves, Grams grams, LedgerTime upTo) {
        take(transit, shelf, part -> part.lot().equals(lot), moves, grams, upTo);
    }

    private void take(
            Transit transit,
            Shelf shelf,
            Predicate<Holding.Part> wanted,
            List<Move> moves,
            Grams grams,
            LedgerTime upTo) {
        long sum = moves.stream().mapToLong(m -> m.grams().value()).sum();
        transit.must(
                sum == grams.value(),
                Kind.GRAMS,
                shelf.card(),
                () -> grams.value() + " g moved, and " + sum + " g were taken");
        Oldest oldest = new Oldest(receipts(shelf));
        List<Holding.Part> from = new ArrayList<>(moves.size());
        for (int i = 0; i < moves.size(); i++) {
            Move move = moves.get(i);
            Holding.Part part = passOver(transit, oldest, wanted, move);
            transit.must(
                    move.lot().equals(part.lot())
                            && move.witness() == part.witness()
                            && move.grams().value() > 0
                            && move.grams().compareTo(part.grams()) <= 0,
                    Kind.NOT_HELD,
                    move.lot(),
                    () -> "the receipt has " + part + ", and not " + move);
            transit.must(
                    move.receipt().at().compareTo(upTo) <= 0,
                    Kind.NOT_HELD,
                    move.lot(),
                    "it was received only afterwards");
            holds.mustBeFree(transit, move.lot());
            transit.must(
                    i == moves.size() - 1 || move.grams().equals(part.grams()),
                    Kind.NOT_OLDEST,
                    move.lot(),
                    "an older receipt was not used up");
            from.add(part);
        }
        for (int i = 0; i < moves.size(); i++) {
            Move move = moves.get(i);
            String key = key(move.receipt(), move.receipt().index());
            set(transit, shelf, key, from.get(i), from.get(i).grams().minus(move.grams()));
            moving(transit, move.lot()).held -= move.grams().value();
        }
    }

    /** Goes from the oldest receipt to that of a move, past what is held back and nothing else. */
    private Holding.Part passOver(Transit transit, Oldest oldest, Predicate<Holding.Part> wanted, Move move) {
        String key = key(move.receipt(), move.receipt().index());
        while (oldest.next()) {
            int order = KeyOrder.BY_CODE_POINT.compare(oldest.key, key);
            Holding.Part part = oldest.part();
            if (order == 0 && part.index() == move.receipt().index()) {
                return part;
            }
            if (order > 0 || (order == 0 && part.index() > move.receipt().index())) {
                break;
            }
            transit.must(
                    !wanted.test(part) || !holds.isFree(part.lot()),
                    Kind.NOT_OLDEST,
                    part.lot(),
                    () -> "an older receipt was passed over: " + Keys.shown(oldest.key) + " " + part.index());
        }
        throw transit.found(Kind.NOT_HELD, move.lot(), "there is no such receipt, or it is not next: " + move);
    }

    private void set(Transit transit, Shelf shelf, String key, Holding.Part part, Grams grams) {
        NavigableMap<String, List<Holding.Part>> receipts = receipts(shelf);
        List<Holding.Part> parts = receipts.getOrDefault(key, List.of());
        int at = parts.indexOf(part);
        if (grams.isZero()) {
            parts.remove(at);
        } else {
            parts.set(at, part(part, grams));
        }
        if (parts.isEmpty()) {
            receipts.remove(key);
            if (receipts.isEmpty()) {
                shelves.remove(shelf);
            }
            transit.expected().delete(key(shelf, key));
        } else {
            transit.expected().update(key(shelf, key), new Holding(List.copyOf(parts)));
        }
    }

    /** At the end of each transaction: nothing came from nowhere, nothing went nowhere. */
    void balance(Transit transit) {
        for (RecordName name : touched) {
            Lot lot = transit.need(lots.get(name), Kind.GRAMS, name, "there is no such lot");
            transit.must(lot.balances(), Kind.GRAMS, name, () -> "the lot does not add up: " + lot);
        }
        touched.clear();
    }

    private NavigableMap<String, List<Holding.Part>> receipts(Shelf shelf) {
        return shelves.computeIfAbsent(shelf, s -> new TreeMap<>(KeyOrder.BY_CODE_POINT));
    }

    private static Holding.Part part(Holding.Part part, Grams grams) {
        return new Holding.Part(part.index(), part.lot(), grams, part.witness());
    }

    private static String key(Receipt receipt, int index) {
        return Keys.receipt(receipt.at(), receipt.rank(), receipt.record(), index / TOGETHER);
    }

    private static String key(Shelf shelf, String receipt) {
        return Keys.holding(shelf.card(), shelf.season(), shelf.product(), shelf.grade(), receipt);
    }

    /** A shelf's receipts from the oldest on. */
    private static final class Oldest {
        private final Iterator<Map.Entry<String, List<Holding.Part>>> keys;
        private String key = "";
        private List<Holding.Part> parts = List.of();
        private int at;

        Oldest(NavigableMap<String, List<Holding.Part>> receipts) {
            keys = receipts.entrySet().iterator();
        }

        boolean next() {
            at++;
            while (at >= parts.size()) {
                if (!keys.hasNext()) {
                    return false;
                }
                Map.Entry<String, List<Holding.Part>> entry = keys.next();
                key = entry.getKey();
                parts = entry.getValue();
                at = 0;
            }
            return true;
        }

        Holding.Part part() {
            return parts.get(at);
        }
    }
}
