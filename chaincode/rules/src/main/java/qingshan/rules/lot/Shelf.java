package qingshan.rules.lot;

import qingshan.rules.state.Keys;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.Text;

/**
 * Where a holder keeps receipts that can stand for one another: one season's tea of one product and grade.
 *
 * @param card whose
 * @param season of the harvest
 * @param product such as 茶青
 * @param grade such as 一级
 */
public record Shelf(Id card, Name season, Text product, Text grade) {
    String key(Receipt receipt) {
        return Keys.holding(card, season, product, grade, receipt.key());
    }

    String from() {
        return Keys.from(Keys.holdings(card, season, product, grade));
    }

    String upTo(LedgerTime moment) {
        return Keys.holdingsUpTo(card, season, product, grade, moment);
    }

    /** The same shelf of another card. */
    public Shelf of(Id other) {
        return new Shelf(other, season, product, grade);
    }
}
