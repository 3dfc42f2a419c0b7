package qingshan.gateway.embedded;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Transaction;

/** Which contract of the county's ledger has which transaction. No two contracts have one of the same name. */
public final class Catalogue {
    private static final Map<String, String> CONTRACTS = contracts();

    private Catalogue() {}

    /**
     * The contract of a transaction, such as {@code card} of {@code RecordSlip}.
     *
     * @throws IllegalArgumentException if none has it
     */
    public static String contract(String transaction) {
        String contract = CONTRACTS.get(transaction);
        if (contract == null) {
            throw new IllegalArgumentException("no contract has " + transaction);
        }
        return contract;
    }

    private static Map<String, String> contracts() {
        Map<String, String> found = new TreeMap<>();
        for (ContractInterface contract : Settings.CONTRACTS) {
            String name = contract.getClass().getAnnotation(Contract.class).name();
            for (Method method : contract.getClass().getMethods()) {
                if (method.isAnnotationPresent(Transaction.class) && found.put(method.getName(), name) != null) {
                    throw new IllegalStateException("two contracts have " + method.getName());
                }
            }
        }
        return Map.copyOf(found);
    }
}
