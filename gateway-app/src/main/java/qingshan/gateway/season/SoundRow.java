package qingshan.gateway.season;

/** A row that is sound by itself; what becomes of it depends on the grams. */
public sealed interface SoundRow {
    /** Its number. */
    String number();

    /** When it happened, in milliseconds since 1970. */
    long occurredAt();

    /**
     * A sale over the scales.
     *
     * @param number slip number
     * @param occurredAt milliseconds since 1970
     * @param scale the scale; may be empty
     * @param buyer card
     * @param seller card
     * @param product such as 茶青
     * @param grade such as 特级
     * @param grams weight
     * @param fenPerKg price
     * @param amountFen amount
     * @param sample sealed sample; may be empty
     * @param certificate certificate number; may be empty
     */
    record Slip(
            String number,
            long occurredAt,
            String scale,
            String buyer,
            String seller,
            String product,
            String grade,
            long grams,
            long fenPerKg,
            long amountFen,
            String sample,
            String certificate)
            implements SoundRow {}

    /**
     * Leaf made into tea.
     *
     * @param number batch
     * @param occurredAt milliseconds since 1970
     * @param factory card
     * @param gradeIn leaf grade
     * @param gramsIn leaf
     * @param gradeOut grade of the made tea
     * @param gramsOut made tea
     */
    record Processing(
            String number,
            long occurredAt,
            String factory,
            String gradeIn,
            long gramsIn,
            String gradeOut,
            long gramsOut)
            implements SoundRow {}

    /**
     * Made tea put into packs.
     *
     * @param number run
     * @param occurredAt milliseconds since 1970
     * @param factory card
     * @param batch the batch packed
     * @param gramsPerPack net weight of a pack
     * @param packs how many
     * @param gtin product
     */
    record Packing(
            String number, long occurredAt, String factory, String batch, long gramsPerPack, long packs, String gtin)
            implements SoundRow {}
}
