package qingshan.proof;

import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.MSPConfig;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.Hashes;
import qingshan.proof.export.ExportHeader;
import qingshan.proof.export.ExportWriter;
import qingshan.proof.offence.Offence;

/**
 * A ledger of the tests, which owns every key of it: it makes good chains, and forges anything with all hashes and
 * signatures made right again.
 */
final class TestChain {
    static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    final TestCa trade = new TestCa("TradeMSP");
    final TestCa registry = new TestCa("RegistryMSP");
    final TestCa orderers = new TestCa("OrdererMSP");
    final TestSigner clerk = trade.issue("clerk", "client");
    final TestSigner peer = trade.issue("peer0", "peer");
    final TestSigner registryPeer = registry.issue("peer0", "peer");
    TestSigner orderer = orderers.issue("orderer0", "orderer");
    /** What block 0 says of endorsement, or null: then the ledger's own table holds. */
    @Nullable
    ConfigPolicy endorsement = endorsement(1, MSPRole.MSPRoleType.PEER, "TradeMSP");
    /** Who endorses a function. */
    Function<String, List<TestSigner>> endorsers = function -> List.of(peer);

    private final List<Block> blocks = new ArrayList<>();
    private long transactions;

    TestChain() {
        genesis(List.of(trade, registry), g -> g);
    }

    /** Block 0 anew, with other members or a changed configuration. */
    void genesis(List<TestCa> members, UnaryOperator<ConfigGroup.Builder> change) {
        blocks.clear();
        ConfigGroup.Builder application = ConfigGroup.newBuilder();
        members.forEach(member -> application.putGroups(member.mspId, group(member)));
        if (endorsement != null) {
            application.putPolicies("Endorsement", endorsement);
        }
        ConfigGroup.Builder channel = ConfigGroup.newBuilder()
                .putGroups("Application", application.build())
                .putGroups(
                        "Orderer",
                        ConfigGroup.newBuilder()
                                .putGroups("OrdererOrg", group(orderers))
                                .build());
        ByteString header = ChannelHeader.newBuilder()
                .setType(HeaderType.CONFIG_VALUE)
                .setChannelId(TestTransaction.CHANNEL)
                .build()
                .toByteString();
        Payload payload = Payload.newBuilder()
                .setHeader(Header.newBuilder().setChannelHeader(header))
                .setData(ConfigEnvelope.newBuilder()
                        .setConfig(Config.newBuilder().setChannelGroup(change.apply(channel)))
                        .build()
                        .toByteString())
                .build();
        Envelope envelope =
                Envelope.newBuilder().setPayload(payload.toByteString()).build();
        add(List.of(envelope.toByteString()), ByteString.copyFrom(new byte[1]), b -> b);
    }

    /** A signature policy: so many of these organizations' members of a kind. */
    static ConfigPolicy endorsement(int needed, MSPRole.MSPRoleType role, String... mspIds) {
        SignaturePolicy.NOutOf.Builder rule =
                SignaturePolicy.NOutOf.newBuilder().setN(needed);
        SignaturePolicyEnvelope.Builder policy = SignaturePolicyEnvelope.newBuilder();
        for (String mspId : mspIds) {
            rule.addRules(SignaturePolicy.newBuilder().setSignedBy(policy.getIdentitiesCount()));
            policy.addIdentities(MSPPrincipal.newBuilder()
                    .setPrincipalClassification(MSPPrincipal.Classification.ROLE)
                    .setPrincipal(MSPRole.newBuilder()
                            .setMspIdentifier(mspId)
                            .setRole(role)
                            .build()
                            .toByteString()));
        }
        policy.setRule(SignaturePolicy.newBuilder().setNOutOf(rule));
        return ConfigPolicy.newBuilder()
                .setPolicy(Policy.newBuilder()
                        .setType(Policy.PolicyType.SIGNATURE_VALUE)
                        .setValue(policy.build().toByteString()))
                .build();
    }

    /** Begins anew, with what block 0 says of endorsement, or with nothing that it says. */
    void endorsement(@Nullable ConfigPolicy policy) {
        endorsement = policy;
        genesis(List.of(trade, registry), g -> g);
    }

    static ConfigGroup group(TestCa ca) {
        FabricMSPConfig msp = FabricMSPConfig.newBuilder()
                .setName(ca.mspId)
                .addRootCerts(ByteString.copyFromUtf8(TestSigner.pem(ca.root)))
                .build();
        return ConfigGroup.newBuilder()
                .putValues(
                        "MSP",
                        ConfigValue.newBuilder()
                                .setValue(MSPConfig.newBuilder()
                                        .setConfig(msp.toByteString())
                                        .build()
                                        .toByteString())
                                .build())
                .build();
    }

