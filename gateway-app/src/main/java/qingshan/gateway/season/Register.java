package qingshan.gateway.season;

import org.jspecify.annotations.Nullable;
import qingshan.rules.party.PartyKind;

/** What the parties and products of a season say, as far as a row's check needs it. */
public interface Register {
    /** The kind of the party that holds a card. */
    @Nullable
    PartyKind kind(String card);

    /** The registered product, by its GTIN as text. */
    @Nullable
    Product product(String gtin);

    /**
     * A registered product.
     *
     * @param factory card
     * @param netGrams net content of a pack
     */
    record Product(String factory, long netGrams) {}
}
