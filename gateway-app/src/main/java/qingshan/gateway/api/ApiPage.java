package qingshan.gateway.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonString;

/** The description of REST as a page: the same operations and schemas that the document has. */
public final class ApiPage {
    private static final String LINK = "#";

    private final OpenApi described;
    private final Locale locale;

    ApiPage(OpenApi described, Locale locale) {
        this.described = described;
        this.locale = locale;
    }

    /**
     * A member of an object.
     *
     * @param name of it
     * @param type what it is, in short
     * @param link to the type it refers to, or null
     * @param needed whether it may not be left out
     */
    public record Member(String name, String type, @Nullable String link, boolean needed) {}

    /**
     * A named type.
     *
     * @param name of it
     * @param members of an object; empty for a single value
     * @param type of a single value
     */
    public record Named(String name, List<Member> members, String type) {}

    /** The groups of operations, in order. */
    public Set<String> groups() {
        return described.operations().stream()
                .map(Operation::group)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The operations of a group. */
    public List<Operation> operations(String group) {
        return described.operations().stream()
                .filter(operation -> operation.group().equals(group))
                .toList();
    }

    /** What an operation does. */
    public String summary(Operation operation) {
        return OpenApi.summary(operation, locale);
    }

    /** The members of an operation's body. */
    public List<Member> members(@Nullable JsonObject schema) {
        if (schema == null || !(schema.get("properties") instanceof JsonObject properties)) {
            return List.of();
        }
        Collection<String> required = schema.get("required") instanceof JsonArray names ? texts(names) : List.of();
        List<Member> members = new ArrayList<>();
        properties
                .members()
                .forEach((name, json) -> members.add(
                        new Member(name, type((JsonObject) json), link((JsonObject) json), required.contains(name))));
        return members;
    }

    /** All named types. */
    public List<Named> types() {
        return described.components().entrySet().stream()
                .map(entry -> new Named(
                        entry.getKey(), members((JsonObject) entry.getValue()), type((JsonObject) entry.getValue())))
                .toList();
    }

    /** A schema in a few words. */
    public String type(JsonObject schema) {
        String ref = schema.text("$ref");
        if (ref != null) {
            return ref.substring(Schemas.AT.length());
        }
        if (schema.get("items") instanceof JsonObject items) {
            return type(items) + "[]";
        }
        if (schema.get("enum") instanceof JsonArray choices) {
            return String.join(" | ", texts(choices));
        }
        StringBuilder said = new StringBuilder(String.valueOf(schema.text("type")));
        for (String bound : List.of("minimum", "maximum", "minLength", "maxLength")) {
            if (schema.get(bound) instanceof JsonInteger(long value)) {
                said.append(' ').append(bound).append(' ').append(value);
            }
        }
        return schema.text("pattern") == null ? said.toString() : said + " " + schema.text("pattern");
    }

    private @Nullable String link(JsonObject schema) {
        JsonObject at = schema.get("items") instanceof JsonObject items ? items : schema;
        String ref = at.text("$ref");
        return ref == null ? null : LINK + ref.substring(Schemas.AT.length());
    }

    private static List<String> texts(JsonArray array) {
        List<String> texts = new ArrayList<>();
        for (Json element : array.elements()) {
            texts.add(((JsonString) element).value());
        }
        return texts;
    }
}
