package qingshan.rules.json;

/**
 * A JSON value as the ledger knows it: RFC 8785 restricted to objects, arrays, strings, integers within ±(2^53 − 1)
 * and booleans. There is no null and there are no fractions.
 */
public sealed interface Json permits JsonObject, JsonArray, JsonString, JsonInteger, JsonBoolean {
    /** What kind of value this is, for error messages: "object", "array", "string", "integer" or "boolean". */
    default String kind() {
        return switch (this) {
            case JsonObject _ -> "object";
            case JsonArray _ -> "array";
            case JsonString _ -> "string";
            case JsonInteger _ -> "integer";
            case JsonBoolean _ -> "boolean";
        };
    }
}
