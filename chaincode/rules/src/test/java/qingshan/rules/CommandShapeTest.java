package qingshan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonBoolean;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonString;
import qingshan.rules.testing.Refused;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.World;

/** Every member of every command's example, at every depth: one more, one missing, one of another kind. */
class CommandShapeTest {
    private static final List<World.Step> STEPS = Story.told().steps();

    /** A place in a document: its path, and the document with something else there. */
    private record Place(String path, Json value, Change change) {}

    @FunctionalInterface
    private interface Change {
        /** The whole document with another value at the place; null removes it. */
        JsonObject with(@Nullable Json value);
    }

    @TestFactory
    Stream<DynamicTest> what_does_not_belong_there_is_refused_with_the_member_named() {
        return STEPS.stream()
                .collect(Collectors.toMap(World.Step::type, s -> s, (a, b) -> a, TreeMap::new))
                .values()
                .stream()
                .map(step -> DynamicTest.dynamicTest(step.type(), () -> {
                    for (Place place : places(step.json())) {
                        check(step.type(), place);
                    }
                }));
    }

    private static void check(String type, Place place) {
        Json other = place.value() instanceof JsonBoolean ? new JsonInteger(1) : new JsonBoolean(true);
        Refused.of(
                Code.WRONG_TYPE,
                place.path(),
                () -> Commands.read(type, place.change().with(other)));
        if (place.value() instanceof JsonObject object) {
            JsonObject more = object.with("zzz", 1);
            Refused.of(
                    Code.UNKNOWN_FIELD,
                    place.path() + ".zzz",
                    () -> Commands.read(type, place.change().with(more)));
        }
        if (!place.path().endsWith("]")) {
            try {
                Commands.read(type, place.change().with(null));
            } catch (Refusal no) {
                boolean missing = no.code() == Code.MISSING_FIELD
                        && place.path().equals(no.detail().text("field"));
                // a member may be optional by itself, and needed by another
                boolean needed = no.code() == Code.BAD_VALUE
                        && place.path().startsWith(String.valueOf(no.detail().text("field")));
                assertThat(missing || needed)
                        .as("%s without %s: %s", type, place.path(), no)
                        .isTrue();
            }
        }
        if (place.value() instanceof JsonString && !isDecidedLater(place.path())) {
            for (String bad : List.of("", "\u0000", "a\u0000b", "\udbff\udfff", "x".repeat(4_096))) {
                Refused.of(
                        Code.BAD_VALUE,
                        place.path(),
                        () -> Commands.read(type, place.change().with(new JsonString(bad))));
            }
        }
    }

    /** A row's number and a GTIN are taken as they are: the outcome of the row, or BAD_GTIN, says what is wrong. */
    private static boolean isDecidedLater(String path) {
        return path.endsWith("].number") || path.endsWith(".gtin");
    }

    private static List<Place> places(JsonObject document) {
        List<Place> places = new ArrayList<>();
        walk(document, "", value -> value instanceof JsonObject object ? object : JsonObject.EMPTY, places);
        return places;
    }

    private static void walk(Json value, String path, Change change, List<Place> places) {
        if (!path.isEmpty()) {
            places.add(new Place(path, value, change));
        }
        if (value instanceof JsonObject object) {
            object.members().forEach((name, member) -> {
                String inner = path.isEmpty() ? name : path + "." + name;
                if (!isFree(inner)) {
                    walk(member, inner, other -> change.with(with(object, name, other)), places);
                }
            });
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.elements().size(); i++) {
                int at = i;
                walk(
                        array.elements().get(i),
                        path + "[" + i + "]",
                        other -> {
                            List<Json> elements = new ArrayList<>(array.elements());
                            if (other != null) {
                                elements.set(at, other);
                            }
                            return change.with(new JsonArray(elements));
                        },
                        places);
            }
        }
    }

    /** What has a form of its own, checked when the command is decided. */
    private static boolean isFree(String path) {
        return path.endsWith("].command") || path.endsWith("refused.detail") || path.equals("document");
    }

    private static JsonObject with(JsonObject object, String name, @Nullable Json value) {
        if (value != null) {
            return object.with(name, value);
        }
        TreeMap<String, Json> rest = new TreeMap<>(object.members());
        rest.remove(name);
        return new JsonObject(rest);
    }
}
