package qingshan.rules.json;

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
    public static final JsonObject EMPTY = new JsonObject(new Own());

    private final Own members;

    /** Of these members, copied. */
    public JsonObject(SortedMap<String, Json> members) {
        this(new Own(members));
    }

    private JsonObject(Own members) {
        this.members = members;
    }

    /** Members that one object alone has: to copy every object that is read would cost as much as to read it. */
    static final class Own extends TreeMap<String, Json> {
        private static final long serialVersionUID = 1L;

        Own() {}

        Own(SortedMap<String, Json> others) {
            super(others);
        }

        /** An object of these members, which must not be changed any more. */
        JsonObject object() {
            return new JsonObject(this);
        }
    }

    /** By name. */
    public SortedMap<String, Json> members() {
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

    /** This and one more member. */
    public JsonObject with(String name, Json value) {
        Own more = new Own(members);
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
        return members.get(name);
    }

    /** A member's text, or null if there is none of that name or it is no string. */
    public @Nullable String text(String name) {
        return members.get(name) instanceof JsonString s ? s.value() : null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject object && members.equals(object.members);
    }

    @Override
    public int hashCode() {
        return Objects.hash(members);
    }

    @Override
    public String toString() {
        return CanonicalJson.write(this);
    }
}
