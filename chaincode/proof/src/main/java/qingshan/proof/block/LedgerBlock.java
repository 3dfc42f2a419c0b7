package qingshan.proof.block;

import com.google.protobuf.ByteString;
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
 * @param transactions the endorsed transactions, none in block 0; each says its place in the block
 * @param genesis what block 0 holds, else null
 */
public record LedgerBlock(
        long number,
        ByteString previousHash,
        ByteString dataHash,
        ByteString expectedDataHash,
        ByteString hash,
        ByteString flags,
        List<Signed> signatures,
        List<LedgerTransaction> transactions,
        @Nullable Genesis genesis) {
    /** The channel's name and configuration. */
    public record Genesis(String channel, ConfigEnvelope configuration) {}

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
}
