package qingshan.proof.block;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;

/**
 * A block, as it stands in an export; nothing is checked but its form.
 *
 * @param number from 0
 * @param previousHash the hash of the header before it, empty for block 0
 * @param dataHash what the header says of the block's transactions
 * @param expectedDataHash SHA-256 of the block's transactions
 * @param hash SHA-256 of the header in ASN.1, as the next block names it
 * @param flags the validation code of each transaction, unsigned
 * @param signatures the orderers' signatures over the header
 * @param transactions the endorsed transactions, none where the channel is configured; each says its place in the block
 * @param unread envelopes that had no effect and are no transactions in the accepted form, in order
 * @param configuration what block 0 and each block that changes the channel holds, else null
 */
public record LedgerBlock(
        long number,
        ByteString previousHash,
        ByteString dataHash,
        ByteString expectedDataHash,
        ByteString hash,
        ByteString flags,
        List<OrdererSignature> signatures,
        List<LedgerTransaction> transactions,
        List<Unread> unread,
        @Nullable Configuration configuration) {
    /**
     * A configuration of the channel.
     *
     * @param channel its name
     * @param timestamp when the orderer says that it made this
     * @param envelope the whole configuration, and the update that led to it
     * @param creator the orderer that made it and the signature over the payload; nobody for block 0
     */
    public record Configuration(String channel, Instant timestamp, ConfigEnvelope envelope, Signed creator) {}

    /**
     * An envelope of which no more is known.
     *
     * @param index its place in the block, from 0
     * @param id the id that it gives itself, or null where not even that can be read
     * @param detail why it is no transaction
     */
    public record Unread(int index, @Nullable String id, String detail) {}

    /** The hash of the header, hexadecimal: the head of a ledger whose last block this is. */
    public String head() {
        return Hashes.hex(hash);
    }

    /** The validation code that the block gives a transaction. */
    public int flag(int transaction) {
        return flags.byteAt(transaction) & 0xff;
    }

    /** Whether the block says of a transaction that it took effect. */
    public boolean saysValid(int transaction) {
        return flag(transaction) == TxValidationCode.VALID_VALUE;
    }

    /**
     * Whether a validation code says that a transaction is well formed, signed and endorsed: then it took effect, or came
     * to nothing only since others came before it.
     */
    public static boolean passed(int flag) {
        return flag == TxValidationCode.VALID_VALUE
                || flag == TxValidationCode.MVCC_READ_CONFLICT_VALUE
                || flag == TxValidationCode.PHANTOM_READ_CONFLICT_VALUE;
    }
}
