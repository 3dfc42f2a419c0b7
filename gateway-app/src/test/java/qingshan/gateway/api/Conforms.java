package qingshan.gateway.api;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonBoolean;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonString;

/** Whether JSON is as a schema of the description says, in the words of JSON Schema that the description uses. */
final class Conforms {
    private final JsonObject components;
    private final List<String> offences = new ArrayList<>();

    private Conforms(JsonObject components) {
        this.components = components;
    }

    /** What is not as the schema says. */
    static List<String> offences(JsonObject components, JsonObject schema, Json json) {
        Conforms conforms = new Conforms(components);
        conforms.check(schema, json, "$");
        return conforms.offences;
    }

    /** A schema itself, where another refers to it. */
    static JsonObject resolved(JsonObject components, JsonObject schema) {
        String ref = schema.text("$ref");
        return ref == null ? schema : object(components, ref.substring(Schemas.AT.length()));
    }

    static JsonObject object(JsonObject of, String name) {
        return of.get(name) instanceof JsonObject object ? object : JsonObject.EMPTY;
    }

    private void check(JsonObject said, Json json, String at) {
        JsonObject schema = resolved(components, said);
        String type = schema.text("type");
        switch (json) {
            case JsonObject object -> {
                expect("object", type, at);
                members(schema, object, at);
            }
            case JsonArray array -> {
                expect("array", type, at);
                for (Json element : array.elements()) {
                    check(object(schema, "items"), element, at + "[]");
                }
            }
            case JsonString(String text) -> {
                expect("string", type, at);
                text(schema, text, at);
            }
            case JsonInteger(long number) -> {
                expect("integer", type, at);
                if (number < number(schema, "minimum", number) || number > number(schema, "maximum", number)) {
                    offences.add(at + " is out of bounds: " + number);
                }
            }
            case JsonBoolean _ -> expect("boolean", type, at);
        }
    }

    private void members(JsonObject schema, JsonObject object, String at) {
        JsonObject properties = object(schema, "properties");
        object.members().forEach((name, value) -> {
            if (properties.get(name) instanceof JsonObject property) {
                check(property, value, at + "." + name);
            } else if (schema.get("additionalProperties") instanceof JsonBoolean(boolean more) && !more) {
                offences.add(at + "." + name + " is not described");
            }
        });
        if (schema.get("required") instanceof JsonArray required) {
            for (Json name : required.elements()) {
                if (object.get(((JsonString) name).value()) == null) {
                    offences.add(at + " lacks " + name);
                }
            }
        }
    }

    private void text(JsonObject schema, String text, String at) {
        int length = text.codePointCount(0, text.length());
        String pattern = schema.text("pattern");
        boolean good =
                (pattern == null || Pattern.compile(pattern).matcher(text).find())
                        && length >= number(schema, "minLength", 0)
                        && length <= number(schema, "maxLength", length)
                        && (!(schema.get("enum") instanceof JsonArray choices)
                                || choices.elements().contains(new JsonString(text)));
        if (!good) {
            offences.add(at + " is not as described: " + text);
        }
    }

    private static long number(JsonObject schema, String name, long otherwise) {
        return schema.get(name) instanceof JsonInteger(long value) ? value : otherwise;
    }

    private void expect(String is, @Nullable String described, String at) {
        if (!is.equals(described)) {
            offences.add(at + " is " + is + ", not " + described);
        }
    }
}
