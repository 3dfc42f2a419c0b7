package qingshan.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.shim.ChaincodeException;
import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;
import qingshan.rules.state.Keys;

/** What every query does: parse strictly, read, answer. Lists and searches are the read model's, not the contracts'. */
public final class Queries {
    private static final int RANGE_MAX = 1_000;

    private Queries() {}

    /** Makes the key from what the query says. */
    @FunctionalInterface
    public interface Key<Q> {
        /** The key, or the prefix of keys. */
        String of(Q query);
    }

    /** The value of one key. */
    public static <Q> String one(Context context, String json, Class<Q> type, Key<Q> key) {
        try {
            String at = key.of(Records.read(JsonParser.object(json), type));
            byte[] value = new StubState(context.getStub()).get(at);
            if (value == null) {
                throw Refusal.of(Code.UNKNOWN_RECORD);
            }
            return new String(value, UTF_8);
        } catch (Refusal no) {
            throw new ChaincodeException(no.getMessage());
        }
    }

    /** The values of the keys below a prefix, at most {@value #RANGE_MAX}, each with its last part as {@code key}. */
    public static <Q> String below(Context context, String json, Class<Q> type, Key<Q> prefix) {
        try {
            String at = prefix.of(Records.read(JsonParser.object(json), type));
            List<Json> values = new ArrayList<>();
            new StubState(context.getStub())
                    .range(
                            Keys.from(at),
                            Keys.below(at),
                            (key, value) -> values.add(JsonParser.stored(value)
                                            .with("key", Keys.shown(key.substring(at.length() + 1))))
                                    && values.size() < RANGE_MAX);
            return CanonicalJson.write(JsonObject.of("values", new JsonArray(values)));
        } catch (Refusal no) {
            throw new ChaincodeException(no.getMessage());
        }
    }
}
