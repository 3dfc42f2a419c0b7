package qingshan.rules.card;

import qingshan.rules.party.Witnesses;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.Note;
import qingshan.rules.value.Text;

/**
 * Tea that is no more.
 *
 * @param season of the tea
 * @param card whose
 * @param reason in words
 */
public record Loss(
        Name season,
        Id card,
        Text product,
        Text grade,
        Grams grams,
        Note reason,
        LedgerTime occurredAt,
        Witnesses witnesses) {
    /** Refuses nothing at all. */
    public Loss {
        grams.positive("grams");
    }
}
