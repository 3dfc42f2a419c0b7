package qingshan.rules;

import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;

/**
 * A typed "no": a {@link Code} and its detail. Nothing was changed. The message is the canonical JSON
 * {@code {"code":…,"detail":{…}}}, since a chaincode's message is all of an error that reaches a Fabric client.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final transient JsonObject detail;

    /**
     * @param code why
     * @param detail the values at fault; {@code field} names the member, where one is at fault
     */
    public Refusal(Code code, JsonObject detail) {
        // no stack trace: a refusal is an answer, and a batch may hold two hundred
        super(CanonicalJson.write(JsonObject.of("code", code.name()).with("detail", detail)), null, false, false);
        this.code = code;
        this.detail = detail;
    }

    /** A refusal of one field: {@code {"field":…,"problem":…}}. */
    public static Refusal ofField(Code code, String field, String problem) {
        return new Refusal(code, JsonObject.of("field", field).with("problem", problem));
    }

    /** A refusal without detail. */
    public static Refusal of(Code code) {
        return new Refusal(code, JsonObject.EMPTY);
    }

    /** Why. */
    public Code code() {
        return code;
    }

    /** The values at fault. */
    public JsonObject detail() {
        return detail;
    }
}
