package qingshan.gateway.api;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import qingshan.gateway.Sentences;
import qingshan.gateway.api.Operation.Answer;
import qingshan.gateway.api.Operation.Parameter;
import qingshan.gateway.list.Listing;
import qingshan.gateway.web.Problem;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonBoolean;
import qingshan.rules.json.JsonObject;

/** The description of REST in OpenAPI 3.1, made once of {@link Operations}. */
@Singleton
public final class OpenApi {
    private static final String ONE = ".one";

    private final Schemas schemas = new Schemas();
    private final List<Operation> operations = Operations.of(schemas);
    private final byte[] document = CanonicalJson.bytes(describe());

    OpenApi() {}

    /** The document. */
    byte[] document() {
        return document.clone();
    }

    /** What it describes. */
    List<Operation> operations() {
        return operations;
    }

    /** The schemas that it names. */
    SortedMap<String, Json> components() {
        return schemas.components();
    }

    /** What an operation does, in one sentence. */
    static String summary(Operation operation, Locale locale) {
        Sentences texts = Sentences.of(OpenApi.class, "Api", locale);
        if (!operation.id().startsWith("list.")) {
            return texts.say("does." + operation.id());
        }
        boolean one = operation.id().endsWith(ONE);
        String list = one ? operation.id().substring(0, operation.id().length() - ONE.length()) : operation.id();
        String title = Sentences.of(Listing.class, "List", locale).say(list);
        return texts.say(one ? "does.one" : "does.list", title);
    }

    private JsonObject describe() {
        SortedMap<String, SortedMap<String, Json>> paths = new TreeMap<>();
        for (Operation operation : operations) {
            paths.computeIfAbsent(operation.path(), _ -> new TreeMap<>()).put(operation.method(), describe(operation));
        }
        SortedMap<String, Json> described = new TreeMap<>();
        paths.forEach((path, methods) -> described.put(path, new JsonObject(methods)));
        schemas.put("Problem", schemas.record(Told.class));
        JsonObject info = JsonObject.of("title", "Qingshan")
                .with("version", "1")
                .with("description", "Weights are grams, areas thousandths of a mu, money fen, times UTC.");
        JsonObject token = JsonObject.of("type", "http").with("scheme", "bearer");
        JsonObject session =
                JsonObject.of("type", "apiKey").with("in", "cookie").with("name", "qs");
        return JsonObject.of("openapi", "3.1.0")
                .with("info", info)
                .with("servers", new JsonArray(List.of(JsonObject.of("url", "/"))))
                .with(
                        "security",
                        new JsonArray(List.of(
                                JsonObject.of("token", new JsonArray(List.of())),
                                JsonObject.of("session", new JsonArray(List.of())))))
                .with("paths", new JsonObject(described))
                .with(
                        "components",
                        JsonObject.of("schemas", new JsonObject(schemas.components()))
                                .with(
                                        "securitySchemes",
                                        JsonObject.of("token", token).with("session", session)));
    }

    /** A problem, as {@link Problem} writes it. */
    record Told(String type, String title, int status, String detail, String code, JsonObject values) {}

    private static JsonObject describe(Operation operation) {
        SortedMap<String, Json> forms = new TreeMap<>();
        for (Answer answer : operation.answers()) {
            forms.put(answer.mediaType(), JsonObject.of("schema", answer.schema()));
        }
        JsonObject good = JsonObject.of("description", "done").with("content", new JsonObject(forms));
        JsonObject bad = JsonObject.of("description", "refused; code and values say why")
                .with(
                        "content",
                        JsonObject.of(
                                Problem.TYPE.toString(),
                                JsonObject.of("schema", JsonObject.of("$ref", Schemas.AT + "Problem"))));
        JsonObject json = JsonObject.of("operationId", operation.id())
                .with("summary", summary(operation, Locale.ENGLISH))
                .with("tags", Schemas.strings(Stream.of(operation.group())))
                .with("x-who", Schemas.strings(operation.who().stream()))
                .with("responses", JsonObject.of("200", good).with("default", bad))
                .with("parameters", new JsonArray(parameters(operation)));
        JsonObject body = operation.body();
        return body == null
                ? json
                : json.with(
                        "requestBody",
                        JsonObject.of("required", new JsonBoolean(true))
                                .with("content", JsonObject.of("application/json", JsonObject.of("schema", body))));
    }

    private static List<Json> parameters(Operation operation) {
        List<Json> parameters = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            parameters.add(JsonObject.of("name", parameter.name())
                    .with("in", parameter.in())
                    .with("required", new JsonBoolean(parameter.in().equals("path")))
                    .with("schema", parameter.schema()));
        }
        return parameters;
    }
}
