package qingshan.rules.lot;

import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.Name;
import qingshan.rules.value.Text;

/**
 * The lot that a record made; its name is the record's.
 *
 * @param maker the card of the grower or maker
 * @param season of the harvest
 * @param product such as 茶青
 * @param grade such as 一级
 * @param grams how much was made
 */
public record LotInfo(Id maker, Name season, Text product, Text grade, Grams grams) {}
