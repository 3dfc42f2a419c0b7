package qingshan.rules.origin;

import qingshan.rules.party.Witnesses;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.Note;
import qingshan.rules.value.Text;

/**
 * Tea that somebody had before the ledger kept count. It makes a lot whose growers nobody recorded, and says so.
 *
 * @param season of the tea
 * @param card whose
 * @param product such as 干茶; never fresh leaf, which does not keep
 * @param grade such as 一级
 * @param grams how much
 * @param origin where it came from, in the holder's words
 */
public record OpeningStock(
        Name season,
        Id card,
        Text product,
        Text grade,
        Grams grams,
        Note origin,
        LedgerTime occurredAt,
        Witnesses witnesses) {
    /** Refuses nothing at all. */
    public OpeningStock {
        grams.positive("grams");
    }
}
