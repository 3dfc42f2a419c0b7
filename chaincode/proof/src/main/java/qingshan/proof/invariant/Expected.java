package qingshan.proof.invariant;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.proof.offence.Kind;
import qingshan.rules.state.Keys;

/** What a transaction must have written: the net effect of all that it did, key by key. */
final class Expected {
    private record Change(boolean wasThere, @Nullable Record value) {}

    private final Map<String, Change> changes = new HashMap<>();

    /** A key that is not there now. */
    void create(String key, Record value) {
        put(key, false, value);
    }

    /** A key that is there now. */
    void update(String key, Record value) {
        put(key, true, value);
    }

    /** A key that is there now and then no more. */
    void delete(String key) {
        put(key, true, null);
    }

    private void put(String key, boolean isThere, @Nullable Record value) {
        Change before = changes.get(key);
        changes.put(key, new Change(before == null ? isThere : before.wasThere(), value));
    }

    /** Compares with what was written; the kind of the offence says what the key stands for. */
    void compare(Transit transit, Map<String, @Nullable Record> writes) {
        for (Map.Entry<String, @Nullable Record> write : writes.entrySet()) {
            Change change = changes.remove(write.getKey());
            Record value = write.getValue();
            if (change == null) {
                throw transit.found(kind(write.getKey()), Keys.shown(write.getKey()), "nothing explains this write");
            }
            if (value == null ? change.value() != null : !value.equals(change.value())) {
                throw transit.found(
                        kind(write.getKey()),
                        Keys.shown(write.getKey()),
                        "it was written as " + value + ", and should be " + change.value());
            }
        }
        changes.forEach((key, change) -> {
            if (change.value() != null || change.wasThere()) {
                throw transit.found(kind(key), Keys.shown(key), "it was not written, and should be " + change.value());
            }
        });
    }

    private static Kind kind(String key) {
        String[] parts = Keys.parts(key);
        return switch (parts[0]) {
            case "command" -> Kind.COMMAND_ID;
            case "party", "market", "plot", "product" -> Kind.REGISTER;
            case "card" ->
                switch (parts.length > 2 ? parts[2] : "") {
                    case "r" -> Kind.REGISTER;
                    case "s" -> Kind.ENTITLEMENT;
                    default -> Kind.RECORDED_TWICE;
                };
            case "grant" -> Kind.APPROVAL;
            case "consent" -> Kind.CONSENT;
            case "dispute" -> Kind.DISPUTE;
            case "serials" -> Kind.SERIALS;
            case "opening" -> Kind.GRAMS;
            case "claim" -> Kind.ENTITLEMENT;
            case "policy" -> Kind.POLICY;
            case "certificate" -> Kind.CERTIFICATE_USED;
            case "record" -> Kind.RECORDED_TWICE;
            case "holding" -> Kind.GRAMS;
            case "hold" -> parts.length > 2 && parts[2].equals("r") ? Kind.RECALL : Kind.FREEZE;
            case "child" -> Kind.DERIVATION;
            case "inspection" -> Kind.FREEZE;
            case "import", "batch" -> Kind.BATCH;
            default -> Kind.WRITES;
        };
    }
}
