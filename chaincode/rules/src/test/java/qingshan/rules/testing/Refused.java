package qingshan.rules.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;

/** What a refusal says. */
public final class Refused {
    private Refused() {}

    /** The detail of the refusal of this code that the call must end in. */
    public static JsonObject by(Code code, ThrowingCallable call) {
        Refusal[] found = {null};
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> found[0] = refusal);
        if (found[0] == null || found[0].code() != code) {
            throw new AssertionError("expected " + code + ", was " + found[0]);
        }
        return found[0].detail();
    }

    /** The same, of one field. */
    public static void of(Code code, String field, ThrowingCallable call) {
        JsonObject detail = by(code, call);
        if (!field.equals(detail.text("field"))) {
            throw new AssertionError("expected the field " + field + ", was " + detail.members());
        }
    }
}
