package qingshan.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.HashedRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataWriteHash;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.MSPConfig;
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
    void a_change_of_the_configuration_after_block_0() {
        TestTransaction transaction = county.party("a", 1);
        transaction.header = header -> header.setType(HeaderType.CONFIG_VALUE);
        chain.block(transaction);
        found(1);
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
        transaction.privateWrites = HashedRWSet.newBuilder()
                .addMetadataWrites(KVMetadataWriteHash.newBuilder().setKeyHash(ByteString.copyFrom(new byte[32])))
                .build();
        chain.block(transaction);
        found(1);
    }

    @Test
    void a_list_of_revoked_certificates() {
        chain.genesis(List.of(chain.trade, chain.registry), UnsupportedTest::withRevocations);
        found(0);
    }

    private static ConfigGroup.Builder withRevocations(ConfigGroup.Builder channel) {
        ConfigGroup application = channel.getGroupsOrThrow("Application");
        ConfigGroup member = application.getGroupsOrThrow("TradeMSP");
        try {
            MSPConfig msp = MSPConfig.parseFrom(member.getValuesOrThrow("MSP").getValue());
            FabricMSPConfig revoking = FabricMSPConfig.parseFrom(msp.getConfig()).toBuilder()
                    .addRevocationList(ByteString.copyFromUtf8("a list"))
                    .build();
            ConfigValue value = ConfigValue.newBuilder()
                    .setValue(msp.toBuilder()
                            .setConfig(revoking.toByteString())
                            .build()
                            .toByteString())
                    .build();
            return channel.putGroups(
                    "Application",
                    application.toBuilder()
                            .putGroups(
                                    "TradeMSP",
                                    member.toBuilder().putValues("MSP", value).build())
                            .build());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
