package qingshan.rules.card;

import org.jspecify.annotations.Nullable;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.Text;

/**
 * The public body of a slip: grams that pass from one card to another, or away to a buyer without a card. Its id is the
 * SHA-256 of its signed form.
 *
 * @param season of the tea
 * @param source whether the seller harvests it now or holds it
 * @param seller the seller's card
 * @param buyer the buyer's card; absent where the buyer has none
 * @param product such as 茶青
 * @param grade such as 一级
 * @param grams how much
 * @param occurredAt when it was weighed
 * @param certificate the number of the seller's commitment certificate, or absent
 * @param sample the number of the sealed sample 留样, or absent
 * @param number as printed by the market, or absent
 * @param commitment to price and amount, see {@link qingshan.rules.Opening}
 * @param witnesses seller then buyer, or the market
 */
public record Slip(
        Name season,
        Source source,
        Id seller,
        @Nullable Id buyer,
        Text product,
        Text grade,
        Grams grams,
        LedgerTime occurredAt,
        @Nullable Text certificate,
        @Nullable Text sample,
        @Nullable Text number,
        Digest commitment,
        Witnesses witnesses) {
    /** Refuses nothing at all. */
    public Slip {
        grams.positive("grams");
    }

    /** Where the grams come from. */
    public enum Source {
        /** From the plot: makes a lot and debits the seller's entitlement. */
        HARVEST,
        /** From what the seller received before. */
        HOLDING
    }
}
