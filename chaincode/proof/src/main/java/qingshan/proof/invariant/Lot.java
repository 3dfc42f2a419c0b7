package qingshan.proof.invariant;

import qingshan.rules.lot.Shelf;
import qingshan.rules.value.LedgerTime;

/**
 * The account of one lot while a transaction moves it: what was made of it is held, or went somewhere. Grams. Between
 * transactions it adds up, so where the grams went need not be kept apart then.
 */
final class Lot {
    final Shelf shelf;
    final LedgerTime at;
    long made;
    long held;
    long soldAway;
    long processed;
    long packed;
    long lost;
    private final long before;

    /** One that comes to be: nothing of it is held yet. */
    Lot(Shelf shelf, LedgerTime at, long made) {
        this(shelf, at, made, 0, 0);
    }

    private Lot(Shelf shelf, LedgerTime at, long made, long held, long before) {
        this.shelf = shelf;
        this.at = at;
        this.made = made;
        this.held = held;
        this.before = before;
    }

    /**
     * One as the last transaction left it: what is not held went somewhere.
     *
     * @param shelf whose and of what kind it was when it was made
     * @param at when it was made
     */
    static Lot before(Shelf shelf, LedgerTime at, long made, long held) {
        return new Lot(shelf, at, made, held, made - held);
    }

    boolean balances() {
        return made == held + before + soldAway + processed + packed + lost;
    }

    @Override
    public String toString() {
        return "made " + made + ", held " + held + ", gone before " + before + "; now sold away " + soldAway
                + ", processed " + processed + ", packed " + packed + ", lost " + lost;
    }
}
