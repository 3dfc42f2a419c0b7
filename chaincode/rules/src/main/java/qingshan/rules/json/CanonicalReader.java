package qingshan.rules.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Bounds;

/**
 * Reads what is canonical already, in one pass over its bytes: nearly all that is read was written by this ledger. That
 * it was read shows that it is canonical. Whatever is not so simple (another form, an escape, something too long) is
 * left to {@link JsonParser}, which reads the same or says what is wrong; so nothing is decided here.
 */
final class CanonicalReader {
    private static final int DIGITS_MAX = 16;

    private final byte[] in;
    private int at;

    private CanonicalReader(byte[] in) {
        this.in = in;
    }

    /** The object, or null if the bytes are not plainly canonical. */
    static @Nullable JsonObject read(byte[] utf8) {
        CanonicalReader reader = new CanonicalReader(utf8);
        return reader.taken('{')
                        && reader.object(Bounds.STORED_DEPTH_MAX - 1) instanceof JsonObject object
                        && reader.at == utf8.length
                ? object
                : null;
    }

    /** @param deeper how many levels there may still be */
    private @Nullable Json value(int deeper) {
        if (at == in.length) {
            return null;
        }
        byte first = in[at++];
        return switch (first) {
            case '"' -> string();
            case '{' -> deeper == 0 ? null : object(deeper - 1);
            case '[' -> deeper == 0 ? null : array(deeper - 1);
            case 't' -> literal("rue", true);
            case 'f' -> literal("alse", false);
            default -> integer(first);
        };
    }

    private @Nullable Json string() {
        String text = text(Bounds.STRING_MAX);
        return text == null ? null : new JsonString(text);
    }

    private @Nullable Json literal(String rest, boolean value) {
        for (int i = 0; i < rest.length(); i++) {
            if (!taken(rest.charAt(i))) {
                return null;
            }
        }
        return new JsonBoolean(value);
    }

    private @Nullable Json object(int deeper) {
        if (taken('}')) {
            return JsonObject.EMPTY;
        }
        JsonObject.Members members = new JsonObject.Members(8);
        String before = null;
        do {
            String name = taken('"') ? text(Bounds.TEXT_MAX) : null;
            if (name == null
                    || (before != null && before.compareTo(name) >= 0)
                    || members.size() == Bounds.MEMBERS_MAX
                    || !taken(':')) {
                return null;
            }
            Json value = value(deeper);
            if (value == null) {
                return null;
            }
            members.put(name, value);
            before = name;
        } while (taken(','));
        return taken('}') ? members.object() : null;
    }

    private @Nullable Json array(int deeper) {
        List<Json> elements = new ArrayList<>();
        if (taken(']')) {
            return new JsonArray(elements);
        }
        do {
            Json value = elements.size() == Bounds.ELEMENTS_MAX ? null : value(deeper);
            if (value == null) {
                return null;
            }
            elements.add(value);
        } while (taken(','));
        return taken(']') ? new JsonArray(elements) : null;
    }

    /** The rest of a string that has begun. */
    private @Nullable String text(int lengthMax) {
        int from = at;
        int bits = 0;
        for (; at < in.length && in[at] != '"'; at++) {
            byte b = in[at];
            if (b == '\\' || (b >= 0 && b < 0x20)) {
                return null;
            }
            bits |= b;
        }
        if (at == in.length) {
            return null;
        }
        String text =
                new String(in, from, at++ - from, bits < 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        // what is no UTF-8 is decoded as U+FFFD
        return text.length() > lengthMax || (bits < 0 && text.indexOf('\uFFFD') >= 0) ? null : text;
    }

    private @Nullable Json integer(byte first) {
        boolean negative = first == '-';
        int from = negative ? at : at - 1;
        at = from;
        long value = 0;
        for (; at < in.length && in[at] >= '0' && in[at] <= '9' && at - from < DIGITS_MAX; at++) {
            value = 10 * value + in[at] - '0';
        }
        boolean canonical = at > from && (in[from] != '0' || (at == from + 1 && !negative));
        return canonical && value <= Bounds.INTEGER_MAX ? new JsonInteger(negative ? -value : value) : null;
    }

    private boolean taken(char c) {
        if (at < in.length && in[at] == c) {
            at++;
            return true;
        }
        return false;
    }
}
