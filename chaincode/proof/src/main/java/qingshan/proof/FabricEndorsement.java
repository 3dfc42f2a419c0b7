package qingshan.proof;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hyperledger.fabric.protos.peer.ApplicationPolicy;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.LedgerTransaction;
import qingshan.proof.block.ReadWrites;
import qingshan.proof.identity.Channel;
import qingshan.proof.identity.Definition;
import qingshan.proof.identity.Identity;
import qingshan.proof.identity.Policies;

/**
 * Whose endorsement Fabric's peers ask for: that of the chaincode, of {@code _lifecycle}, and of each collection that says
 * more. It is what a network enforces; the ledger's own table, which tells commands apart, an audit checks beside it.
 */
final class FabricEndorsement {
    private static final String APPLICATION = Policies.ROOT + "/Application/";

    private final Policies policies;
    private final @Nullable Definition definition;
    private final String chaincode;

    /** @param definition of the one chaincode, or null while members have not committed to one */
    FabricEndorsement(Channel channel, @Nullable Definition definition, String chaincode) {
        this.policies = channel.policies();
        this.definition = definition;
        this.chaincode = chaincode;
    }

    /**
     * What a transaction lacks, or null.
     *
     * @param endorsers whose endorsements are good, each once
     */
    @Nullable
    String fault(LedgerTransaction transaction, List<Identity> endorsers) {
        Set<String> judged = new LinkedHashSet<>(List.of(transaction.chaincode()));
        transaction.namespaces().stream()
                .filter(ReadWrites::changes)
                .map(ReadWrites::namespace)
                .forEach(judged::add);
        for (String namespace : judged) {
            ApplicationPolicy own = of(namespace);
            if (own == null) {
                return "members have committed to no chaincode " + namespace;
            }
            for (ApplicationPolicy policy : policies(transaction, namespace, own)) {
                if (!policies.hold(policy, endorsers)) {
                    return "what it changes in " + namespace + " needs others than "
                            + endorsers.stream().map(Identity::mspId).toList();
                }
            }
        }
        return null;
    }

    private List<ApplicationPolicy> policies(LedgerTransaction transaction, String namespace, ApplicationPolicy own) {
        List<ApplicationPolicy> policies = new ArrayList<>();
        for (ReadWrites set : transaction.namespaces()) {
            if (set.namespace().equals(namespace)) {
                if (!set.writes().isEmpty()) {
                    policies.add(own);
                }
                set.collections().stream()
                        .filter(collection -> !collection.writes().isEmpty())
                        .forEach(collection -> policies.add(of(namespace, collection.name(), own)));
            }
        }
        return policies.isEmpty() ? List.of(own) : policies;
    }

    private @Nullable ApplicationPolicy of(String namespace) {
        if (namespace.equals(Definition.LIFECYCLE)) {
            return reference("LifecycleEndorsement");
        }
        return definition != null && namespace.equals(chaincode) ? definition.endorsement() : null;
    }

    private ApplicationPolicy of(String namespace, String collection, ApplicationPolicy own) {
        String owner = Definition.ownerOf(collection);
        if (!owner.isEmpty()) {
            return reference(owner + "/Endorsement");
        }
        return definition != null && namespace.equals(chaincode)
                ? definition.collections().getOrDefault(collection, own)
                : own;
    }

    private static ApplicationPolicy reference(String path) {
        return ApplicationPolicy.newBuilder()
                .setChannelConfigPolicyReference(APPLICATION + path)
                .build();
    }
}
