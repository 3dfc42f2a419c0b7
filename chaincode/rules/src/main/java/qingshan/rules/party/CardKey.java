package qingshan.rules.party;

import org.jspecify.annotations.Nullable;
import qingshan.rules.signature.PublicKey;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;

/**
 * One of a card's keys.
 *
 * @param no from 1, in the order in which they were added
 * @param publicKey with its algorithm
 * @param addedAt when it was recorded
 * @param revokedAt when it was revoked, or absent
 * @param reason why it was revoked, or absent
 */
public record CardKey(
        int no,
        PublicKey publicKey,
        LedgerTime addedAt,
        @Nullable LedgerTime revokedAt,
        @Nullable Note reason) {
    /** The same, revoked; a key that was revoked before stays as it is. */
    CardKey revoked(LedgerTime at, Note why) {
        return revokedAt == null ? new CardKey(no, publicKey, addedAt, at, why) : this;
    }
}
