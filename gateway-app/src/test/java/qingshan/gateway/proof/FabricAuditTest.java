package qingshan.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.network.TestNetwork;
import qingshan.proof.Audit;
import qingshan.proof.AuditOptions;
import qingshan.proof.AuditResult;
import qingshan.proof.Verdict;
import qingshan.proof.block.BlockDecoder;
import qingshan.proof.block.LedgerBlock;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.Offence;

/** A real network's blocks stand up to an audit, and what its orderers and clients together could forge does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FabricAuditTest {
    @TempDir
    private static Path directory;

    private @Nullable TestNetwork network;
    private @Nullable FabricStory story;
    private Export.@Nullable Made made;

    @BeforeAll
    void tell() throws IOException {
        TestNetwork.mustHavePrograms();
        network = TestNetwork.up("county");
        story = new FabricStory(network);
        made = story.tell(directory, file(), roots());
    }

    @AfterAll
    void down() {
        if (network != null) {
            network.close();
        }
    }

    @Test
    void a_ledger_on_fabric_is_shown_to_whoever_knows_its_head_and_its_first_roots() throws IOException {
        AuditResult result = Audit.run(
                file(),
                AuditOptions.at(Instant.now())
                        .withHead(Objects.requireNonNull(made).head())
                        .withTrust(Files.readAllBytes(roots())));
        assertThat(result.offence()).isNull();
        assertThat(result.verdict()).isEqualTo(Verdict.SHOWN);
        assertThat(result.unjudged()).isEmpty();
        assertThat(result.counts().invalid()).isPositive();
    }

    @Test
    void a_conflict_that_is_said_to_count() throws IOException {
        FabricForger forger = forger();
        int block = block(forger, it -> it.flag(0) == TxValidationCode.MVCC_READ_CONFLICT_VALUE);
        forger.flag(block, 0, TxValidationCode.VALID_VALUE);
        found(forger, Kind.VALIDATION_FLAG, block);
    }

    @Test
    void a_good_transaction_that_is_said_to_be_badly_signed_or_endorsed() throws IOException {
        for (TxValidationCode code : List.of(
                TxValidationCode.BAD_CREATOR_SIGNATURE,
                TxValidationCode.ENDORSEMENT_POLICY_FAILURE,
                TxValidationCode.PHANTOM_READ_CONFLICT,
                TxValidationCode.DUPLICATE_TXID,
                TxValidationCode.BAD_PAYLOAD)) {
            FabricForger forger = forger();
            int block = market(forger);
            forger.flag(block, 0, code.getNumber());
            found(forger, Kind.VALIDATION_FLAG, block);
        }
    }

    @Test
    void a_reason_that_cannot_be_worked_out_again_is_named() throws IOException {
        FabricForger forger = forger();
        forger.flag(last(forger), 0, TxValidationCode.INVALID_OTHER_REASON_VALUE);
        AuditResult result = Audit.run(forger.export(), AuditOptions.at(Instant.now()));
        assertThat(result.offence()).isNull();
        assertThat(result.unjudged()).isEqualTo(Map.of("INVALID_OTHER_REASON", 1L));
    }

    @Test
    void a_block_that_too_few_orderers_signed() throws IOException {
        FabricForger forger = forger();
        forger.leave(last(forger), 2);
        found(forger, Kind.BLOCK_SIGNATURE, last(forger));
    }

    @Test
    void a_transaction_that_only_one_organization_endorsed() throws IOException {
        FabricForger forger = forger();
        int block = market(forger);
        forger.envelope(
                block,
                0,
                FabricAuditTest::endorsedOnce,
                Objects.requireNonNull(story).registrar());
        found(forger, Kind.ENDORSEMENT_POLICY, block);
    }

    @Test
    void an_organization_that_too_few_let_in() throws IOException {
        FabricForger forger = forger();
        int block = configured(forger, 1);
        forger.configuration(block, next -> signedBy(next, 2));
        found(forger, Kind.RECONFIGURATION, block);
    }

    @Test
    void a_configuration_that_nobody_asked_for() throws IOException {
        FabricForger forger = forger();
        int block = configured(forger, 0);
        forger.configuration(block, next -> {
            ConfigEnvelope.Builder changed = next.toBuilder();
            changed.getConfigBuilder().getChannelGroupBuilder().removeValues("Capabilities");
            return changed.build();
        });
        found(forger, Kind.RECONFIGURATION, block);
    }

    @Test
    void a_transaction_of_whom_the_organization_had_revoked() throws IOException {
        FabricForger forger = forger();
        int revocation = configured(forger, 0);
        forger.swap(revocation - 1);
        found(forger, Kind.CERTIFICATE, revocation);
    }

    private static Path file() {
        return directory.resolve("ledger.qse");
    }

    private static Path roots() {
        return directory.resolve("roots.pem");
    }

    private FabricForger forger() throws IOException {
        return new FabricForger(file(), Objects.requireNonNull(network).ordererKeys());
    }

    private static void found(FabricForger forger, Kind kind, long block) throws IOException {
        Offence offence = Objects.requireNonNull(
                Audit.run(forger.export(), AuditOptions.at(Instant.now())).offence(), "nothing was found");
        assertThat(offence.kind()).as(offence.toString()).isEqualTo(kind);
        assertThat(offence.block()).as(offence.toString()).isEqualTo(block);
    }

    private interface Wanted {
        boolean is(LedgerBlock block);
    }

    private static int[] blocks(FabricForger forger, Wanted wanted) {
        return IntStream.range(1, forger.blocks.size())
                .filter(i ->
                        wanted.is(BlockDecoder.decode(i, forger.blocks.get(i).toByteArray())))
                .toArray();
    }

    private static int block(FabricForger forger, Wanted wanted) {
        return blocks(forger, wanted)[0];
    }

    private static int configured(FabricForger forger, int which) {
        return blocks(forger, block -> block.configuration() != null)[which];
    }

    /** The first market that was registered, by a block of its own: in the conflict. */
    private static int market(FabricForger forger) {
        return block(forger, it -> it.flag(0) == TxValidationCode.MVCC_READ_CONFLICT_VALUE) - 1;
    }

    private static int last(FabricForger forger) {
        return forger.blocks.size() - 1;
    }

    private static Payload endorsedOnce(Payload payload) {
        try {
            Transaction.Builder transaction = Transaction.parseFrom(payload.getData()).toBuilder();
            ChaincodeActionPayload.Builder action =
                    ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload()).toBuilder();
            action.getActionBuilder().removeEndorsements(1);
            transaction.getActionsBuilder(0).setPayload(action.build().toByteString());
            return payload.toBuilder()
                    .setData(transaction.build().toByteString())
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConfigEnvelope signedBy(ConfigEnvelope next, int signatures) {
        try {
            Payload payload = Payload.parseFrom(next.getLastUpdate().getPayload());
            ConfigUpdateEnvelope update = ConfigUpdateEnvelope.parseFrom(payload.getData());
            ConfigUpdateEnvelope fewer = update.toBuilder()
                    .clearSignatures()
                    .addAllSignatures(update.getSignaturesList().subList(0, signatures))
                    .build();
            return next.toBuilder()
                    .setLastUpdate(next.getLastUpdate().toBuilder()
                            .setPayload(payload.toBuilder()
                                    .setData(fewer.toByteString())
                                    .build()
                                    .toByteString()))
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }
}
