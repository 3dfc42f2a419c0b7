package qingshan.gateway.network;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.Consenter;
import org.hyperledger.fabric.protos.common.Orderers;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** The orderers of a BFT channel as its configuration names them, each with its certificates byte for byte. */
final class Consenters {
    private static final String ORDERER = "Orderer";
    private static final String ORDERERS = "Orderers";
    private static final String VALIDATION = "BlockValidation";

    private Consenters() {}

    /** An orderer and its certificates, PEM. */
    record Certified(OrdererProcess orderer, String identity, String tls) {}

    /** A channel that knows orderers by these certificates, and others by those that it knows. */
    static ConfigGroup with(ConfigGroup channel, List<Certified> certified) {
        ConfigGroup ordering = channel.getGroupsOrThrow(ORDERER);
        try {
            Orderers orderers = with(ordering.getValuesOrThrow(ORDERERS), certified);
            ConfigGroup then = ordering.toBuilder()
                    .putValues(
                            ORDERERS,
                            ordering.getValuesOrThrow(ORDERERS).toBuilder()
                                    .setValue(orderers.toByteString())
                                    .build())
                    .putPolicies(VALIDATION, signedBy(orderers, ordering.getPoliciesOrThrow(VALIDATION)))
                    .build();
            return channel.toBuilder().putGroups(ORDERER, then).build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("no list of orderers", e);
        }
    }

    private static Orderers with(ConfigValue named, List<Certified> certified) throws InvalidProtocolBufferException {
        Orderers.Builder orderers = Orderers.parseFrom(named.getValue()).toBuilder();
        for (Consenter.Builder one : orderers.getConsenterMappingBuilderList()) {
            certified.stream()
                    .filter(now -> now.orderer().orderer().host().equals(one.getHost())
                            && now.orderer().orderer().port() == one.getPort())
                    .forEach(now -> {
                        ByteString tls = ByteString.copyFromUtf8(now.tls());
                        one.setIdentity(ByteString.copyFromUtf8(now.identity()))
                                .setClientTlsCert(tls)
                                .setServerTlsCert(tls);
                    });
        }
        return orderers.build();
    }

    /** The policy by which blocks are judged names the same identities, in the same order; how many must sign stays. */
    private static ConfigPolicy signedBy(Orderers orderers, ConfigPolicy before) throws InvalidProtocolBufferException {
        SignaturePolicyEnvelope.Builder rule =
                SignaturePolicyEnvelope.parseFrom(before.getPolicy().getValue()).toBuilder();
        for (int i = 0; i < orderers.getConsenterMappingCount(); i++) {
            Consenter one = orderers.getConsenterMapping(i);
            rule.getIdentitiesBuilder(i)
                    .setPrincipal(SerializedIdentity.newBuilder()
                            .setMspid(one.getMspId())
                            .setIdBytes(one.getIdentity())
                            .build()
                            .toByteString());
        }
        return before.toBuilder()
                .setPolicy(before.getPolicy().toBuilder().setValue(rule.build().toByteString()))
                .build();
    }
}
