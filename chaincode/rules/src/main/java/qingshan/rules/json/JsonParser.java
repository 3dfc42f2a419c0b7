package qingshan.rules.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import qingshan.rules.Bounds;
import qingshan.rules.Code;
import qingshan.rules.Refusal;

/**
 * Reads JSON strictly: what {@link Json} does not hold, duplicate keys, lone surrogates, too deep, too long and anything
 * after the document are refused, with the path of the member. White space and the order of members are free.
 */
public final class JsonParser {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Bounds.STORED_DEPTH_MAX + 1)
                    .maxNumberLength(Bounds.STRING_MAX)
                    .maxStringLength(2 * Bounds.STRING_MAX)
                    .maxNameLength(2 * Bounds.TEXT_MAX)
                    .build())
            .build();

    private final com.fasterxml.jackson.core.JsonParser in;
    private final int depthMax;
    private int depth;

    private JsonParser(com.fasterxml.jackson.core.JsonParser in, int depthMax) {
        this.in = in;
        this.depthMax = depthMax;
    }

    /**
     * Reads a command.
     *
     * @param text at most {@link Bounds#COMMAND_BYTES_MAX} bytes
     * @return the object
     * @throws Refusal MALFORMED_JSON, WRONG_TYPE, BAD_VALUE or TOO_LARGE
     */
    public static JsonObject object(String text) {
        if (text.length() > Bounds.COMMAND_BYTES_MAX || utf8Length(text) > Bounds.COMMAND_BYTES_MAX) {
            throw new Refusal(
                    Code.TOO_LARGE, JsonObject.EMPTY.with("field", "").with("bytesMax", Bounds.COMMAND_BYTES_MAX));
        }
        return document(text, Bounds.DEPTH_MAX);
    }

    /** Reads what this ledger wrote, in UTF-8. */
    public static JsonObject stored(byte[] utf8) {
        JsonObject canonical = CanonicalReader.read(utf8);
        return canonical != null
                ? canonical
                : document(new String(utf8, StandardCharsets.UTF_8), Bounds.STORED_DEPTH_MAX);
    }

    /**
     * The same, only in canonical form.
     *
     * @throws IllegalArgumentException in any other
     */
    public static JsonObject canonical(byte[] utf8) {
        JsonObject canonical = CanonicalReader.read(utf8);
        if (canonical != null) {
            return canonical;
        }
        JsonObject read = stored(utf8);
        if (!Arrays.equals(CanonicalJson.bytes(read), utf8)) {
            throw new IllegalArgumentException("it is not canonical JSON");
        }
        return read;
    }

    private static JsonObject document(String text, int depthMax) {
        try (com.fasterxml.jackson.core.JsonParser in = FACTORY.createParser(text)) {
            return new JsonParser(in, depthMax).document();
        } catch (IOException e) {
            throw new IllegalStateException("reading a string failed", e);
        }
    }

    private JsonObject document() throws IOException {
        try {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw refused(Code.MALFORMED_JSON, "the document is not an object");
            }
            JsonObject object = readObject();
            if (in.nextToken() != null) {
                throw refused(Code.MALFORMED_JSON, "something follows the document");
            }
            return object;
        } catch (StreamConstraintsException e) {
            throw refused(Code.TOO_LARGE, "a name, string or number is too long");
        } catch (JsonProcessingException e) {
            long at = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
            throw new Refusal(
                    Code.MALFORMED_JSON,
                    refused(Code.MALFORMED_JSON, "not JSON at character " + at)
                            .detail()
                            .with("character", at));
        }
    }

    private JsonObject readObject() throws IOException {
        deeper();
        JsonObject.Members members = new JsonObject.Members(8);
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = checked(in.currentName(), Bounds.TEXT_MAX);
            if (members.has(name)) {
                throw refused(Code.MALFORMED_JSON, "the member stands twice");
            }
            if (members.size() == Bounds.MEMBERS_MAX) {
                throw refused(Code.TOO_LARGE, "more than " + Bounds.MEMBERS_MAX + " members");
            }
            in.nextToken();
            members.put(name, read());
        }
        depth--;
        return members.object();
    }

    private Json readArray() throws IOException {
        deeper();
        List<Json> elements = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (elements.size() == Bounds.ELEMENTS_MAX) {
                throw refused(Code.TOO_LARGE, "more than " + Bounds.ELEMENTS_MAX + " elements");
            }
            elements.add(read());
        }
        depth--;
        return new JsonArray(elements);
    }

    private void deeper() {
        if (depth == depthMax) {
            throw refused(Code.TOO_LARGE, "more than " + depthMax + " levels deep");
        }
        depth++;
    }

    private Json read() throws IOException {
        JsonToken token = in.currentToken();
        if (token == null) {
            throw refused(Code.MALFORMED_JSON, "the document ends early");
        }
        return switch (token) {
            case START_OBJECT -> readObject();
            case START_ARRAY -> readArray();
            case VALUE_STRING -> new JsonString(checked(in.getText(), Bounds.STRING_MAX));
            case VALUE_NUMBER_INT -> integer();
            case VALUE_TRUE -> new JsonBoolean(true);
            case VALUE_FALSE -> new JsonBoolean(false);
            case VALUE_NUMBER_FLOAT -> throw refused(Code.WRONG_TYPE, "a fraction or an exponent");
            case VALUE_NULL -> throw refused(Code.WRONG_TYPE, "null: leave the member out");
            default -> throw refused(Code.MALFORMED_JSON, "not a JSON value");
        };
    }

    private Json integer() throws IOException {
        String digits = in.getText();
        if (digits.length() > 17) {
            throw refused(Code.BAD_VALUE, "beyond 2^53 - 1");
        }
        if (digits.equals("-0")) {
            throw refused(Code.BAD_VALUE, "minus zero");
        }
        long value = Long.parseLong(digits);
        if (value > Bounds.INTEGER_MAX || value < -Bounds.INTEGER_MAX) {
            throw refused(Code.BAD_VALUE, "beyond 2^53 - 1");
        }
        return new JsonInteger(value);
    }

    private String checked(String text, int lengthMax) {
        int length = 0;
        for (int i = 0; i < text.length(); i++, length++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else {
                throw refused(Code.MALFORMED_JSON, "a lone surrogate");
            }
        }
        if (length > lengthMax) {
            throw refused(Code.TOO_LARGE, "longer than " + lengthMax + " characters");
        }
        return text;
    }

    private Refusal refused(Code code, String problem) {
        return Refusal.ofField(code, path(in.getParsingContext()), problem);
    }

    /** The path of the member at which the tokenizer is, such as {@code entries[3].command.slip}. */
    private static String path(JsonStreamContext at) {
        JsonStreamContext parent = at.getParent();
        String path = parent == null ? "" : path(parent);
        String name = at.getCurrentName();
        if (at.inObject() && name != null) {
            return path.isEmpty() ? name : path + "." + name;
        }
        return at.inArray() && at.hasCurrentIndex() ? path + "[" + at.getCurrentIndex() + "]" : path;
    }

    private static long utf8Length(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
