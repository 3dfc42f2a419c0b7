package qingshan.proof.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashMap;
import java.util.Map;
import org.hyperledger.fabric.protos.peer.ApplicationPolicy;
import org.hyperledger.fabric.protos.peer.CollectionConfig;
import org.hyperledger.fabric.protos.peer.CollectionConfigPackage;
import org.hyperledger.fabric.protos.peer.StaticCollectionConfig;
import org.hyperledger.fabric.protos.peer.lifecycle.ChaincodeValidationInfo;
import org.hyperledger.fabric.protos.peer.lifecycle.StateData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chaincode's definition as the lifecycle's own state has it. */
class DefinitionTest {
    private static final String PREFIX = "namespaces/fields/qingshan/";

    private static ApplicationPolicy path(String path) {
        return ApplicationPolicy.newBuilder()
                .setChannelConfigPolicyReference(path)
                .build();
    }

    private static ByteString bytes(ByteString value) {
        return StateData.newBuilder().setBytes(value).build().toByteString();
    }

    private static ByteString validation(String plugin) {
        return bytes(ChaincodeValidationInfo.newBuilder()
                .setValidationPlugin(plugin)
                .setValidationParameter(path("/Channel/Application/Endorsement").toByteString())
                .build()
                .toByteString());
    }

    private static CollectionConfig collection(StaticCollectionConfig.Builder collection) {
        return CollectionConfig.newBuilder()
                .setStaticCollectionConfig(collection)
                .build();
    }

    private static Map<String, ByteString> state() {
        CollectionConfigPackage collections = CollectionConfigPackage.newBuilder()
                .addConfig(collection(StaticCollectionConfig.newBuilder().setName("plain")))
                .addConfig(collection(
                        StaticCollectionConfig.newBuilder().setName("prices").setEndorsementPolicy(path("/its/own"))))
                .build();
        return new HashMap<>(Map.of(
                PREFIX + "Sequence", StateData.newBuilder().setInt64(3).build().toByteString(),
                PREFIX + "ValidationInfo", validation("vscc"),
                PREFIX + "Collections", bytes(collections.toByteString())));
    }

    @Test
    void it_says_how_often_members_agreed_and_who_endorses_what() throws InvalidProtocolBufferException {
        assertThat(Definition.of("qingshan", state()))
                .isEqualTo(new Definition(
                        3, path("/Channel/Application/Endorsement"), Map.of("prices", path("/its/own"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sequence", "ValidationInfo", "Collections"})
    void one_that_is_not_whole_is_none(String field) {
        Map<String, ByteString> state = state();
        state.remove(PREFIX + field);
        assertThatThrownBy(() -> Definition.of("qingshan", state))
                .isInstanceOf(InvalidProtocolBufferException.class)
                .hasMessageContaining(PREFIX + field);
        state.put(PREFIX + field, ByteString.copyFromUtf8("no field"));
        assertThatThrownBy(() -> Definition.of("qingshan", state)).isInstanceOf(InvalidProtocolBufferException.class);
    }

    @Test
    void another_plugin_might_take_what_nobody_endorsed() {
        Map<String, ByteString> state = state();
        state.put(PREFIX + "ValidationInfo", validation("lenient"));
        assertThatThrownBy(() -> Definition.of("qingshan", state))
                .isInstanceOf(InvalidProtocolBufferException.class)
                .hasMessageContaining("plugin");
    }

    @Test
    void another_chaincodes_is_not_this_ones() {
        assertThatThrownBy(() -> Definition.of("qing", state())).isInstanceOf(InvalidProtocolBufferException.class);
        assertThat(Definition.isField("qingshan", PREFIX + "Sequence")).isTrue();
        assertThat(Definition.isField("qing", PREFIX + "Sequence")).isFalse();
        assertThat(Definition.isField("qingshan", "namespaces/metadata/qingshan"))
                .isFalse();
    }

    @Test
    void an_organizations_own_collection_names_it() {
        assertThat(Definition.ownerOf("_implicit_org_TradeMSP")).isEqualTo("TradeMSP");
        assertThat(Definition.ownerOf("prices")).isEmpty();
    }
}
