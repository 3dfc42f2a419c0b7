package qingshan.gateway.label;

import qingshan.rules.value.Id;

/**
 * What is on a label, before it is put on paper.
 *
 * @param qr the code
 * @param link what it holds
 * @param domain host and port, in clear text, so that a person sees where the code leads
 * @param code what a person types or reads out
 * @param name of the product, or what kind of card it is; perhaps in Chinese
 * @param sample whether 样张 <em>sample</em> lies across it
 */
public record Label(QrCode qr, String link, String domain, String code, String name, boolean sample) {
    private static final String CARD = "溯源卡";

    /**
     * The label of a pack.
     *
     * @param link with a serial of ours
     * @param product its name
     * @throws LabelException SERIAL_FORM, QR_TOO_LONG
     */
    public static Label ofPack(Site site, DigitalLink link, String product) {
        String code = Serial.parse(link.serial()).code();
        return of(site, link.path(), code, product);
    }

    /**
     * The label of a card. Its code holds the card's id on the ledger, which says nothing to others, and no name; the
     * printed number stands beside it for the eye.
     *
     * @param number as it is printed on the card
     * @throws LabelException QR_TOO_LONG
     */
    public static Label ofCard(Site site, Id card, String number) {
        return of(site, "/card/" + card, number, CARD);
    }

    private static Label of(Site site, String path, String code, String name) {
        String link = site.base() + path;
        return new Label(QrCode.of(link), link, site.domain(), code, name, site.sample());
    }
}
