package qingshan.gateway.api;

import org.jspecify.annotations.Nullable;
import qingshan.rules.Opening;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;

/**
 * The body of a command's request.
 *
 * @param command without its type, which the address says
 * @param opening of a slip's price, or absent
 * @param openings of a batch's slips, by the index of the entry, or absent
 */
record Sent(
        JsonObject command,
        @Nullable Opening opening,
        @Nullable JsonObject openings) {
    /** Refuses both at once. */
    Sent {
        if (opening != null && openings != null) {
            throw new IllegalArgumentException("has either an opening or openings");
        }
    }

    /** As the contracts take them. */
    JsonObject secret() {
        if (openings != null) {
            return openings;
        }
        return opening == null ? JsonObject.EMPTY : JsonObject.of("0", Records.write(opening, Opening.class));
    }
}
