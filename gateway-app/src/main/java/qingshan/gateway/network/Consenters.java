package qingshan.gateway.network;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.file.Path;
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

    /**
     * A channel that knows an orderer by another certificate of its identity, and by the TLS certificate that it has.
     *
     * @param identity the certificate's file
     */
    static ConfigGroup with(ConfigGroup channel, OrdererProcess orderer, Path identity) {
        ConfigGroup ordering = channel.getGroupsOrThrow(ORDERER);
        try {
            Orderers orderers = renamed(ordering.getValuesOrThrow(ORDERERS), orderer, identity);
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

    private static Orderers renamed(ConfigValue named, OrdererProcess orderer, Path identity)
            throws InvalidProtocolBufferException {
        Orderers.Builder orderers = Orderers.parseFrom(named.getValue()).toBuilder();
        ByteString tls = bytes(orderer.node().tlsCertificate());
        for (Consenter.Builder one : orderers.getConsenterMappingBuilderList()) {
            if (one.getHost().equals(orderer.orderer().host())
                    && one.getPort() == orderer.orderer().port()) {
                one.setIdentity(bytes(identity)).setClientTlsCert(tls).setServerTlsCert(tls);
            }
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

    private static ByteString bytes(Path file) {
        return ByteString.copyFromUtf8(Place.read(file));
    }
}
