package qingshan.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;
import qingshan.proof.block.Hashes;
import qingshan.proof.export.ExportHeader;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.Offence;
import qingshan.rules.testing.Submitters;

/** Each thing that can be forged below the domain is found and named at its place. */
class ForgeryTest {
    private final TestCounty county = new TestCounty();
    private final TestChain chain = county.chain;
    private final TestSigner importer = county.signer(Submitters.IMPORTER);

    ForgeryTest() {
        county.commit(county.party("a", 1), county.party("b", 1));
    }

    private void forged(Kind kind, Consumer<TestTransaction> forgery) {
        TestTransaction transaction = county.party("a", 2);
        forgery.accept(transaction);
        chain.block(county.party("c", 1), transaction);
        Offence offence = found(kind, 2, 1);
        assertThat(offence.transactionId()).isNotNull();
    }

    private Offence found(Kind kind, long block, int transaction) {
        Offence offence = TestChain.offence(chain.audit());
        assertThat(offence.kind()).as(offence.toString()).isEqualTo(kind);
        assertThat(offence.block()).isEqualTo(block);
        assertThat(offence.transaction()).isEqualTo(transaction);
        return offence;
    }

    @Test
    void a_transaction_id_of_another() {
        forged(
                Kind.TRANSACTION_ID,
                t -> t.header = h -> h.setTxId(county.party("z", 1).id()));
    }

    @Test
    void a_transaction_of_another_channel() {
        forged(Kind.CHANNEL, t -> t.channel = "another");
    }

    @Test
    void a_certificate_of_a_stranger() {
        forged(Kind.CERTIFICATE, t -> t.creator = new TestCa("TradeMSP").issue("clerk", "client"));
    }

    @Test
    void a_certificate_of_one_member_under_the_name_of_another() {
        forged(
                Kind.CERTIFICATE,
                t -> t.creator = new TestSigner("RegistryMSP", importer.certificate(), importer.key()));
    }

    @Test
    void a_certificate_that_a_client_issued() {
        forged(Kind.CERTIFICATE, t -> {
            t.creator = TestCa.under(importer).issue("invented", "client");
        });
    }

    @Test
    void a_certificate_not_yet_or_no_longer_valid() {
        Instant later = Instant.parse("2026-05-01T00:00:00Z");
        forged(
                Kind.CERTIFICATE_EXPIRED,
                t -> t.creator = chain.trade.issue("new", "client", "", later, TestCa.NOT_AFTER));
    }

    @Test
    void a_creator_that_is_a_peer() {
        forged(Kind.CREATOR_SIGNATURE, t -> t.creator = chain.peer);
    }

    @Test
    void a_creators_signature_over_something_else() {
        forged(Kind.CREATOR_SIGNATURE, t -> t.creatorSignature = s -> importer.sign(ByteString.copyFromUtf8("x")));
    }

    @Test
    void a_creators_signature_that_is_none() {
        forged(Kind.CREATOR_SIGNATURE, t -> t.creatorSignature = s -> ByteString.copyFromUtf8("signed, the clerk"));
    }

    @Test
    void an_endorsement_by_nobody() {
        forged(Kind.ENDORSEMENT, t -> t.endorsers.clear());
    }

    @Test
    void an_endorsement_by_a_client() {
        forged(Kind.ENDORSEMENT, t -> t.endorsers = List.of(importer));
    }

    @Test
    void an_endorsement_by_a_stranger() {
        forged(Kind.ENDORSEMENT, t -> t.endorsers = List.of(new TestCa("TradeMSP").issue("peer0", "peer")));
    }

    @Test
    void two_endorsements_by_one() {
        forged(Kind.ENDORSEMENT, t -> t.endorsers = List.of(chain.peer, chain.peer));
    }

    @Test
    void an_endorsement_of_something_else() {
        forged(Kind.ENDORSEMENT, t -> t.endorsementSignature = s -> chain.peer.sign(ByteString.copyFromUtf8("x")));
    }

    @Test
    void a_proposal_that_nobody_endorsed() {
        forged(Kind.PROPOSAL_HASH, t -> t.response = r -> r.setProposalHash(Hashes.sha256(ByteString.EMPTY)));
    }

    @Test
    void a_clock_set_back() {
        forged(Kind.TIMESTAMP, t -> t.timestamp = t.timestamp.minus(Duration.ofMinutes(16)));
    }

    @Test
    void a_time_to_come() {
        forged(Kind.TIMESTAMP, t -> t.timestamp = TestChain.NOW.plus(Duration.ofMinutes(16)));
    }

    @Test
    void a_read_of_what_was_not_there() {
        forged(Kind.VALIDATION_FLAG, t -> t.read("z", 1, 0));
    }

