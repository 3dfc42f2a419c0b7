package qingshan.rules.pack;

import org.jspecify.annotations.Nullable;
import qingshan.rules.json.BadMember;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/**
 * A packing run: packs of one size, filled from one lot.
 *
 * @param season of the tea
 * @param maker the packer's card
 * @param lot which lot
 * @param gtin of the product; one that nobody registered is packed all the same
 * @param packGrams net content of a pack
 * @param packs how many
 * @param number of the run, or absent
 */
public record Packing(
        Name season,
        Id maker,
        RecordName lot,
        String gtin,
        Grams packGrams,
        long packs,
        @Nullable Text number,
        LedgerTime occurredAt,
        Witnesses witnesses) {
    /** Refuses packs of nothing, and more than a number can hold. */
    public Packing {
        packGrams.positive("packGrams");
        if (packs < 1) {
            throw new BadMember("packs", "is a run of no packs");
        }
    }
}
