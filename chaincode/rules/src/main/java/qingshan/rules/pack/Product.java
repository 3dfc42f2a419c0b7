package qingshan.rules.pack;

import org.jspecify.annotations.Nullable;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.Text;

/**
 * A product as it is sold in packs.
 *
 * @param gtin its GS1 number
 * @param maker the card of who packs it; the ledger keeps the account
 * @param name in Chinese, or absent
 * @param englishName or absent
 * @param teaClass 茶类 such as 绿茶, or absent
 * @param netGrams net content of a pack
 * @param standard which it is made by, such as GB/T 14456.1, or absent
 * @param shelfLifeMonths or absent
 * @param licence the production licence, or absent
 * @param telephone of the maker, for shoppers, or absent
 */
public record Product(
        String gtin,
        Id maker,
        @Nullable Text name,
        @Nullable Text englishName,
        @Nullable Text teaClass,
        Grams netGrams,
        @Nullable Text standard,
        @Nullable Text shelfLifeMonths,
        @Nullable Text licence,
        @Nullable Text telephone) {
    /** Refuses packs of nothing. */
    public Product {
        netGrams.positive("netGrams");
    }

    /** The same, under the account of its maker. */
    Product madeBy(Id account) {
        return new Product(
                gtin, account, name, englishName, teaClass, netGrams, standard, shelfLifeMonths, licence, telephone);
    }

    /**
     * A product as the ledger keeps it.
     *
     * @param product what was said
     * @param basis adopted or approved
     * @param mspId who registered it
     */
    public record Registered(Product product, Basis basis, String mspId) {}
}
