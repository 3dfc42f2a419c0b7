package qingshan.proof.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.peer.ApplicationPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The policies of a channel's configuration, each kind alone. */
class PoliciesTest {
    private static final List<String> MEMBERS = List.of("A", "B", "C", "D");

    /** Of these organizations, each of which a signature of its own satisfies. */
    private static Policies policies(List<String> members) {
        ConfigGroup.Builder application = ConfigGroup.newBuilder();
        for (String member : members) {
            application.putGroups(
                    member,
                    ConfigGroup.newBuilder()
                            .putPolicies("Writers", policy(signedBy(1, member)))
                            .build());
        }
        for (ImplicitMetaPolicy.Rule rule : ImplicitMetaPolicy.Rule.values()) {
            if (rule != ImplicitMetaPolicy.Rule.UNRECOGNIZED) {
                application.putPolicies(
                        rule.name(),
                        policy(
                                Policy.PolicyType.IMPLICIT_META_VALUE,
                                ImplicitMetaPolicy.newBuilder()
                                        .setRule(rule)
                                        .setSubPolicy("Writers")
                                        .build()
                                        .toByteString()));
            }
        }
        application.putPolicies(
                "Garbled", policy(Policy.PolicyType.SIGNATURE_VALUE, ByteString.copyFromUtf8("no policy")));
        application.putPolicies("Strange", policy(Policy.PolicyType.MSP_VALUE, ByteString.EMPTY));
        ConfigGroup channel = ConfigGroup.newBuilder()
                .putGroups("Application", application.build())
                .build();
        return new Policies(
                channel,
                (principal, signer) -> principal.getPrincipal().toStringUtf8().equals(signer.mspId()));
    }

    private static ConfigPolicy policy(SignaturePolicyEnvelope envelope) {
        return policy(Policy.PolicyType.SIGNATURE_VALUE, envelope.toByteString());
    }

    private static ConfigPolicy policy(int type, ByteString value) {
        return ConfigPolicy.newBuilder()
                .setPolicy(Policy.newBuilder().setType(type).setValue(value))
                .build();
    }

    /** So many of these organizations. */
    private static SignaturePolicyEnvelope signedBy(int count, String... mspIds) {
        SignaturePolicy.NOutOf.Builder rule =
                SignaturePolicy.NOutOf.newBuilder().setN(count);
        SignaturePolicyEnvelope.Builder envelope = SignaturePolicyEnvelope.newBuilder();
        for (int i = 0; i < mspIds.length; i++) {
            rule.addRules(SignaturePolicy.newBuilder().setSignedBy(i));
            envelope.addIdentities(MSPPrincipal.newBuilder().setPrincipal(ByteString.copyFromUtf8(mspIds[i])));
        }
        return envelope.setRule(SignaturePolicy.newBuilder().setNOutOf(rule)).build();
    }

    private static List<Identity> signers(String mspIds) {
        return Arrays.stream(mspIds.split(" ", -1))
                .filter(mspId -> !mspId.isEmpty())
                .map(PoliciesTest::signer)
                .toList();
    }

    private static Identity signer(String mspId) {
        return new Identity(
                mspId,
                mspId,
                Set.of(),
                Map.of(),
                Instant.MIN,
                Instant.MAX,
                new ECPublicKeyParameters(Ecdsa.P256.getG(), Ecdsa.P256),
                ByteString.copyFromUtf8(mspId));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ANY,      '',      false
            ANY,      C,       true
            ANY,      X,       false
            MAJORITY, A B,     false
            MAJORITY, A A A,   false
            MAJORITY, A B C,   true
            ALL,      A B C,   false
            ALL,      A B C D, true
            """)
    void so_many_members_must_have_signed(String rule, String signers, boolean holds) {
        assertThat(policies(MEMBERS).hold("/Channel/Application/" + rule, signers(signers)))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ANY", "ALL", "MAJORITY"})
    void a_group_without_members_asks_for_nobody(String rule) {
        assertThat(policies(List.of()).hold("/Channel/Application/" + rule, List.of()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "ANY",
                "/Channel",
                "/Channel/ANY",
                "/Channel/Orderer/ANY",
                "/Channel/Application",
                "/Channel/Application/",
                "/Channel/Application/any",
                "/Channel/Application/A/Readers",
                "/Other/Application/ANY"
            })
    void what_is_not_there_never_holds(String path) {
        Policies policies = policies(MEMBERS);
        assertThat(policies.has(path)).isFalse();
        assertThat(policies.hold(path, signers("A B C D"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Garbled", "Strange"})
    void what_cannot_be_read_never_holds(String name) {
        Policies policies = policies(MEMBERS);
        assertThat(policies.has("/Channel/Application/" + name)).isTrue();
        assertThat(policies.hold("/Channel/Application/" + name, signers("A B C D")))
                .isFalse();
    }

    @Test
    void a_chaincode_names_a_policy_or_the_path_of_one() {
        Policies policies = policies(MEMBERS);
        ApplicationPolicy own = ApplicationPolicy.newBuilder()
                .setSignaturePolicy(signedBy(2, "A", "B", "C"))
                .build();
        assertThat(policies.hold(own, signers("B C"))).isTrue();
        assertThat(policies.hold(own, signers("B D"))).isFalse();
        ApplicationPolicy path = ApplicationPolicy.newBuilder()
                .setChannelConfigPolicyReference("/Channel/Application/MAJORITY")
                .build();
        assertThat(policies.hold(path, signers("B C D"))).isTrue();
        assertThat(policies.hold(path, signers("B C"))).isFalse();
        assertThat(policies.hold(ApplicationPolicy.getDefaultInstance(), signers("A B C D")))
                .isFalse();
    }

    @Test
    void one_signer_counts_once_however_often_it_is_named() {
        ApplicationPolicy twice = ApplicationPolicy.newBuilder()
                .setSignaturePolicy(signedBy(2, "A", "A"))
                .build();
        assertThat(policies(MEMBERS).hold(twice, signers("A"))).isFalse();
        assertThat(policies(MEMBERS).hold(twice, signers("A A"))).isTrue();
    }
}
