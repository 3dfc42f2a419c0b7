package qingshan.rules.state;

import org.jspecify.annotations.Nullable;
import qingshan.rules.json.Records;

/** Records in the state, as canonical JSON. */
public final class Values {
    private Values() {}

    /** Reads a record, or null if there is none. */
    public static <T> @Nullable T load(State state, String key, Class<T> type) {
        byte[] value = state.get(key);
        return value == null ? null : Records.read(value, type);
    }

    /** Writes a record. */
    public static <T extends Record> void save(State state, String key, T value) {
        state.put(key, Records.bytes(value, value.getClass().asSubclass(Record.class)));
    }
}
