package qingshan.rules.state;

import org.jspecify.annotations.Nullable;

/**
 * The ledger's state as rules and contracts see it: values by key, in the order of the keys' UTF-8 bytes. Values are
 * canonical JSON.
 */
public interface State {
    /** The value of a key, or null if there is none. */
    byte @Nullable [] get(String key);

    /** Visits the keys from {@code from} (included) to {@code to} (excluded), in order, until the visitor says stop. */
    void range(String from, String to, Visitor visitor);

    /** Writes a value. */
    void put(String key, byte[] value);

    /** Writes a value under a key that is known to have none. */
    default void create(String key, byte[] value) {
        put(key, value);
    }

    /** Removes a key, if it is there. */
    void delete(String key);

    /** A private collection's state; who is no member may write to it but not read. */
    State collection(String name);

    /** What a range does with each of its keys. */
    @FunctionalInterface
    interface Visitor {
        /** Takes one; false ends the range. */
        boolean visit(String key, byte[] value);
    }
}
