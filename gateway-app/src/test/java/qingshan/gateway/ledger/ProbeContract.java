package qingshan.gateway.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Transaction;
import org.hyperledger.fabric.shim.ChaincodeException;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.jspecify.annotations.Nullable;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.JsonString;

/** Does to the stub what a script says, one step after the other, and answers with what each step saw. */
@Contract(name = "probe")
public final class ProbeContract implements ContractInterface {

    /** {@code {"do":[[verb, arguments…],…]}} to {@code {"saw":[…]}}, one text for each step. */
    @Transaction
    public String run(Context context, String json) {
        List<Json> saw = new ArrayList<>();
        for (Json step : array(JsonParser.object(json).get("do"))) {
            List<String> words = array(step).stream().map(ProbeContract::text).toList();
            saw.add(new JsonString(step(context, words)));
        }
        return CanonicalJson.write(JsonObject.of("saw", new JsonArray(saw)));
    }

    /** Adds one to the number under the key that {@code {"key":…}} names, and answers {@code {"is":…}}. */
    @Transaction
    public String increment(Context context, String json) {
        String key = text(JsonParser.object(json).get("key"));
        byte[] old = context.getStub().getState(key);
        long value = (old.length == 0 ? 0 : Long.parseLong(new String(old, UTF_8))) + 1;
        context.getStub().putState(key, Long.toString(value).getBytes(UTF_8));
        return CanonicalJson.write(JsonObject.EMPTY.with("is", value));
    }

    /** Takes a seat under {@code {"hall":…,"guest":…}} if fewer than ten are taken, else refuses with {@code FULL}. */
    @Transaction
    public String seat(Context context, String json) throws Exception {
        JsonObject command = JsonParser.object(json);
        String hall = text(command.get("hall"));
        int taken = 0;
        try (QueryResultsIterator<KeyValue> seats = context.getStub().getStateByRange(hall + ".", hall + "/")) {
            for (KeyValue ignored : seats) {
                taken += Objects.requireNonNull(ignored).getKey().isEmpty() ? 0 : 1;
            }
        }
        if (taken >= 10) {
            throw new ChaincodeException("{\"code\":\"FULL\",\"detail\":{\"taken\":" + taken + "}}");
        }
        context.getStub().putState(hall + "." + text(command.get("guest")), new byte[] {1});
        return CanonicalJson.write(JsonObject.EMPTY.with("taken", taken + 1));
    }

    private static String step(Context context, List<String> words) {
        ChaincodeStub stub = context.getStub();
        return switch (words.getFirst()) {
            case "get" -> shown(stub.getState(words.get(1)));
            case "put" -> {
                stub.putState(words.get(1), words.get(2).getBytes(UTF_8));
                yield "";
            }
            case "delete" -> {
                stub.delState(words.get(1));
                yield "";
            }
            case "range" -> range(stub.getStateByRange(words.get(1), words.get(2)), Integer.parseInt(words.get(3)));
            case "getPrivate" -> shown(stub.getPrivateData(words.get(1), words.get(2)));
            case "hashPrivate" -> HexFormat.of().formatHex(stub.getPrivateDataHash(words.get(1), words.get(2)));
            case "putPrivate" -> {
                byte[] secret = Objects.requireNonNull(stub.getTransient().get(words.get(3)));
                stub.putPrivateData(words.get(1), words.get(2), secret);
                yield "";
            }
            case "deletePrivate" -> {
                stub.delPrivateData(words.get(1), words.get(2));
                yield "";
            }
            case "rangePrivate" ->
                range(stub.getPrivateDataByRange(words.get(1), words.get(2), words.get(3)), Integer.MAX_VALUE);
            case "event" -> {
                stub.setEvent("probe", words.get(1).getBytes(UTF_8));
                yield "";
            }
            case "refuse" -> throw new ChaincodeException("{\"code\":\"" + words.get(1) + "\",\"detail\":{\"at\":1}}");
            case "fail" -> throw new IllegalStateException("an accident");
            case "who" ->
                context.getClientIdentity().getMSPID() + " "
                        + context.getClientIdentity().getAttributeValue("role");
            case "txId" -> stub.getTxId();
            case "time" -> stub.getTxTimestamp().toString();
            default -> throw new IllegalArgumentException(words.getFirst());
        };
    }

    private static String range(QueryResultsIterator<KeyValue> results, int limit) {
        StringBuilder keys = new StringBuilder();
        int count = 0;
        for (KeyValue result : results) {
            if (count++ == limit) {
                break;
            }
            keys.append(keys.isEmpty() ? "" : " ")
                    .append(result.getKey())
                    .append('=')
                    .append(result.getStringValue());
        }
        return keys.toString();
    }

    private static String shown(byte[] value) {
        return value.length == 0 ? "-" : new String(value, UTF_8);
    }

    private static List<Json> array(@Nullable Json json) {
        return ((JsonArray) Objects.requireNonNull(json)).elements();
    }

    private static String text(@Nullable Json json) {
        return ((JsonString) Objects.requireNonNull(json)).value();
    }
}
