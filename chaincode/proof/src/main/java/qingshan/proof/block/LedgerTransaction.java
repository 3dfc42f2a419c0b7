package qingshan.proof.block;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endorsed transaction of a block, as it stands there; nothing is checked but its form.
 *
 * @param index its place in the block, from 0
 * @param id the transaction's id, hexadecimal
 * @param expectedId SHA-256 of nonce and creator, which the id must be
 * @param channel the channel that it names
 * @param timestamp when the client says that it was made
 * @param chaincode the name of the chaincode
 * @param function the contract's transaction, as {@code contract:Transaction}
 * @param arguments its arguments
 * @param proposalHash the hash of the proposal that the endorsers named
 * @param expectedProposalHash the hash that the proposal has
 * @param namespaces what it read and wrote, by namespace
 * @param event the payload of its event, or null
 * @param eventName the name of its event, or null
 * @param status the chaincode's answer: 200 when it agreed
 * @param response what it answered
 * @param creator the creator and the signature over the payload
 * @param endorsements the endorsers and their signatures
 */
public record LedgerTransaction(
        int index,
        String id,
        String expectedId,
        String channel,
        Instant timestamp,
        String chaincode,
        String function,
        List<ByteString> arguments,
        ByteString proposalHash,
        ByteString expectedProposalHash,
        List<ReadWrites> namespaces,
        @Nullable ByteString event,
        @Nullable String eventName,
        int status,
        ByteString response,
        Signed creator,
        List<Signed> endorsements) {
    /** The simple name of the command that was submitted. */
    public String command() {
        return function.substring(function.indexOf(':') + 1);
    }
}
