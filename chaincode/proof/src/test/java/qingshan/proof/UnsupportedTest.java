package qingshan.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.HashedRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataWriteHash;
import org.junit.jupiter.api.Test;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.Offence;

/** What Fabric knows and this audit cannot judge is refused, never passed over. */
class UnsupportedTest {
    private final TestCounty county = new TestCounty();
    private final TestChain chain = county.chain;

    private void found(long block) {
        Offence offence = TestChain.offence(chain.audit());
        assertThat(offence.kind()).as(offence.toString()).isEqualTo(Kind.UNSUPPORTED);
        assertThat(offence.block()).isEqualTo(block);
    }

    @Test
    void an_endorsement_policy_of_one_key() {
        TestTransaction transaction = county.party("a", 1);
        transaction.set.addMetadataWrites(KVMetadataWrite.newBuilder().setKey("k"));
        chain.block(transaction);
        found(1);
    }

    @Test
    void an_endorsement_policy_of_one_private_key() {
        TestTransaction transaction = county.party("a", 1);
        transaction.privateWrites.put(
                "prices",
                HashedRWSet.newBuilder()
                        .addMetadataWrites(
                                KVMetadataWriteHash.newBuilder().setKeyHash(ByteString.copyFrom(new byte[32])))
                        .build());
        chain.block(transaction);
        found(1);
    }

    @Test
    void what_another_chaincode_does() {
        TestTransaction transaction = county.party("a", 1);
        transaction.chaincode = "another";
        chain.block(transaction);
        found(1);
    }
}
