package qingshan.rules.pack;

import org.jspecify.annotations.Nullable;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.Text;

/**
 * Leaf that became made tea; the new lot is made tea.
 *
 * @param season of the leaf
 * @param maker the factory's card
 * @param leafGrade of the leaf taken
 * @param leafGrams of the leaf taken
 * @param madeGrade of the made tea
 * @param madeGrams of the made tea
 * @param number of the maker's batch, or absent
 */
public record Processing(
        Name season,
        Id maker,
        Text leafGrade,
        Grams leafGrams,
        Text madeGrade,
        Grams madeGrams,
        @Nullable Text number,
        LedgerTime occurredAt,
        Witnesses witnesses) {
    /** Refuses nothing at all. */
    public Processing {
        leafGrams.positive("leafGrams");
        madeGrams.positive("madeGrams");
    }
}
