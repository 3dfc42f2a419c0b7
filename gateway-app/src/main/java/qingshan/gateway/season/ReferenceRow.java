package qingshan.gateway.season;

import qingshan.rules.party.PartyKind;

/** A sound row of the tables that the others refer to; fields that may be empty are kept as text. */
public sealed interface ReferenceRow {
    /**
     * A card and who holds it.
     *
     * @param card card number
     * @param kind which of the four kinds
     * @param row all its fields
     */
    record Party(String card, PartyKind kind, Row row) implements ReferenceRow {}

    /**
     * A tea plot.
     *
     * @param plot plot number
     * @param card whose
     * @param areaThousandths area in thousandths of a mu
     * @param row all its fields
     */
    record Plot(String plot, String card, long areaThousandths, Row row) implements ReferenceRow {}

    /**
     * A commitment certificate.
     *
     * @param certificate its number
     * @param promisor card
     * @param product such as 茶青
     * @param grams how much it covers
     * @param day such as {@code 2026-03-05}
     * @param row all its fields
     */
    record Certificate(String certificate, String promisor, String product, long grams, String day, Row row)
            implements ReferenceRow {}

    /**
     * A registered product.
     *
     * @param gtin trade item number
     * @param factory card
     * @param netGrams net content of a pack
     * @param row all its fields
     */
    record Product(String gtin, String factory, long netGrams, Row row) implements ReferenceRow {}
}
