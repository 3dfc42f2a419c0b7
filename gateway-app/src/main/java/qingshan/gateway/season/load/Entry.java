package qingshan.gateway.season.load;

import org.jspecify.annotations.Nullable;
import qingshan.rules.Opening;
import qingshan.rules.json.JsonObject;

/**
 * One entry of a batch as it is sent.
 *
 * @param json the entry
 * @param opening of a slip's price and amount, or null
 * @param weight about how much room it takes: 1 for a row, more for an entitlement with many plots
 */
record Entry(JsonObject json, @Nullable Opening opening, int weight) {}
