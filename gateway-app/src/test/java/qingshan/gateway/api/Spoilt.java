package qingshan.gateway.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Bounds;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonBoolean;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonString;

/**
 * Good JSON with one thing wrong with it.
 *
 * @param what is wrong
 * @param code that must be answered, or null where the schema leaves it open
 * @param body the JSON
 */
record Spoilt(String what, @Nullable String code, JsonObject body) {
    /** One of each kind for each member, however deep; free-form objects are changed as a whole only. */
    static List<Spoilt> all(JsonObject components, JsonObject schema, JsonObject good) {
        List<Spoilt> all = new ArrayList<>();
        object(components, schema, good, "", changed -> changed, all);
        return all;
    }

    private static void object(
            JsonObject components,
            JsonObject said,
            JsonObject good,
            String at,
            Function<JsonObject, JsonObject> whole,
            List<Spoilt> all) {
        JsonObject schema = Conforms.resolved(components, said);
        JsonObject properties = Conforms.object(schema, "properties");
        if (properties.members().isEmpty()) {
            return;
        }
        all.add(new Spoilt(at + " unknown member", "UNKNOWN_FIELD", whole.apply(good.with("unknownMember", "x"))));
        for (Map.Entry<String, Json> member : good.members().entrySet()) {
            String name = member.getKey();
            Json value = member.getValue();
            String here = at + "." + name;
            boolean required = schema.get("required") instanceof JsonArray names
                    && names.elements().contains(new JsonString(name));
            all.add(new Spoilt(here + " missing", required ? "MISSING_FIELD" : null, whole.apply(without(good, name))));
            all.add(new Spoilt(here + " mistyped", "WRONG_TYPE", whole.apply(good.with(name, mistyped(value)))));
            Function<Json, JsonObject> put = changed -> whole.apply(good.with(name, changed));
            switch (value) {
                case JsonString _ ->
                    all.add(new Spoilt(
                            here + " too long", null, put.apply(new JsonString("x".repeat(Bounds.STRING_MAX + 1)))));
                case JsonInteger _ -> {
                    all.add(new Spoilt(here + " too large", null, put.apply(new JsonInteger(Bounds.INTEGER_MAX))));
                    all.add(new Spoilt(here + " negative", null, put.apply(new JsonInteger(-1))));
                }
                case JsonObject object ->
                    object(components, Conforms.object(properties, name), object, here, put::apply, all);
                case JsonArray array
                when !array.elements().isEmpty() && array.elements().getFirst() instanceof JsonObject first -> {
                    JsonObject items =
                            Conforms.object(Conforms.resolved(components, Conforms.object(properties, name)), "items");
                    object(components, items, first, here, changed -> put.apply(with(array, changed)), all);
                }
                case JsonArray _, JsonBoolean _ -> {}
            }
        }
    }

    private static JsonObject without(JsonObject object, String name) {
        SortedMap<String, Json> members = new TreeMap<>(object.members());
        members.remove(name);
        return new JsonObject(members);
    }

    private static JsonArray with(JsonArray array, Json first) {
        List<Json> elements = new ArrayList<>(array.elements());
        elements.set(0, first);
        return new JsonArray(elements);
    }

    private static Json mistyped(Json value) {
        return value instanceof JsonBoolean ? new JsonString("true") : new JsonBoolean(true);
    }

    @Override
    public String toString() {
        return what;
    }
}
