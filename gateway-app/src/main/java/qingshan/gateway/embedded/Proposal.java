package qingshan.gateway.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import qingshan.gateway.identity.Identity;
import qingshan.proof.block.Hashes;

/**
 * What a client proposes: Fabric's headers and input.
 *
 * @param txId SHA-256 of nonce and creator, hexadecimal
 * @param nonce random, so that no two proposals have one id
 * @param publicPayload the input without the transient map, as it goes into the transaction
 * @param secret the transient map
 */
record Proposal(
        String txId,
        Identity creator,
        Channel channel,
        Instant timestamp,
        ByteString nonce,
        ByteString channelHeader,
        ByteString signatureHeader,
        ByteString publicPayload,
        String function,
        String argument,
        Map<String, byte[]> secret) {

    private static final int NONCE_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    static Proposal of(
            Channel channel,
            Identity creator,
            Instant timestamp,
            String function,
            String argument,
            Map<String, byte[]> secret) {
        byte[] random = new byte[NONCE_BYTES];
        RANDOM.nextBytes(random);
        ByteString nonce = UnsafeByteOperations.unsafeWrap(random);
        String txId = HexFormat.of()
                .formatHex(Hashes.sha256(nonce, creator.serialized()).toByteArray());
        ChaincodeID chaincode =
                ChaincodeID.newBuilder().setName(channel.chaincode()).build();
        ByteString channelHeader = ChannelHeader.newBuilder()
                .setType(HeaderType.ENDORSER_TRANSACTION_VALUE)
                .setTimestamp(timestamp(timestamp))
                .setChannelId(channel.name())
                .setTxId(txId)
                .setExtension(ChaincodeHeaderExtension.newBuilder()
                        .setChaincodeId(chaincode)
                        .build()
                        .toByteString())
                .build()
                .toByteString();
        ByteString signatureHeader = SignatureHeader.newBuilder()
                .setCreator(creator.serialized())
                .setNonce(nonce)
                .build()
                .toByteString();
        ChaincodeSpec call = ChaincodeSpec.newBuilder()
                .setType(ChaincodeSpec.Type.NODE)
                .setChaincodeId(chaincode)
                .setInput(ChaincodeInput.newBuilder()
                        .addArgs(ByteString.copyFromUtf8(function))
                        .addArgs(ByteString.copyFromUtf8(argument)))
                .build();
        ByteString payload = ChaincodeProposalPayload.newBuilder()
                .setInput(ChaincodeInvocationSpec.newBuilder()
                        .setChaincodeSpec(call)
                        .build()
                        .toByteString())
                .build()
                .toByteString();
        return new Proposal(
                txId,
                creator,
                channel,
                timestamp,
                nonce,
                channelHeader,
                signatureHeader,
                payload,
                function,
                argument,
                secret);
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
