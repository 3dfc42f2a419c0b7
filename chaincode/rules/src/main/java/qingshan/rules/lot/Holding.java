package qingshan.rules.lot;

import qingshan.rules.value.Grams;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Witness;

/**
 * What is left of one receipt.
 *
 * @param lot which lot
 * @param grams how much, never zero
 * @param witness the weakest witness of all that brought these grams here
 * @param made whether the lot was made by processing or blending, and so can be packed
 */
public record Holding(RecordName lot, Grams grams, Witness witness, boolean made) {
    /** Refuses nothing at all. */
    public Holding {
        grams.positive();
    }

    Holding with(Grams other) {
        return new Holding(lot, other, witness, made);
    }
}
