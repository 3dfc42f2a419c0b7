package qingshan.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Transaction;
import org.hyperledger.fabric.shim.ChaincodeException;
import org.hyperledger.fabric.shim.ChaincodeStub;

/** A contract that does what it is told, so that a test says which calls a transaction makes. */
@Contract(name = "scribe")
public final class Scribe implements ContractInterface {
    /** The collection of {@code hide} and {@code purge}. */
    static final String COLLECTION = "prices";

    /**
     * Does its orders one after another.
     *
     * @param orders such as {@code put:a delete:b}; a value is its key's name
     * @return what was read last
     */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String Write(Context context, String orders) {
        ChaincodeStub stub = context.getStub();
        String read = "";
        for (String order : orders.split(" ", -1)) {
            String key = order.substring(order.indexOf(':') + 1);
            byte[] value = key.getBytes(UTF_8);
            switch (order.substring(0, order.indexOf(':'))) {
                case "put" -> stub.putState(key, value);
                case "delete" -> stub.delState(key);
                case "hide" -> stub.putPrivateData(COLLECTION, key, value);
                case "purge" -> stub.purgePrivateData(COLLECTION, key);
                case "endorsed" -> stub.setStateValidationParameter(key, value);
                case "tell" -> stub.setEvent(key, value);
                case "get" -> read = new String(stub.getState(key), UTF_8);
                case "refuse" -> throw new ChaincodeException(key);
                default -> throw new IllegalArgumentException(order);
            }
        }
        return read;
    }
}
