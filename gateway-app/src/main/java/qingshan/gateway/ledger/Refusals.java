package qingshan.gateway.ledger;

import org.jspecify.annotations.Nullable;
import qingshan.rules.Refusal;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;

/** Codes of refusals that are the ledger's own and not a contract's. */
public final class Refusals {

    /** The proposal's timestamp is too far off the ledger's clock. */
    public static final String TIME_WINDOW = "TIME_WINDOW";

    /** The contract failed in a way it did not mean to, or there is no such transaction; the detail has a {@code message}. */
    public static final String CONTRACT_FAILED = "CONTRACT_FAILED";

    /** Other transactions were faster, time after time: something read was written meanwhile. */
    public static final String MVCC_READ_CONFLICT = "MVCC_READ_CONFLICT";

    /** Other transactions were faster, time after time: a range read has other keys meanwhile. */
    public static final String PHANTOM_READ_CONFLICT = "PHANTOM_READ_CONFLICT";

    /** Endorsers came to other results, time after time: one of them is behind, or runs altered contracts. */
    public static final String ENDORSEMENT_MISMATCH = "ENDORSEMENT_MISMATCH";

    /** The same transaction was sent before. */
    public static final String DUPLICATE_TXID = "DUPLICATE_TXID";

    private Refusals() {}

    /** Whether a transaction refused with this code is known to have changed nothing, and may be made anew. */
    public static boolean isConflict(String code) {
        return code.equals(MVCC_READ_CONFLICT)
                || code.equals(PHANTOM_READ_CONFLICT)
                || code.equals(ENDORSEMENT_MISMATCH);
    }

    /**
     * Reads the message of a contract's exception, which is all of it that reaches a client.
     *
     * @param message canonical {@code {"code":…,"detail":{…}}} if the contract meant to refuse
     */
    public static Answer.Refused read(@Nullable String message) {
        String said = String.valueOf(message);
        try {
            JsonObject refusal = JsonParser.object(said);
            String code = refusal.text("code");
            if (code != null && refusal.get("detail") instanceof JsonObject detail) {
                return new Answer.Refused(code, CanonicalJson.write(detail));
            }
        } catch (Refusal e) {
            // Not JSON: the contract did not mean to refuse.
        }
        return new Answer.Refused(CONTRACT_FAILED, CanonicalJson.write(JsonObject.of("message", said)));
    }
}
