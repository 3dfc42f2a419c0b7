package qingshan.rules.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import qingshan.rules.Bounds;
import qingshan.rules.Code;
import qingshan.rules.Refusal;

/**
 * Reads JSON strictly: what {@link Json} does not hold, duplicate keys, lone surrogates, too deep, too long and anything
 * after the document are refused, with the path of the member. White space and the order of members are free.
 */
public final class JsonParser {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Bounds.DEPTH_MAX)
                    .maxNumberLength(20)
                    .maxStringLength(Bounds.STRING_MAX)
                    .maxNameLength(Bounds.TEXT_MAX)
                    .build())
            .build();

    private JsonParser() {}

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
        return document(text);
    }

    /** Reads what this ledger wrote, in UTF-8. */
    public static JsonObject stored(byte[] utf8) {
        return document(new String(utf8, StandardCharsets.UTF_8));
    }

    private static JsonObject document(String text) {
        try (com.fasterxml.jackson.core.JsonParser in = FACTORY.createParser(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw Refusal.ofField(Code.MALFORMED_JSON, "", "the document is not an object");
            }
            JsonObject object = readObject(in, "");
            if (in.nextToken() != null) {
                throw Refusal.ofField(Code.MALFORMED_JSON, "", "something follows the document");
            }
            return object;
        } catch (StreamConstraintsException e) {
            throw Refusal.ofField(Code.TOO_LARGE, "", "too deep, or a name, string or number is too long");
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new IllegalStateException("reading a string failed", e);
        }
    }

    private static Refusal malformed(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        if (message.startsWith("Duplicate field")) {
            int from = message.indexOf('\'') + 1;
            int to = message.lastIndexOf('\'');
            String name = from > 0 && to > from ? message.substring(from, to) : "";
            return Refusal.ofField(Code.MALFORMED_JSON, name, "the member stands twice");
        }
        long at = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
        return Refusal.ofField(Code.MALFORMED_JSON, "", "not JSON at character " + at);
    }

    private static JsonObject readObject(com.fasterxml.jackson.core.JsonParser in, String path) throws IOException {
        TreeMap<String, Json> members = new TreeMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = checked(in.currentName(), path);
            if (members.size() == Bounds.MEMBERS_MAX) {
                throw Refusal.ofField(Code.TOO_LARGE, path, "more than " + Bounds.MEMBERS_MAX + " members");
            }
            in.nextToken();
            members.put(name, read(in, path.isEmpty() ? name : path + "." + name));
        }
        return new JsonObject(members);
    }

    private static Json read(com.fasterxml.jackson.core.JsonParser in, String path) throws IOException {
        JsonToken token = in.currentToken();
        if (token == null) {
            throw Refusal.ofField(Code.MALFORMED_JSON, path, "the document ends early");
        }
        return switch (token) {
            case START_OBJECT -> readObject(in, path);
            case START_ARRAY -> {
                List<Json> elements = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    if (elements.size() == Bounds.ELEMENTS_MAX) {
                        throw Refusal.ofField(Code.TOO_LARGE, path, "more than " + Bounds.ELEMENTS_MAX + " elements");
                    }
                    elements.add(read(in, path + "[" + elements.size() + "]"));
                }
                yield new JsonArray(elements);
            }
            case VALUE_STRING -> new JsonString(checked(in.getText(), path));
            case VALUE_NUMBER_INT -> integer(in, path);
            case VALUE_TRUE -> new JsonBoolean(true);
            case VALUE_FALSE -> new JsonBoolean(false);
            case VALUE_NUMBER_FLOAT -> throw Refusal.ofField(Code.WRONG_TYPE, path, "a fraction or an exponent");
            case VALUE_NULL -> throw Refusal.ofField(Code.WRONG_TYPE, path, "null: leave the member out");
            default -> throw Refusal.ofField(Code.MALFORMED_JSON, path, "not a JSON value");
        };
    }

    private static Json integer(com.fasterxml.jackson.core.JsonParser in, String path) throws IOException {
        String digits = in.getText();
        if (digits.length() > 17) {
            throw Refusal.ofField(Code.BAD_VALUE, path, "beyond 2^53 - 1");
        }
        if (digits.equals("-0")) {
            throw Refusal.ofField(Code.BAD_VALUE, path, "minus zero");
        }
        long value = Long.parseLong(digits);
        if (value > Bounds.INTEGER_MAX || value < -Bounds.INTEGER_MAX) {
            throw Refusal.ofField(Code.BAD_VALUE, path, "beyond 2^53 - 1");
        }
        return new JsonInteger(value);
    }

    private static String checked(String text, String path) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw Refusal.ofField(Code.MALFORMED_JSON, path, "a lone surrogate");
            }
        }
        return text;
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
