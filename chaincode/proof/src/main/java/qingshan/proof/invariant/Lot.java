package qingshan.proof.invariant;

import qingshan.rules.lot.Shelf;
import qingshan.rules.value.LedgerTime;

/** The account of one lot: what was made of it is held, or went somewhere. Grams. */
final class Lot {
    final Shelf shelf;
    final LedgerTime at;
    long made;
    long held;
    long soldAway;
    long processed;
    long packed;
    long lost;

    /**
     * @param shelf whose and of what kind it was when it was made
     * @param at when it was made
     */
    Lot(Shelf shelf, LedgerTime at, long made) {
        this.shelf = shelf;
        this.at = at;
        this.made = made;
    }

    boolean balances() {
        return made == held + soldAway + processed + packed + lost;
    }

    @Override
    public String toString() {
        return "made " + made + ", held " + held + ", sold away " + soldAway + ", processed " + processed + ", packed "
                + packed + ", lost " + lost;
    }
}
