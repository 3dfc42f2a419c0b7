package qingshan.rules.json;

import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An object. Its members are kept in the order that RFC 8785 writes them, by UTF-16 code units, which is Java's order
 * of strings.
 */
public final class JsonObject implements Json {
    /** No members. */
    public static final JsonObject EMPTY = new Members(0).object();

    // two sorted arrays: objects are small, and made far more often than they are asked
    private final String[] names;
    private final Json[] values;

    /** Of these members, copied. */
    public JsonObject(SortedMap<String, Json> members) {
        names = members.keySet().toArray(String[]::new);
        values = members.values().toArray(Json[]::new);
    }

    private JsonObject(String[] names, Json[] values) {
        this.names = names;
        this.values = values;
    }

    /** Members that are still being gathered. */
    static final class Members {
        private String[] names;
        private Json[] values;
        private int size;

        /** @param expected how many there will probably be */
        Members(int expected) {
            this(new String[expected], new Json[expected], 0);
        }

        private Members(String[] names, Json[] values, int size) {
            this.names = names;
            this.values = values;
            this.size = size;
        }

        int size() {
            return size;
        }

        boolean has(String name) {
            return size > 0 && find(name) >= 0;
        }

        /** Puts a member in its place, soonest when it comes after all others; it replaces one of its name. */
        void put(String name, Json value) {
            int found = find(name);
            if (found >= 0) {
                values[found] = value;
                return;
            }
            int at = -found - 1;
            if (size == names.length) {
                int room = Math.max(8, 2 * size);
                names = Arrays.copyOf(names, room);
                values = Arrays.copyOf(values, room);
            }
            System.arraycopy(names, at, names, at + 1, size - at);
            System.arraycopy(values, at, values, at + 1, size - at);
            names[at] = name;
            values[at] = value;
            size++;
        }

        /** As a binary search finds it; most members come in order. */
        private int find(String name) {
            return size == 0 || names[size - 1].compareTo(name) < 0
                    ? -size - 1
                    : Arrays.binarySearch(names, 0, size, name);
        }

        /** The object of these members. */
        JsonObject object() {
            return new JsonObject(Arrays.copyOf(names, size), Arrays.copyOf(values, size));
        }
    }

    /** How many members there are. */
    int size() {
        return names.length;
    }

    /** The name of a member, by its place in their order. */
    String name(int i) {
        return names[i];
    }

    /** The value of a member, by its place in their order. */
    Json value(int i) {
        return values[i];
    }

    /** By name. */
    public SortedMap<String, Json> members() {
        SortedMap<String, Json> members = new TreeMap<>();
        for (int i = 0; i < names.length; i++) {
            members.put(names[i], values[i]);
        }
        return Collections.unmodifiableSortedMap(members);
    }

    /** An object of one member. */
    public static JsonObject of(String name, String value) {
        return EMPTY.with(name, value);
    }

    /** An object of one member. */
    public static JsonObject of(String name, Json value) {
        return EMPTY.with(name, value);
    }

    /** This and one more member, in the place of one of the same name. */
    public JsonObject with(String name, Json value) {
        Members more = new Members(
                Arrays.copyOf(names, names.length + 1), Arrays.copyOf(values, names.length + 1), names.length);
        more.put(name, value);
        return more.object();
    }

    /** This and one more member. */
    public JsonObject with(String name, String value) {
        return with(name, new JsonString(value));
    }

    /** This and one more member. */
    public JsonObject with(String name, long value) {
        return with(name, new JsonInteger(value));
    }

    /** A member, or null if there is none of that name. */
    public @Nullable Json get(String name) {
        int at = Arrays.binarySearch(names, name);
        return at < 0 ? null : values[at];
    }

    /** A member's text, or null if there is none of that name or it is no string. */
    public @Nullable String text(String name) {
        return get(name) instanceof JsonString s ? s.value() : null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject object
                && Arrays.equals(names, object.names)
                && Arrays.equals(values, object.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.asList(names), Arrays.asList(values));
    }

    @Override
    public String toString() {
        return CanonicalJson.write(this);
    }
}
