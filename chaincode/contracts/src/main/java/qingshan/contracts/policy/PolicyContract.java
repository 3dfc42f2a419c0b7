package qingshan.contracts.policy;

import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Transaction;
import qingshan.contracts.Queries;
import qingshan.contracts.Transactions;
import qingshan.rules.json.Records;
import qingshan.rules.policy.PolicyCommand;
import qingshan.rules.policy.PolicyKind;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Name;

/**
 * Policies. A method is named as its command and takes one JSON string; see {@link PolicyCommand}.
 */
@Contract(name = "policy")
public final class PolicyContract implements ContractInterface {
    /** What ReadPolicies asks for. */
    record ReadPolicies(PolicyKind kind, Name name) {}

    /** {@link PolicyCommand.PublishPolicy}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String PublishPolicy(Context context, String json) {
        return Transactions.submit(context, PolicyCommand.PublishPolicy.class, json);
    }

    /** Reads the keys below one. */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String ReadPolicies(Context context, String json) {
        return Queries.below(context, json, ReadPolicies.class, q -> Keys.policies(Records.kebab(q.kind()), q.name()));
    }
}
