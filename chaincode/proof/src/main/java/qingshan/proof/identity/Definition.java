package qingshan.proof.identity;

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

/**
 * What the channel's members have committed to of the chaincode, as it stands in the state of {@code _lifecycle}.
 *
 * @param sequence how often they have
 * @param endorsement who must endorse what changes its public state, and its collections that say nothing of their own
 * @param collections who must endorse what changes a collection, for those that say so
 */
public record Definition(long sequence, ApplicationPolicy endorsement, Map<String, ApplicationPolicy> collections) {
    /** The chaincode by which members agree on chaincodes. */
    public static final String LIFECYCLE = "_lifecycle";

    private static final String FIELDS = "namespaces/fields/";
    private static final String IMPLICIT = "_implicit_org_";
    private static final String VALIDATION = "vscc";

    /** The organization of a collection that is an organization's own, empty for other collections. */
    public static String ownerOf(String collection) {
        return collection.startsWith(IMPLICIT) ? collection.substring(IMPLICIT.length()) : "";
    }

    /** Whether a key of {@code _lifecycle} says something of a chaincode's definition. */
    public static boolean isField(String chaincode, String key) {
        return key.startsWith(FIELDS + chaincode + "/");
    }

    /**
     * Reads a definition.
     *
     * @param state what {@code _lifecycle} holds, by key
     * @throws InvalidProtocolBufferException if it is not whole, or is validated by another plugin than Fabric's own
     */
    public static Definition of(String chaincode, Map<String, ByteString> state) throws InvalidProtocolBufferException {
        String prefix = FIELDS + chaincode + "/";
        ChaincodeValidationInfo validation = ChaincodeValidationInfo.parseFrom(
                field(state, prefix + "ValidationInfo").getBytes());
        if (!validation.getValidationPlugin().equals(VALIDATION)) {
            throw new InvalidProtocolBufferException("another validation plugin than Fabric's own");
        }
        Map<String, ApplicationPolicy> collections = new HashMap<>();
        CollectionConfigPackage configs = CollectionConfigPackage.parseFrom(
                field(state, prefix + "Collections").getBytes());
        for (CollectionConfig config : configs.getConfigList()) {
            StaticCollectionConfig collection = config.getStaticCollectionConfig();
            if (collection.hasEndorsementPolicy()) {
                collections.put(collection.getName(), collection.getEndorsementPolicy());
            }
        }
        return new Definition(
                field(state, prefix + "Sequence").getInt64(),
                ApplicationPolicy.parseFrom(validation.getValidationParameter()),
                Map.copyOf(collections));
    }

    private static StateData field(Map<String, ByteString> state, String key) throws InvalidProtocolBufferException {
        ByteString bytes = state.get(key);
        if (bytes == null) {
            throw new InvalidProtocolBufferException("no field " + key);
        }
        return StateData.parseFrom(bytes);
    }
}
