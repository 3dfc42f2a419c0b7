package qingshan.gateway.follower;

import java.util.List;
import qingshan.rules.value.LedgerTime;

/** What an event does to the rows. */
public sealed interface Change {
    /** A new row, in place of the one with the same key if there is one. */
    record Put(Row row) implements Change {}

    /** Grams left a receipt; with the last of them the holding is gone. */
    record Take(String record, int ord, long grams) implements Change {}

    /** A harvest debited an entitlement. */
    record UseEntitlement(String card, String season, long grams) implements Change {}

    /** A sale debited a certificate. */
    record UseCertificate(String promisor, String season, String number, long grams) implements Change {}

    /**
     * A slip was reversed: the buyer's receipts are gone, the seller's parts are back, with entitlement and certificate.
     */
    record Reverse(String slip, String by) implements Change {}

    /** A holder decided who may move the card's grams. */
    record SetSignedOnly(String card, boolean signedOnly) implements Change {}

    /** A card was lost: its keys are revoked, another stands in its place. */
    record LoseCard(String card, LedgerTime lostAt, String replacedBy, LedgerTime at, String reason)
            implements Change {}

    /** A party took a consent back. */
    record ForgetConsent(String party, String scope, String reader) implements Change {}

    /** A dispute was settled. */
    record SettleDispute(String slip, String outcome, String reason, LedgerTime at) implements Change {}

    /** A key was revoked. */
    record RevokeKey(String card, int key, LedgerTime at, String reason) implements Change {}

    /** A new proposal made the approvals of an older one void. */
    record ForgetApprovals(String card, String season) implements Change {}

    /** An inspection's freeze was lifted. */
    record Release(String inspection, List<String> lots, LedgerTime at, String reason) implements Change {}

    /** An import waits for this batch next. */
    record SetNext(String run, int next) implements Change {}
}
