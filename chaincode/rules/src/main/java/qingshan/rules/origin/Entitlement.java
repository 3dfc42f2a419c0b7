package qingshan.rules.origin;

import qingshan.rules.policy.PolicyRef;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Grams;

/**
 * What a party may harvest in a season, through its card.
 *
 * @param granted in all
 * @param used by harvests so far; never more than granted
 * @param basis adopted from a market's records, or approved by village, town and county
 * @param policy the edition whose yield it was computed with
 */
public record Entitlement(Grams granted, Grams used, Basis basis, PolicyRef policy) {
    Entitlement withUsed(Grams other) {
        return new Entitlement(granted, other, basis, policy);
    }
}