    TestTransaction transaction() {
        return new TestTransaction(clerk, peer, transactions++);
    }

    /** Adds a block of transactions that are all valid. */
    void block(TestTransaction... of) {
        List<ByteString> data = new ArrayList<>();
        for (TestTransaction transaction : of) {
            data.add(transaction.envelope().toByteString());
        }
        add(data, ByteString.copyFrom(new byte[of.length]), b -> b);
    }

    /** Adds a block and says what became of its transactions. */
    void block(Map<TestTransaction, TxValidationCode> of) {
        List<ByteString> data = new ArrayList<>();
        byte[] flags = new byte[of.size()];
        of.forEach((transaction, code) -> {
            flags[data.size()] = (byte) code.getNumber();
            data.add(transaction.envelope().toByteString());
        });
        add(data, ByteString.copyFrom(flags), b -> b);
    }

    void add(List<ByteString> data, ByteString flags, UnaryOperator<Block.Builder> change) {
        long number = blocks.size();
        Block.Builder block = Block.newBuilder()
                .setHeader(BlockHeader.newBuilder()
                        .setNumber(number)
                        .setPreviousHash(number == 0 ? ByteString.EMPTY : hash(blocks.getLast()))
                        .setDataHash(Hashes.sha256(data)))
                .setData(BlockData.newBuilder().addAllData(data));
        block.setMetadata(BlockMetadata.newBuilder()
                .addMetadata(ByteString.EMPTY)
                .addMetadata(ByteString.EMPTY)
                .addMetadata(flags));
        blocks.add(sign(change.apply(block)));
    }

    /** Changes a block and makes all that follows right again: hashes, links and the orderer's signatures. */
    void forge(int number, UnaryOperator<Block.Builder> change) {
        blocks.set(number, sign(change.apply(blocks.get(number).toBuilder())));
        for (int i = number + 1; i < blocks.size(); i++) {
            Block.Builder next = blocks.get(i).toBuilder();
            next.getHeaderBuilder().setPreviousHash(hash(blocks.get(i - 1)));
            blocks.set(i, sign(next));
        }
    }

    /** Changes a block and nothing else. */
    void tamper(int number, UnaryOperator<Block.Builder> change) {
        blocks.set(number, change.apply(blocks.get(number).toBuilder()).build());
    }

    Block sign(Block.Builder block) {
        ByteString header = SignatureHeader.newBuilder()
                .setCreator(orderer.serialized())
                .setNonce(ByteString.copyFromUtf8("n"))
                .build()
                .toByteString();
        ByteString value = ByteString.copyFromUtf8("last configuration");
        Metadata metadata = Metadata.newBuilder()
                .setValue(value)
                .addSignatures(MetadataSignature.newBuilder()
                        .setSignatureHeader(header)
                        .setSignature(orderer.sign(value, header, headerBytes(block.getHeader()))))
                .build();
        block.getMetadataBuilder().setMetadata(0, metadata.toByteString());
        return block.build();
    }

    static ByteString hash(Block block) {
        return Hashes.sha256(headerBytes(block.getHeader()));
    }

    private static ByteString headerBytes(BlockHeader header) {
        return Hashes.headerBytes(header.getNumber(), header.getPreviousHash(), header.getDataHash());
    }

    String head() {
        return HexFormat.of().formatHex(hash(blocks.getLast()).toByteArray());
    }

    byte[] roots() {
        StringBuilder pem = new StringBuilder();
        List.of(trade, registry, orderers).forEach(ca -> pem.append(TestSigner.pem(ca.root)));
        return pem.toString().getBytes(StandardCharsets.UTF_8);
    }

    List<Block> blocks() {
        return blocks;
    }

    byte[] export() {
        return export(new ExportHeader(TestTransaction.CHANNEL, List.of("RegistryMSP", "TradeMSP")));
    }

    byte[] export(ExportHeader header) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ExportWriter writer = new ExportWriter(out, header);
            for (Block block : blocks) {
                writer.block(block.toByteArray());
            }
            writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    AuditResult audit() {
        return audit(export(), AuditOptions.at(NOW));
    }

    /** The offence of an audit that must have found one. */
    static Offence offence(AuditResult result) {
        return Objects.requireNonNull(result.offence(), "nothing was found");
    }

    static AuditResult audit(byte[] export, AuditOptions options) {
        try {
            return Audit.run(new ByteArrayInputStream(export), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A map that keeps the order in which transactions stand in a block. */
    static Map<TestTransaction, TxValidationCode> codes(Object... pairs) {
        Map<TestTransaction, TxValidationCode> codes = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            codes.put((TestTransaction) pairs[i], (TxValidationCode) pairs[i + 1]);
        }
        return codes;
    }
}
