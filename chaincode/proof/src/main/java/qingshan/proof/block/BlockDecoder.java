package qingshan.proof.block;

import static qingshan.proof.block.Strict.must;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.IdentifierHeader;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.Offence;
import qingshan.proof.offence.OffenceFound;

/**
 * Decodes blocks. What orderers and endorsers write must be in protobuf's canonical encoding, else it is {@link
 * Kind#MALFORMED}; what a client writes is read as Fabric reads it, since a peer takes it so. Threads may share it.
 */
public final class BlockDecoder {
    private static final int HASH_BYTES = 32;
    private static final int METADATA_MAX = 5;

    private BlockDecoder() {}

    /**
     * Decodes a block.
     *
     * @param expectedNumber the number that the block should carry, for the place of an offence; it is not checked
     * @throws OffenceFound of {@link Kind#MALFORMED} or {@link Kind#UNSUPPORTED}, with block and transaction
     */
    public static LedgerBlock decode(long expectedNumber, byte[] bytes) {
        return decode(expectedNumber, bytes, null);
    }

    /**
     * Decodes a block as a peer gives it that committed it, for whoever believes that peer: its validation flags are taken for
     * true and orderers' signatures are left out. What is valid is read as the peer itself reads it, in whatever order and
     * with whatever unknown fields; otherwise any member's client could stop all who follow. What is no transaction of the
     * one chaincode, or was never valid, may be in any form; where it cannot be read, it is left out.
     *
     * @param expectedNumber the number that the block should carry, for the place of an offence; it is not checked
     * @throws OffenceFound as {@link #decode}, of what is not left out
     */
    public static LedgerBlock committed(long expectedNumber, byte[] bytes, String chaincode) {
        return decode(expectedNumber, bytes, chaincode);
    }

    private static LedgerBlock decode(long expectedNumber, byte[] bytes, @Nullable String chaincode) {
        try {
            return block(expectedNumber, UnsafeByteOperations.unsafeWrap(bytes), chaincode);
        } catch (MalformedException e) {
            throw new OffenceFound(Offence.ofBlock(e.kind(), expectedNumber, e.detail()));
        }
    }

    private static LedgerBlock block(long expectedNumber, ByteString bytes, @Nullable String chaincode) {
        Block block = Strict.parse(Block.parser(), bytes, "block");
        must(block.hasHeader() && block.hasData() && block.hasMetadata(), "a block has header, data and metadata");
        BlockHeader header = block.getHeader();
        must(header.getNumber() >= 0, "the number of the block is out of bounds");
        must(header.getDataHash().size() == HASH_BYTES, "the data hash has another length");
        int previousLength = header.getPreviousHash().size();
        must(previousLength == HASH_BYTES || previousLength == 0, "the previous hash has another length");
        List<ByteString> data = block.getData().getDataList();
        must(!data.isEmpty() && data.size() <= Version.TRANSACTIONS_MAX, "the count of transactions is out of bounds");
        ByteString headerBytes = Hashes.headerBytes(header.getNumber(), header.getPreviousHash(), header.getDataHash());
        List<ByteString> metadata = block.getMetadata().getMetadataList();
        must(metadata.size() <= METADATA_MAX, "the block has more metadata than is known");
        ByteString flags = metadata(metadata, BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE);
        must(flags.size() == data.size(), "the validation flags are not one for each transaction");
        boolean configures = expectedNumber == 0 || (data.size() == 1 && ConfigurationDecoder.configures(data.get(0)));
        Envelopes envelopes = new Envelopes(expectedNumber, flags, chaincode);
        if (!configures) {
            envelopes.read(data);
        }
        return new LedgerBlock(
                header.getNumber(),
                header.getPreviousHash(),
                header.getDataHash(),
                Hashes.sha256(data),
                Hashes.sha256(headerBytes),
                flags,
                chaincode == null
                        ? signatures(metadata(metadata, BlockMetadataIndex.SIGNATURES_VALUE), headerBytes)
                        : List.of(),
                List.copyOf(envelopes.transactions),
                List.copyOf(envelopes.unread),
                configures ? configuration(expectedNumber, data) : null);
    }

    private static LedgerBlock.Configuration configuration(long block, List<ByteString> data) {
        must(data.size() == 1, "block 0 holds one transaction, the configuration");
        return ConfigurationDecoder.decode(block, data.get(0));
    }

    private static ByteString metadata(List<ByteString> metadata, int index) {
        return index < metadata.size() ? metadata.get(index) : ByteString.EMPTY;
    }

    private static List<OrdererSignature> signatures(ByteString bytes, ByteString headerBytes) {
        Metadata metadata = Strict.parse(Metadata.parser(), bytes, "the metadata of signatures");
        List<OrdererSignature> signatures = new ArrayList<>(metadata.getSignaturesCount());
        for (MetadataSignature signature : metadata.getSignaturesList()) {
            ByteString byName = signature.getSignatureHeader();
            ByteString byNumber = signature.getIdentifierHeader();
            must(byName.isEmpty() || byNumber.isEmpty(), "an orderer's signature names its signer twice");
            SignatureHeader signer = Strict.parse(SignatureHeader.parser(), byName, "an orderer's header");
            IdentifierHeader consenter = Strict.parse(IdentifierHeader.parser(), byNumber, "a consenter's header");
            signatures.add(new OrdererSignature(
                    signer.getCreator(),
                    consenter.getIdentifier(),
                    List.of(metadata.getValue(), byName, byNumber, headerBytes),
                    signature.getSignature()));
        }
        return List.copyOf(signatures);
    }

    /** The envelopes of a block, read one after the other. */
    private static final class Envelopes {
        private final long block;
        private final ByteString flags;
        private final @Nullable String chaincode;
        private final List<LedgerTransaction> transactions = new ArrayList<>();
        private final List<LedgerBlock.Unread> unread = new ArrayList<>();

        Envelopes(long block, ByteString flags, @Nullable String chaincode) {
            this.block = block;
            this.flags = flags;
            this.chaincode = chaincode;
        }

        void read(List<ByteString> data) {
            for (int i = 0; i < data.size(); i++) {
                int flag = flags.byteAt(i) & 0xff;
                boolean strict = chaincode == null && LedgerBlock.passed(flag);
                TransactionDecoder decoder = new TransactionDecoder(i, strict);
                try {
                    if (chaincode == null) {
                        // else two envelopes run together have the data hash of two and are read as one
                        Strict.onceEach(Envelope.parser(), data.get(i), "envelope");
                    }
                    transactions.add(decoder.decode(data.get(i)));
                } catch (MalformedException e) {
                    boolean mustBeRead = chaincode == null
                            ? strict
                            : flag == TxValidationCode.VALID_VALUE && decoder.isOf(chaincode);
                    if (mustBeRead) {
                        throw new OffenceFound(
                                new Offence(e.kind(), block, i, decoder.transactionId(), null, e.detail()));
                    }
                    unread.add(new LedgerBlock.Unread(i, decoder.transactionId(), e.detail()));
                }
            }
        }
    }
}