    @Test
    void a_flag_that_takes_a_good_transaction_away() {
        chain.block(TestChain.codes(county.party("d", 1), TxValidationCode.MVCC_READ_CONFLICT));
        found(Kind.VALIDATION_FLAG, 2, 0);
    }

    @Test
    void a_transaction_put_in_twice() {
        TestTransaction twice = county.party("d", 1);
        chain.block(twice);
        chain.block(twice);
        found(Kind.VALIDATION_FLAG, 3, 0);
    }

    @Test
    void a_refusal_recorded_as_done() {
        forged(
                Kind.MALFORMED,
                t -> t.action = a -> a.setResponse(a.getResponse().toBuilder().setStatus(500)));
    }

    @Test
    void private_input_on_the_ledger() {
        forged(Kind.MALFORMED, t -> t.proposal = p -> p.putTransientMap("private", ByteString.copyFromUtf8("{}")));
    }

    @Test
    void fields_that_nobody_knows() {
        UnknownFieldSet hidden = UnknownFieldSet.newBuilder()
                .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        forged(Kind.MALFORMED, t -> t.action = a -> a.setUnknownFields(hidden));
    }

    @Test
    void two_envelopes_run_together_so_that_the_data_hash_stays() {
        chain.forge(1, block -> {
            ByteString both = block.getData().getData(0).concat(block.getData().getData(1));
            block.getDataBuilder().clearData().addData(both);
            block.getMetadataBuilder().setMetadata(2, ByteString.copyFrom(new byte[1]));
            return block;
        });
        found(Kind.MALFORMED, 1, 0);
    }

    @Test
    void a_block_left_out() {
        chain.block(county.party("d", 1));
        chain.blocks().remove(1);
        found(Kind.BLOCK_NUMBER, 1, -1);
    }

    @Test
    void a_block_that_follows_another_history() {
        chain.block(county.party("d", 1));
        chain.tamper(
                1,
                block -> block.setHeader(
                        block.getHeader().toBuilder().setPreviousHash(Hashes.sha256(ByteString.EMPTY))));
        found(Kind.PREVIOUS_HASH, 1, -1);
    }

    @Test
    void transactions_taken_out_of_a_block() {
        chain.forge(1, block -> {
            ByteString first = block.getData().getData(0);
            block.getDataBuilder().clearData().addData(first);
            block.getMetadataBuilder().setMetadata(2, ByteString.copyFrom(new byte[1]));
            return block;
        });
        found(Kind.DATA_HASH, 1, -1);
    }

    @Test
    void a_block_that_nobody_signed() {
        chain.tamper(1, block -> metadata(block, ByteString.EMPTY));
        found(Kind.BLOCK_SIGNATURE, 1, -1);
    }

    @Test
    void a_block_that_a_member_signed_who_does_not_order() {
        chain.orderer = chain.trade.issue("orderer0", "orderer");
        chain.forge(1, b -> b);
        found(Kind.BLOCK_SIGNATURE, 1, -1);
    }

    @Test
    void a_block_whose_signature_is_of_another_block() {
        Block other = chain.blocks().get(0);
        chain.tamper(1, block -> metadata(block, other.getMetadata().getMetadata(0)));
        found(Kind.BLOCK_SIGNATURE, 1, -1);
    }

    @Test
    void the_first_of_several_offences_is_told_whichever_thread_finds_it() {
        for (int i = 0; i < 20; i++) {
            county.commit(county.party("k" + i, 1));
        }
        TestTransaction unsigned = county.party("x", 1);
        unsigned.creatorSignature = s -> ByteString.EMPTY;
        TestTransaction phantom = county.party("b", 2).read("x", 1, 1);
        chain.block(unsigned);
        chain.block(phantom);
        found(Kind.CREATOR_SIGNATURE, 22, 0);
    }

    @Test
    void a_signature_in_its_other_form() {
        TestTransaction transaction = county.party("d", 1);
        Envelope good = transaction.envelope();
        Envelope other = good.toBuilder()
                .setSignature(importer.signHigh(good.getPayload()))
                .build();
        chain.add(List.of(other.toByteString()), ByteString.copyFrom(new byte[1]), b -> b);
        found(Kind.CREATOR_SIGNATURE, 2, 0);
    }

    @Test
    void a_header_that_names_other_organizations_than_block_0() {
        byte[] export = chain.export(new ExportHeader(TestTransaction.CHANNEL, List.of("TradeMSP")));
        Offence offence = TestChain.offence(TestChain.audit(export, AuditOptions.at(TestChain.NOW)));
        assertThat(offence.kind()).isEqualTo(Kind.EXPORT_HEADER);
    }

    @Test
    void a_channel_without_members() {
        chain.genesis(List.of(), g -> g);
        found(Kind.CONFIGURATION, 0, -1);
    }

    private static Block.Builder metadata(Block.Builder block, ByteString signatures) {
        block.getMetadataBuilder().setMetadata(0, signatures);
        return block;
    }
}
