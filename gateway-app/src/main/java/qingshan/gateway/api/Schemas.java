package qingshan.gateway.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Bounds;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonBoolean;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonString;
import qingshan.rules.json.Records;
import qingshan.rules.party.Reader;
import qingshan.rules.signature.SignatureValue;
import qingshan.rules.value.Area;
import qingshan.rules.value.BasisPoints;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Day;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Fen;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Salt;
import qingshan.rules.value.Text;

/**
 * JSON Schemas (2020-12) of the rules' records, by the same reflection that reads and writes them. Only the bounds of single
 * values are said here once more, and a test holds them against the values.
 */
final class Schemas {
    static final String AT = "#/components/schemas/";

    static final Map<Class<?>, JsonObject> VALUES = Map.ofEntries(
            Map.entry(Id.class, pattern("^[0-9a-f]{32}$")),
            Map.entry(Salt.class, pattern("^[0-9a-f]{32}$")),
            Map.entry(Digest.class, pattern("^[0-9a-f]{64}$")),
            Map.entry(CommandId.class, pattern("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")),
            Map.entry(LedgerTime.class, pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$")),
            Map.entry(Day.class, pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")),
            Map.entry(SignatureValue.class, pattern("^[A-Za-z0-9_-]{86}$")),
            Map.entry(Reader.class, pattern("^[A-Za-z0-9.-]{1,64}$")),
            Map.entry(Text.class, text(1, Bounds.TEXT_MAX)),
            Map.entry(Note.class, text(1, Bounds.NOTE_MAX)),
            Map.entry(Name.class, text(1, Bounds.NAME_MAX).with("pattern", "^[^/]*$")),
            Map.entry(RecordName.class, pattern("^(row|command|card)/").with("maxLength", 200)),
            Map.entry(Grams.class, integer(0, Bounds.INTEGER_MAX)),
            Map.entry(Fen.class, integer(0, Bounds.INTEGER_MAX)),
            Map.entry(Area.class, integer(1, Bounds.INTEGER_MAX)),
            Map.entry(BasisPoints.class, integer(0, 10_000)));

    private final SortedMap<String, Json> components = new TreeMap<>();

    /** All that was asked for so far, by name. */
    SortedMap<String, Json> components() {
        return components;
    }

    /** Puts a schema among the components. */
    void put(String name, JsonObject schema) {
        components.put(name, schema);
    }

    /** The schema of a type: a reference where it is a record. */
    JsonObject of(Type type) {
        if (type instanceof ParameterizedType list) {
            return type("array")
                    .with("items", of(list.getActualTypeArguments()[0]))
                    .with("maxItems", Bounds.ELEMENTS_MAX);
        }
        Class<?> c = (Class<?>) type;
        if (c == String.class) {
            return text(0, Bounds.STRING_MAX);
        } else if (c == long.class) {
            return integer(-Bounds.INTEGER_MAX, Bounds.INTEGER_MAX);
        } else if (c == int.class) {
            return integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
        } else if (c == boolean.class) {
            return type("boolean");
        } else if (c == JsonObject.class) {
            return type("object");
        } else if (c.isEnum()) {
            return type("string")
                    .with("enum", strings(Arrays.stream(c.getEnumConstants()).map(e -> Records.kebab((Enum<?>) e))));
        }
        String name = name(c);
        if (!components.containsKey(name)) {
            JsonObject value = VALUES.get(c);
            components.put(name, value == null ? JsonObject.EMPTY : value); // before its parts: they may hold it again
            if (value == null) {
                components.put(name, record(c));
            }
        }
        return JsonObject.of("$ref", AT + name);
    }

    /** A record's own schema. */
    JsonObject record(Class<?> type) {
        RecordComponent @Nullable [] parts = type.getRecordComponents();
        if (parts == null || (parts.length == 1 && parts[0].getName().equals("value"))) {
            throw new IllegalStateException("no bounds are said of " + type);
        }
        SortedMap<String, Json> properties = new TreeMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent part : parts) {
            properties.put(part.getName(), of(part.getGenericType()));
            if (!part.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(part.getName());
            }
        }
        return object(properties, required);
    }

    /** An object of these members and no others. */
    static JsonObject object(SortedMap<String, Json> properties, List<String> required) {
        return type("object")
                .with("properties", new JsonObject(properties))
                .with("required", strings(required.stream()))
                .with("additionalProperties", new JsonBoolean(false));
    }

    static JsonObject type(String type) {
        return JsonObject.of("type", type);
    }

    static JsonObject text(int min, int max) {
        return type("string").with("minLength", min).with("maxLength", max);
    }

    static JsonObject integer(long min, long max) {
        return type("integer").with("minimum", min).with("maximum", max);
    }

    static JsonObject pattern(String pattern) {
        return type("string").with("pattern", pattern);
    }

    static JsonArray strings(Stream<String> texts) {
        return new JsonArray(texts.map(text -> (Json) new JsonString(text)).toList());
    }

    /** Records within others are told apart by the outer one's name: {@code BlendingPart}. */
    static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null || outer.isInterface()
                ? type.getSimpleName()
                : outer.getSimpleName() + type.getSimpleName();
    }
}
