package qingshan.gateway.counter;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.web.Show;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonString;
import qingshan.rules.party.PartyKind;
import qingshan.rules.value.Id;

/**
 * Who holds a card, as the counter knows them.
 *
 * @param card its id on the ledger
 * @param number as printed
 * @param kind of the party, as the ledger has it
 * @param leftGrams of leaf that may still be sold, or -1 where nobody has said how much that is
 * @param certificate the one that a sale would name, or null
 * @param blocks refusal codes that a sale would meet now
 */
record Holder(
        Id card,
        String number,
        String name,
        String village,
        PartyKind kind,
        boolean grows,
        long leftGrams,
        @Nullable String certificate,
        List<String> blocks) {
    private static final int LAST = 4;

    /** As the page gets it: {@code number, last, name, village, grows, leftGrams, left, blocks}. */
    JsonObject json(Show show) {
        JsonObject json = JsonObject.of("number", number)
                .with("last", last())
                .with("name", name)
                .with("village", village)
                .with("grows", grows ? "yes" : "no")
                .with(
                        "blocks",
                        new JsonArray(blocks.stream().<Json>map(JsonString::new).toList()));
        return leftGrams < 0 ? json : json.with("leftGrams", leftGrams).with("left", show.plainWeight(leftGrams));
    }

    /** The last four characters of the printed number. */
    String last() {
        return number.substring(Math.max(0, number.length() - LAST));
    }
}
