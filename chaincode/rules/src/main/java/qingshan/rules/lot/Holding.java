package qingshan.rules.lot;

import java.util.List;
import qingshan.rules.value.Grams;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Witness;

/**
 * What is left of the receipts that one record brought to one shelf: up to 100 of them under one key.
 *
 * @param parts by index, none of zero
 */
public record Holding(List<Part> parts) {
    /**
     * What is left of one receipt.
     *
     * @param index which of the record's lots
     * @param lot which lot
     * @param grams how much
     * @param witness the weakest witness of all that brought these grams here
     */
    public record Part(int index, RecordName lot, Grams grams, Witness witness) {
        /** Refuses nothing at all. */
        public Part {
            grams.positive();
        }

        Part with(Grams other) {
            return new Part(index, lot, other, witness);
        }
    }
}
