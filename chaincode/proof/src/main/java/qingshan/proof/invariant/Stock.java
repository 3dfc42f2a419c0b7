package qingshan.proof.invariant;

import java.util.ArrayList;
import java.util.List;
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
    private final Receipts receipts = new Receipts();
    private final Lots lots = new Lots();

    Stock(Holds holds) {
        this.holds = holds;
    }

    @Nullable
    Lot find(RecordName lot) {
        return lots.find(lot);
    }

    /** A lot whose grams move; it must add up at the end of the transaction. */
    Lot moving(Transit transit, RecordName name) {
        return lots.moving(transit, name);
    }

    /** A lot comes to be. */
    void make(Transit transit, RecordName name, Shelf shelf, LedgerTime at, Grams grams) {
        lots.make(transit, name, new Lot(shelf, at, grams.value()));
    }

    /** Grams come to a shelf. The first part's receipt is this, those of the others follow. */
    void give(Transit transit, Shelf shelf, Receipt first, List<Holding.Part> parts) {
        for (int from = 0; from < parts.size(); from += TOGETHER) {
            String key = key(first, from);
            List<Holding.Part> together = List.copyOf(parts.subList(from, Math.min(parts.size(), from + TOGETHER)));
            transit.must(receipts.get(shelf, key) == null, Kind.GRAMS, Keys.shown(key), "the same receipt twice");
            receipts.put(shelf, key, together);
            transit.expected().create(Receipts.key(shelf, key), new Holding(together));
        }
        for (Holding.Part part : parts) {
            moving(transit, part.lot()).held += part.grams().value();
        }
    }

    /** Grams go back to the receipt from which they were taken, as it is now. */
    void putBack(Transit transit, Shelf shelf, Move move) {
        String key = key(move);
        List<Holding.Part> parts = receipts.get(shelf, key);
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
        receipts.put(shelf, key, more);
        Holding holding = new Holding(List.copyOf(more));
        if (isThere) {
            transit.expected().update(Receipts.key(shelf, key), holding);
        } else {
            transit.expected().create(Receipts.key(shelf, key), holding);
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
        String gone = "the buyer has no longer all of what the slip brought";
        List<Holding.Part> parts = transit.need(receipts.get(shelf, key), Kind.REVERSAL, whole.lot(), gone);
        transit.must(parts.contains(whole), Kind.REVERSAL, whole.lot(), gone);
        holds.mustBeFree(transit, whole.lot());
        set(parts, whole, Grams.ZERO);
        keep(transit, shelf, key, parts);
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
        Receipts.Oldest oldest = receipts.oldest(shelf);
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
        for (int i = 0; i < moves.size(); ) {
            // one key may hold a hundred of them
            String key = key(moves.get(i));
            List<Holding.Part> parts = transit.need(
                    receipts.get(shelf, key), Kind.NOT_HELD, moves.get(i).lot(), "there is no such receipt");
            for (; i < moves.size() && key(moves.get(i)).equals(key); i++) {
                Move move = moves.get(i);
                set(parts, from.get(i), from.get(i).grams().minus(move.grams()));
                moving(transit, move.lot()).held -= move.grams().value();
            }
            keep(transit, shelf, key, parts);
        }
    }

    /** Goes from the oldest receipt to that of a move, past what is held back and nothing else. */
    private Holding.Part passOver(Transit transit, Receipts.Oldest oldest, Predicate<Holding.Part> wanted, Move move) {
        String key = key(move);
        while (oldest.next()) {
            int order = KeyOrder.BY_CODE_POINT.compare(oldest.key(), key);
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
                    () -> "an older receipt was passed over: " + Keys.shown(oldest.key()) + " " + part.index());
        }
        throw transit.found(Kind.NOT_HELD, move.lot(), "there is no such receipt, or it is not next: " + move);
    }

    private static void set(List<Holding.Part> parts, Holding.Part part, Grams grams) {
        int at = parts.indexOf(part);
        if (grams.isZero()) {
            parts.remove(at);
        } else {
            parts.set(at, part(part, grams));
        }
    }

    private void keep(Transit transit, Shelf shelf, String key, List<Holding.Part> parts) {
        receipts.put(shelf, key, parts);
        if (parts.isEmpty()) {
            transit.expected().delete(Receipts.key(shelf, key));
        } else {
            transit.expected().update(Receipts.key(shelf, key), new Holding(List.copyOf(parts)));
        }
    }

    /** At the end of each transaction: nothing came from nowhere, nothing went nowhere. */
    void balance(Transit transit) {
        lots.balance(transit);
    }

    private static Holding.Part part(Holding.Part part, Grams grams) {
        return new Holding.Part(part.index(), part.lot(), grams, part.witness());
    }

    private static String key(Move move) {
        return key(move.receipt(), move.receipt().index());
    }

    private static String key(Receipt receipt, int index) {
        return Keys.receipt(receipt.at(), receipt.rank(), receipt.record(), index / TOGETHER);
    }
}
