package qingshan.proof.block;

import static qingshan.proof.block.Strict.must;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.Offence;
import qingshan.proof.offence.OffenceFound;

/** Decodes blocks strictly: what is not in the one accepted form is {@link Kind#MALFORMED}. Threads may share it. */
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
     * true and orderers' signatures are left out. What is no transaction of the one chaincode, or was never valid, may be in
     * any form; where it is not in the accepted one, it is left out.
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

        LedgerBlock.Genesis genesis = null;
        List<LedgerTransaction> transactions = new ArrayList<>(data.size());
        if (expectedNumber == 0) {
            must(data.size() == 1, "block 0 holds one transaction, the configuration");
            genesis = genesis(data.get(0));
        } else {
            for (int i = 0; i < data.size(); i++) {
                boolean valid = flags.byteAt(i) == TxValidationCode.VALID_VALUE;
                LedgerTransaction transaction = transaction(expectedNumber, i, data.get(i), valid, chaincode);
                if (transaction != null) {
                    transactions.add(transaction);
                }
            }
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
                List.copyOf(transactions),
                genesis);
    }

    private static ByteString metadata(List<ByteString> metadata, int index) {
        return index < metadata.size() ? metadata.get(index) : ByteString.EMPTY;
    }

    private static List<Signed> signatures(ByteString bytes, ByteString headerBytes) {
        Metadata metadata = Strict.parse(Metadata.parser(), bytes, "the metadata of signatures");
        List<Signed> signatures = new ArrayList<>(metadata.getSignaturesCount());
        for (MetadataSignature signature : metadata.getSignaturesList()) {
            if (!signature.getIdentifierHeader().isEmpty()) {
                throw MalformedException.unsupported("signatures of BFT orderers cannot be judged");
            }
            SignatureHeader signer =
                    Strict.parse(SignatureHeader.parser(), signature.getSignatureHeader(), "an orderer's header");
            signatures.add(new Signed(
                    signer.getCreator(),
                    List.of(metadata.getValue(), signature.getSignatureHeader(), headerBytes),
                    signature.getSignature()));
        }
        return List.copyOf(signatures);
    }

    private static LedgerBlock.Genesis genesis(ByteString bytes) {
        Envelope envelope = Strict.parse(Envelope.parser(), bytes, "envelope");
        Payload payload = Strict.parse(Payload.parser(), envelope.getPayload(), "payload");
        must(payload.hasHeader(), "the configuration has no header");
        ChannelHeader header =
                Strict.parse(ChannelHeader.parser(), payload.getHeader().getChannelHeader(), "channel header");
        must(header.getType() == HeaderType.CONFIG_VALUE, "block 0 is no configuration");
        return new LedgerBlock.Genesis(
                header.getChannelId(),
                Strict.parseUnordered(ConfigEnvelope.parser(), payload.getData(), "the channel's configuration"));
    }

    /** Null if it is left out. */
    private static @Nullable LedgerTransaction transaction(
            long block, int index, ByteString bytes, boolean valid, @Nullable String chaincode) {
        TransactionDecoder decoder = new TransactionDecoder(index);
        try {
            return decoder.decode(bytes);
        } catch (MalformedException e) {
            if (chaincode != null && (!valid || !decoder.isOf(chaincode))) {
                return null;
            }
            throw new OffenceFound(new Offence(e.kind(), block, index, decoder.transactionId(), null, e.detail()));
        }
    }
}
