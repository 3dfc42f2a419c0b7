package qingshan.rules.lot;

import qingshan.rules.value.Id;
import qingshan.rules.value.Name;
import qingshan.rules.value.Text;

/**
 * The row of a market's table from which a batch's entry was adopted.
 *
 * @param market whose table
 * @param season of the import
 * @param table slips, processing or packing
 * @param number the row's own number
 */
public record Row(Id market, Name season, String table, Text number) {}
