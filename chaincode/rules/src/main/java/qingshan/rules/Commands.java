package qingshan.rules;

import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;

/** Reads commands. */
public final class Commands {
    private Commands() {}

    /**
     * Reads a single command.
     *
     * @param type the command's simple name, which is the transaction's
     * @throws Refusal of its shape
     */
    public static Command read(String type, JsonObject json) {
        if (json.get("type") != null) {
            throw Refusal.ofField(Code.UNKNOWN_FIELD, "type", "the transaction says which command it is");
        }
        return Records.read(json.with("type", type), Command.class);
    }

    /** Reads the command of a batch's entry, which says its type itself and has no id. */
    static Command readEntry(JsonObject json) {
        if (json.get("id") != null) {
            throw Refusal.ofField(Code.UNKNOWN_FIELD, "id", "an entry is known by its row");
        }
        return Records.read(json, Command.class);
    }
}
