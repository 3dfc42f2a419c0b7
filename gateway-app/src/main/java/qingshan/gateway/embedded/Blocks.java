package qingshan.gateway.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.security.SecureRandom;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.LastConfig;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import qingshan.gateway.identity.Identity;
import qingshan.proof.block.Hashes;

/** Makes blocks as Fabric's orderer and peer do together. */
final class Blocks {

    /**
     * A block as it is kept.
     *
     * @param hash of its header; the next block quotes it
     * @param bytes Fabric's Block
     */
    record Made(long number, ByteString hash, ByteString bytes) {}

    private static final int NONCE_BYTES = 24;

    private final Identity orderer;
    private final SecureRandom random = new SecureRandom();

    Blocks(Identity orderer) {
        this.orderer = orderer;
    }

    /**
     * Makes a block.
     *
     * @param previous the hash of the block before, empty for block 0
     * @param flags a TxValidationCode for each envelope
     */
    Made make(long number, ByteString previous, List<ByteString> envelopes, byte[] flags) {
        ByteString dataHash = Hashes.sha256(envelopes);
        ByteString header = Hashes.headerBytes(number, previous, dataHash);
        Block block = Block.newBuilder()
                .setHeader(BlockHeader.newBuilder()
                        .setNumber(number)
                        .setPreviousHash(previous)
                        .setDataHash(dataHash))
                .setData(BlockData.newBuilder().addAllData(envelopes))
                .setMetadata(BlockMetadata.newBuilder()
                        .addMetadata(signatures(header))
                        .addMetadata(ByteString.EMPTY)
                        .addMetadata(UnsafeByteOperations.unsafeWrap(flags))
                        .addMetadata(ByteString.EMPTY)
                        .addMetadata(ByteString.EMPTY))
                .build();
        return new Made(number, Hashes.sha256(header), block.toByteString());
    }

    private ByteString signatures(ByteString header) {
        ByteString value = OrdererBlockMetadata.newBuilder()
                .setLastConfig(LastConfig.newBuilder().setIndex(0))
                .build()
                .toByteString();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        ByteString signer = SignatureHeader.newBuilder()
                .setCreator(orderer.serialized())
                .setNonce(UnsafeByteOperations.unsafeWrap(nonce))
                .build()
                .toByteString();
        return Metadata.newBuilder()
                .setValue(value)
                .addSignatures(MetadataSignature.newBuilder()
                        .setSignatureHeader(signer)
                        .setSignature(orderer.sign(value, signer, header)))
                .build()
                .toByteString();
    }
}
