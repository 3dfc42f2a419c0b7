package qingshan.rules.json;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An object. Its members are kept in the order that RFC 8785 writes them, by UTF-16 code units, which is Java's order
 * of strings.
 *
 * @param members by name
 */
public record JsonObject(SortedMap<String, Json> members) implements Json {
    /** No members. */
    public static final JsonObject EMPTY = new JsonObject(new TreeMap<>());

    /** Copies. */
    public JsonObject {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }

    /** An object of one member. */
    public static JsonObject of(String name, String value) {
        return EMPTY.with(name, value);
    }

    /** An object of one member. */
    public static JsonObject of(String name, Json value) {
        return EMPTY.with(name, value);
    }

    /** This and one more member. */
    public JsonObject with(String name, Json value) {
        TreeMap<String, Json> more = new TreeMap<>(members);
        more.put(name, value);
        return new JsonObject(more);
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
        return members.get(name);
    }

    /** A member's text, or null if there is none of that name or it is no string. */
    public @Nullable String text(String name) {
        return members.get(name) instanceof JsonString s ? s.value() : null;
    }
}
