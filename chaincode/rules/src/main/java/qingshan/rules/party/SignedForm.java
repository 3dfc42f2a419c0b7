package qingshan.rules.party;

import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;

/**
 * What a card signs: the canonical JSON of {@code {"body":…,"ledger":"qingshan","type":…}}. The type keeps a signature
 * from being used for another purpose, the ledger from being used elsewhere.
 */
public final class SignedForm {
    /** The channel whose ledger a signature is made for. */
    public static final String LEDGER = "qingshan";

    private SignedForm() {}

    /** The bytes to sign; their SHA-256 is the id of a slip. */
    public static byte[] of(String type, JsonObject body) {
        return CanonicalJson.bytes(
                JsonObject.of("body", body).with("ledger", LEDGER).with("type", type));
    }
}
