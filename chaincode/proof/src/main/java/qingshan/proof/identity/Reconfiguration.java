package qingshan.proof.identity;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigSignature;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.Hashes;

/**
 * Judges a change of the channel's configuration as Fabric's orderers and peers do: it leads from the configuration in force
 * to the new one, one sequence further, and each element that it changes was signed for by those whom the policy for that
 * element asks for.
 */
public final class Reconfiguration {
    private static final String SEPARATOR = "/";
    /** Where it stands, Fabric takes an element without a policy of its own for the administrators'. */
    private static final String CAPABILITIES = "V" + Policies.ROOT + "/Orderer/Capabilities";

    private static final String ADMINS = "Admins";

    /**
     * An element of a configuration: a group without what is in it, a value or a policy.
     *
     * @param version how often it was changed
     * @param policy whose consent a change takes, as a path, whole or within {@code group}
     * @param group the path of the group in which that is looked for
     * @param whole the element
     */
    private record Element(long version, String policy, String group, Object whole) {
        String policyPath() {
            return policy.startsWith(SEPARATOR) ? policy : group + SEPARATOR + policy;
        }
    }

    private final Channel now;
    private final Identities identities;
    private long verified;

    /** A change of the channel whose members these are. */
    public Reconfiguration(Identities identities) {
        this.now = identities.channel();
        this.identities = identities;
    }

    /** How many signatures were verified. */
    public long verified() {
        return verified;
    }

    /**
     * What is wrong with a change, or null.
     *
     * @param channel the channel's name
     * @param signatures whether to verify who signed for it
     */
    public @Nullable String fault(String channel, ConfigEnvelope next, boolean signatures) {
        if (next.getConfig().getSequence() != now.configuration().getSequence() + 1) {
            return "its sequence is not one more than that of the configuration before";
        }
        try {
            ConfigUpdateEnvelope envelope = ConfigUpdateEnvelope.parseFrom(
                    Payload.parseFrom(next.getLastUpdate().getPayload()).getData());
            ConfigUpdate update = ConfigUpdate.parseFrom(envelope.getConfigUpdate());
            if (!update.getChannelId().equals(channel)) {
                return "the update is of the channel " + update.getChannelId();
            }
            Map<String, Element> existing = elements(now.configuration().getChannelGroup());
            Map<String, Element> changed = new TreeMap<>(elements(update.getWriteSet()));
            Map<String, Element> read = elements(update.getReadSet());
            for (Map.Entry<String, Element> element : read.entrySet()) {
                Element found = existing.get(element.getKey());
                if (found == null || found.version() != element.getValue().version()) {
                    return "it is an update of another configuration, by " + element.getKey();
                }
            }
            changed.entrySet().removeIf(element -> {
                Element known = read.get(element.getKey());
                return known != null && known.version() == element.getValue().version();
            });
            String fault = unauthorized(envelope, existing, changed, signatures);
            if (fault != null) {
                return fault;
            }
            Map<String, Element> result = new HashMap<>(existing);
            result.putAll(changed);
            return group(result, Policies.ROOT).equals(next.getConfig().getChannelGroup())
                    ? null
                    : "the update does not lead to this configuration";
        } catch (InvalidProtocolBufferException e) {
            return "the update cannot be parsed";
        }
    }

    private @Nullable String unauthorized(
            ConfigUpdateEnvelope envelope,
            Map<String, Element> existing,
            Map<String, Element> changed,
            boolean signatures)
            throws InvalidProtocolBufferException {
        if (changed.isEmpty()) {
            return "the update changes nothing";
        }
        List<Identity> signers = signatures ? signers(envelope) : List.of();
        for (Map.Entry<String, Element> element : changed.entrySet()) {
            Element old = existing.get(element.getKey());
            long version = element.getValue().version();
            if (version != (old == null ? 0 : old.version() + 1)) {
                return "the version of " + element.getKey() + " is not the next";
            }
            if (signatures && old != null && !now.policies().hold(old.policyPath(), signers)) {
                return "for " + element.getKey() + " it lacks signatures that " + old.policyPath()
                        + " asks for; it has "
                        + signers.stream().map(Identity::mspId).toList();
            }
        }
        return null;
    }

    /** Who signed: a signature that is not good counts for nobody. */
    private List<Identity> signers(ConfigUpdateEnvelope envelope) throws InvalidProtocolBufferException {
        List<Identity> signers = new ArrayList<>();
        Set<ByteString> seen = new HashSet<>();
        for (ConfigSignature signature : envelope.getSignaturesList()) {
            Identity signer = signer(signature, envelope.getConfigUpdate());
            if (signer != null && seen.add(signer.certificate())) {
                signers.add(signer);
            }
        }
        return signers;
    }

    private @Nullable Identity signer(ConfigSignature signature, ByteString update)
            throws InvalidProtocolBufferException {
        ByteString header = signature.getSignatureHeader();
        Identity signer;
        try {
            signer = identities.of(SignatureHeader.parseFrom(header).getCreator());
        } catch (NotTrustedException e) {
            return null;
        }
        verified++;
        return Ecdsa.verifies(signer.key(), Hashes.sha256(header, update), signature.getSignature()) ? signer : null;
    }

    private static Map<String, Element> elements(ConfigGroup channel) {
        Map<String, Element> elements = new HashMap<>();
        collect(elements, Policies.ROOT, channel);
        return elements;
    }

    private static void collect(Map<String, Element> elements, String path, ConfigGroup group) {
        elements.put("G" + path, new Element(group.getVersion(), group.getModPolicy(), path, group));
        group.getValuesMap()
                .forEach((name, value) -> elements.put(
                        "V" + path + SEPARATOR + name,
                        new Element(value.getVersion(), value.getModPolicy(), path, value)));
        group.getPoliciesMap()
                .forEach((name, policy) -> elements.put(
                        "P" + path + SEPARATOR + name,
                        new Element(policy.getVersion(), policy.getModPolicy(), path, policy)));
        group.getGroupsMap().forEach((name, member) -> collect(elements, path + SEPARATOR + name, member));
    }

    /** A group of the elements that it names. */
    private static ConfigGroup group(Map<String, Element> elements, String path) throws InvalidProtocolBufferException {
        boolean completes = elements.containsKey(CAPABILITIES);
        ConfigGroup named = (ConfigGroup) named(elements, "G" + path);
        ConfigGroup.Builder group = ConfigGroup.newBuilder()
                .setVersion(named.getVersion())
                .setModPolicy(complete(completes, named.getModPolicy()));
        for (String name : named.getValuesMap().keySet()) {
            ConfigValue value = (ConfigValue) named(elements, "V" + path + SEPARATOR + name);
            group.putValues(
                    name,
                    value.toBuilder()
                            .setModPolicy(complete(completes, value.getModPolicy()))
                            .build());
        }
        for (String name : named.getPoliciesMap().keySet()) {
            ConfigPolicy policy = (ConfigPolicy) named(elements, "P" + path + SEPARATOR + name);
            group.putPolicies(
                    name,
                    policy.toBuilder()
                            .setModPolicy(complete(completes, policy.getModPolicy()))
                            .build());
        }
        for (String name : named.getGroupsMap().keySet()) {
            group.putGroups(name, group(elements, path + SEPARATOR + name));
        }
        return group.build();
    }

    private static String complete(boolean completes, String policy) {
        return completes && policy.isEmpty() ? ADMINS : policy;
    }

    private static Object named(Map<String, Element> elements, String key) throws InvalidProtocolBufferException {
        Element element = elements.get(key);
        if (element == null) {
            throw new InvalidProtocolBufferException("no element " + key);
        }
        return element.whole();
    }
}
