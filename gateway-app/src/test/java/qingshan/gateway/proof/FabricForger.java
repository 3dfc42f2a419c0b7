package qingshan.gateway.proof;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemReader;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.Consenter;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.IdentifierHeader;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.Orderers;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import qingshan.gateway.identity.Identity;
import qingshan.gateway.identity.Pem;
import qingshan.proof.block.Hashes;
import qingshan.proof.export.ExportHeader;
import qingshan.proof.export.ExportReader;
import qingshan.proof.export.ExportWriter;

/** Whoever owns every orderer of a network: it changes blocks, and makes all hashes and signatures of orderers right again. */
final class FabricForger {
    private static final int SIGNATURES = 0;
    private static final int FLAGS = 2;

    private final ExportHeader header;
    private final Map<String, Identity> orderers = new TreeMap<>();
    final List<Block> blocks = new ArrayList<>();

    /** @param keys of the orderers, by their organizations */
    FabricForger(Path export, Map<String, Path> keys) throws IOException {
        try (ExportReader reader = new ExportReader(Files.newInputStream(export))) {
            header = reader.header();
            for (byte[] block = reader.next(); block != null; block = reader.next()) {
                blocks.add(Block.parseFrom(block));
            }
        }
        for (Map.Entry<String, Path> key : keys.entrySet()) {
            try (PemReader pem = new PemReader(Files.newBufferedReader(key.getValue()))) {
                PrivateKeyInfo info =
                        PrivateKeyInfo.getInstance(pem.readPemObject().getContent());
                orderers.put(key.getKey(), new Identity(key.getKey(), new byte[0], Pem.privateKey(info)));
            }
        }
    }

    /** Says something else of what became of a transaction. */
    void flag(int block, int transaction, int code) {
        byte[] flags = blocks.get(block).getMetadata().getMetadata(FLAGS).toByteArray();
        flags[transaction] = (byte) code;
        Block.Builder changed = blocks.get(block).toBuilder();
        changed.getMetadataBuilder().setMetadata(FLAGS, ByteString.copyFrom(flags));
        blocks.set(block, changed.build());
    }

    /** Leaves a block so many orderers' signatures and no more. */
    void leave(int block, int signatures) {
        Metadata metadata = metadata(blocks.get(block));
        Metadata.Builder fewer = metadata.toBuilder().clearSignatures();
        fewer.addAllSignatures(metadata.getSignaturesList().subList(0, signatures));
        put(block, fewer.build());
    }

    /** Changes an envelope's payload, which somebody signs anew. */
    void envelope(int block, int transaction, UnaryOperator<Payload> change, Identity signer) {
        ByteString payload = change.apply(payload(block, transaction)).toByteString();
        Block.Builder changed = blocks.get(block).toBuilder();
        changed.getDataBuilder()
                .setData(
                        transaction,
                        Envelope.newBuilder()
                                .setPayload(payload)
                                .setSignature(signer.sign(payload))
                                .build()
                                .toByteString());
        blocks.set(block, changed.build());
        makeRight(block);
    }

    /** Changes a configuration; the orderer that made it signs it anew. */
    void configuration(int block, UnaryOperator<ConfigEnvelope> change) {
        try {
            Payload payload = payload(block, 0);
            SignatureHeader creator =
                    SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader());
            Identity orderer =
                    orderer(SerializedIdentity.parseFrom(creator.getCreator()).getMspid());
            ConfigEnvelope changed = change.apply(ConfigEnvelope.parseFrom(payload.getData()));
            envelope(
                    block,
                    0,
                    old -> old.toBuilder().setData(changed.toByteString()).build(),
                    orderer);
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a block and the one after it change places. */
    void swap(int block) {
        Collections.swap(blocks, block, block + 1);
        makeRight(block);
    }

    private Payload payload(int block, int transaction) {
        try {
            return Payload.parseFrom(
                    Envelope.parseFrom(blocks.get(block).getData().getData(transaction))
                            .getPayload());
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeRight(int from) {
        for (int i = from; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            BlockHeader sealed = BlockHeader.newBuilder()
                    .setNumber(i)
                    .setPreviousHash(Hashes.sha256(bytes(blocks.get(i - 1).getHeader())))
                    .setDataHash(Hashes.sha256(block.getData().getDataList()))
                    .build();
            blocks.set(i, block.toBuilder().setHeader(sealed).build());
            put(i, signed(metadata(block), sealed));
        }
    }

    /** By all who order, whom block 0 numbers. */
    private Metadata signed(Metadata metadata, BlockHeader sealed) {
        Metadata.Builder signed = metadata.toBuilder().clearSignatures();
        for (Consenter consenter : consenters()) {
            ByteString number = IdentifierHeader.newBuilder()
                    .setIdentifier(consenter.getId())
                    .build()
                    .toByteString();
            signed.addSignatures(MetadataSignature.newBuilder()
                    .setIdentifierHeader(number)
                    .setSignature(orderer(consenter.getMspId()).sign(metadata.getValue(), number, bytes(sealed))));
        }
        return signed.build();
    }

    private Identity orderer(String mspId) {
        return Objects.requireNonNull(orderers.get(mspId));
    }

    private List<Consenter> consenters() {
        try {
            ConfigEnvelope first = ConfigEnvelope.parseFrom(payload(0, 0).getData());
            ConfigGroup ordering = first.getConfig().getChannelGroup().getGroupsOrThrow("Orderer");
            return Orderers.parseFrom(ordering.getValuesOrThrow("Orderers").getValue())
                    .getConsenterMappingList();
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteString bytes(BlockHeader header) {
        return Hashes.headerBytes(header.getNumber(), header.getPreviousHash(), header.getDataHash());
    }

    private static Metadata metadata(Block block) {
        try {
            return Metadata.parseFrom(block.getMetadata().getMetadata(SIGNATURES));
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(int block, Metadata metadata) {
        Block.Builder changed = blocks.get(block).toBuilder();
        changed.getMetadataBuilder().setMetadata(SIGNATURES, metadata.toByteString());
        blocks.set(block, changed.build());
    }

    /** The export of what it made. */
    ByteArrayInputStream export() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportWriter writer = new ExportWriter(out, header);
        for (Block block : blocks) {
            writer.block(block.toByteArray());
        }
        writer.finish();
        return new ByteArrayInputStream(out.toByteArray());
    }
}
