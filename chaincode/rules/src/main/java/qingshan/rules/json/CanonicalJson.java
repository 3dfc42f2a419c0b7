package qingshan.rules.json;

import java.nio.charset.StandardCharsets;

/**
 * Writes the one form in which a value is stored, hashed and signed: the JSON Canonicalization Scheme of RFC 8785,
 * restricted as {@link Json} says.
 */
public final class CanonicalJson {
    private static final String HEX = "0123456789abcdef";

    private CanonicalJson() {}

    /** The canonical text of a value. */
    public static String write(Json value) {
        StringBuilder out = new StringBuilder(256);
        append(out, value);
        return out.toString();
    }

    /** The canonical text of a value, in UTF-8. */
    public static byte[] bytes(Json value) {
        return write(value).getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder out, Json value) {
        switch (value) {
            case JsonObject object -> {
                char separator = '{';
                for (int i = 0; i < object.size(); i++) {
                    out.append(separator);
                    separator = ',';
                    quote(out, object.name(i));
                    out.append(':');
                    append(out, object.value(i));
                }
                out.append(separator == '{' ? "{}" : "}");
            }
            case JsonArray array -> {
                char separator = '[';
                for (Json element : array.elements()) {
                    out.append(separator);
                    separator = ',';
                    append(out, element);
                }
                out.append(separator == '[' ? "[]" : "]");
            }
            case JsonString string -> quote(out, string.value());
            case JsonInteger integer -> out.append(integer.value());
            case JsonBoolean bool -> out.append(bool.value());
        }
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        int from = 0; // what needs no escape is copied in one piece
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                out.append(text, from, i);
                escape(out, c);
                from = i + 1;
            }
        }
        out.append(text, from, text.length()).append('"');
    }

    private static void escape(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        }
    }
}
