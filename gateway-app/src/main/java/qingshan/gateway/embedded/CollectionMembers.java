package qingshan.gateway.embedded;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hyperledger.fabric.contract.ContractRuntimeException;
import qingshan.rules.Decisions;
import qingshan.rules.authority.Endorsement;

/**
 * Who is a member of which collection; only members read and write there ({@code memberOnlyRead} and {@code memberOnlyWrite}
 * of Fabric).
 *
 * @param members MSP ids by the collection's name
 */
public record CollectionMembers(Map<String, Set<String>> members) {

    /** The county's, each of trade, registry and auditor: the bank never receives what is in them. */
    public static final CollectionMembers COUNTY = new CollectionMembers(Stream.concat(
                    Stream.of(Decisions.PRICES), Endorsement.ANSWERABLE.stream().map(Endorsement::collection))
            .collect(Collectors.toMap(name -> name, _ -> Set.copyOf(Endorsement.ENDORSERS))));

    public CollectionMembers {
        members = Map.copyOf(members);
    }

    /** @throws ContractRuntimeException as Fabric's stub does */
    void mustExist(String collection) {
        if (!members.containsKey(collection)) {
            throw new ContractRuntimeException("no collection " + collection);
        }
    }

    /** @throws ContractRuntimeException as Fabric's stub does */
    void mustBeMember(String collection, String mspId) {
        mustExist(collection);
        if (!members.getOrDefault(collection, Set.of()).contains(mspId)) {
            throw new ContractRuntimeException(mspId + " is not a member of the collection " + collection);
        }
    }
}
