package qingshan.rules.lot;

import qingshan.rules.value.Grams;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Witness;

/**
 * Grams of one lot, taken from one receipt.
 *
 * @param lot which lot
 * @param grams how much
 * @param witness the weakest witness of what brought them
 * @param receipt from which receipt of the holder's
 */
public record Move(RecordName lot, Grams grams, Witness witness, Receipt receipt) {}
