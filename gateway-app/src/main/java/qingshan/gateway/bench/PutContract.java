package qingshan.gateway.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Transaction;

/** The least that a transaction can do: what a slip on Fabric is measured against. */
@Contract(name = "bench")
public final class PutContract implements ContractInterface {
    private static final int KEY_LENGTH = 32;

    /** Writes a text under its first {@value #KEY_LENGTH} characters. */
    @Transaction
    public String put(Context context, String text) {
        context.getStub().putState("bench" + text.substring(0, KEY_LENGTH), text.getBytes(UTF_8));
        return "{}";
    }

    /** What stands under such a key, or nothing. */
    @Transaction
    public String get(Context context, String key) {
        byte[] value = context.getStub().getState("bench" + key);
        return value == null ? "{}" : new String(value, UTF_8);
    }
}
