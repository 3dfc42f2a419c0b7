package qingshan.rules.policy;

import qingshan.rules.json.JsonObject;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Day;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;

/**
 * One edition of a policy, as stored. It is never edited, only superseded by the next.
 *
 * @param ref kind, name, version and hash
 * @param effectiveFrom the first day on which it may be used
 * @param source where its numbers come from
 * @param status how sure they are
 * @param basis adopted from a market's records, or approved by the organization that the kind names
 * @param mspId who published it
 * @param publishedAt when it was recorded
 * @param document the numbers
 */
public record Edition(
        PolicyRef ref,
        Day effectiveFrom,
        Note source,
        PolicyStatus status,
        Basis basis,
        String mspId,
        LedgerTime publishedAt,
        JsonObject document) {}
