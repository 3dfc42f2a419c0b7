package qingshan.rules.origin;

import org.jspecify.annotations.Nullable;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Day;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.Name;
import qingshan.rules.value.Text;

/**
 * A commitment certificate 承诺达标合格证 and what was sold under it.
 *
 * @param promisor the card of who promises
 * @param season of the tea
 * @param number printed on it; the promisor's own
 * @param product for which it was given
 * @param grams for how much
 * @param used sold under it so far
 * @param issuedOn from which day it counts
 * @param origin where the tea is said to come from, or absent
 * @param promise on what the promise rests, or absent
 * @param basis adopted from a market's records, or given on the ledger
 */
public record Certificate(
        Id promisor,
        Name season,
        Text number,
        Text product,
        Grams grams,
        Grams used,
        Day issuedOn,
        @Nullable Text origin,
        @Nullable Text promise,
        Basis basis) {
    Certificate withUsed(Grams other) {
        return new Certificate(promisor, season, number, product, grams, other, issuedOn, origin, promise, basis);
    }
}
