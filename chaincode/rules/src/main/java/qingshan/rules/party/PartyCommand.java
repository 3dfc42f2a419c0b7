package qingshan.rules.party;

import org.jspecify.annotations.Nullable;
import qingshan.rules.Command;
import qingshan.rules.signature.PublicKey;
import qingshan.rules.signature.SignatureValue;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.Text;

/** Commands on parties, markets and card keys. */
public sealed interface PartyCommand extends Command {
    /** Registers a party; an importer adopts it, and may correct what was only adopted. */
    record RegisterParty(
            @Nullable CommandId id,
            LedgerTime occurredAt,
            Id party,
            PartyKind kind,
            @Nullable Text village,
            Digest commitment)
            implements PartyCommand {}

    /** Registers a market, run by an organization. */
    record RegisterMarket(CommandId id, LedgerTime occurredAt, Id market, Text name, Text mspId)
            implements PartyCommand {}

    /** Registers a scale of the submitter's market. */
    record RegisterScale(@Nullable CommandId id, LedgerTime occurredAt, Id market, Text scale)
            implements PartyCommand {}

    /** Takes a scale out of use. */
    record RetireScale(CommandId id, LedgerTime occurredAt, Id market, Text scale) implements PartyCommand {}

    /**
     * Adds a key to a card.
     *
     * @param proof by the new key over the form {@code key} of {@code {"card","publicKey"}}
     */
    record AddKey(CommandId id, LedgerTime occurredAt, Id card, PublicKey publicKey, SignatureValue proof)
            implements PartyCommand {}

    /**
     * Replaces a key by a new one, as the holder wishes.
     *
     * @param key the number of the old key, which is revoked
     * @param proof by the new key over the form {@code key}
     * @param signature by the old key over the form {@code rotation} of {@code {"card","key","publicKey"}}
     */
    record RotateKey(
            CommandId id,
            LedgerTime occurredAt,
            Id card,
            int key,
            PublicKey publicKey,
            SignatureValue proof,
            SignatureValue signature)
            implements PartyCommand {}

    /** Revokes a key for good. */
    record RevokeKey(CommandId id, LedgerTime occurredAt, Id card, int key, Note reason) implements PartyCommand {}
}
