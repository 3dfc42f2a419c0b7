package qingshan.proof.invariant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.proof.compact.Fingerprint;
import qingshan.proof.compact.Table;
import qingshan.proof.offence.Kind;
import qingshan.rules.lot.Shelf;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.RecordName;

/** The account of every lot. */
final class Lots {
    private static final int MADE = 0;
    private static final int HELD = 1;
    private static final int AT = 2;
    private static final int SHELF = 3;

    /** By name: grams made, grams held, when it was made, and which shelf it was made for. */
    private final Table lots = new Table(4);

    /** The shelves for which lots were made, few beside the lots. */
    private final List<Shelf> shelves = new ArrayList<>();

    private final Map<Shelf, Integer> places = new HashMap<>();
    private final Map<RecordName, Lot> touched = new HashMap<>();

    /** A lot as it is now, or null if there is none. */
    @Nullable
    Lot find(RecordName name) {
        Lot moving = touched.get(name);
        if (moving != null) {
            return moving;
        }
        long[] kept = lots.get(Fingerprint.of(name.value()));
        return kept == null
                ? null
                : Lot.before(shelves.get((int) kept[SHELF]), LedgerTime.ofEpochMilli(kept[AT]), kept[MADE], kept[HELD]);
    }

    /** A lot whose grams move; it must add up at the end of the transaction. */
    Lot moving(Transit transit, RecordName name) {
        Lot lot = transit.need(find(name), Kind.NOT_HELD, name, "there is no such lot");
        touched.put(name, lot);
        return lot;
    }

    /** A lot comes to be. */
    void make(Transit transit, RecordName name, Lot lot) {
        transit.must(find(name) == null, Kind.RECORDED_TWICE, name, "the lot was made before");
        touched.put(name, lot);
    }

    /** At the end of each transaction: nothing came from nowhere, nothing went nowhere. */
    void balance(Transit transit) {
        touched.forEach((name, lot) -> {
            transit.must(lot.balances(), Kind.GRAMS, name, () -> "the lot does not add up: " + lot);
            lots.put(Fingerprint.of(name.value()), lot.made, lot.held, lot.at.epochMilli(), place(lot.shelf));
        });
        touched.clear();
    }

    private int place(Shelf shelf) {
        return places.computeIfAbsent(shelf, s -> {
            shelves.add(s);
            return shelves.size() - 1;
        });
    }
}
