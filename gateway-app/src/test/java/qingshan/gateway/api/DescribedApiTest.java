package qingshan.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import qingshan.gateway.bench.EveryCommandOn;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.TestGateway;
import qingshan.rules.Bounds;
import qingshan.rules.Code;
import qingshan.rules.batch.ImportRun;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.JsonString;
import qingshan.rules.value.Digest;

/**
 * Every operation of the description, over real HTTP, with good input and with all kinds of bad: never a failure of the
 * gateway's, always a problem with a known code.
 */
class DescribedApiTest {
    private static final String COMMANDS = "/api/v1/commands/";
    private static final Set<String> CODES = codes();

    private static TestGateway gateway;
    private static HttpLedger rest;
    private static JsonObject document;
    private static JsonObject components;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(TestGateway.UNLIMITED);
        rest = new HttpLedger(gateway);
        EveryCommandOn.send(rest);
        importOneRow();
        document = JsonParser.stored(gateway.get("/api/openapi.json").body().getBytes(StandardCharsets.UTF_8));
        components = Conforms.object(Conforms.object(document, "components"), "schemas");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** One operation of the description. */
    record Described(String method, String path, JsonObject json) {
        @Override
        public String toString() {
            return method + " " + path;
        }

        List<String> who() {
            return ((JsonArray) orNone(json, "x-who"))
                    .elements().stream().map(who -> ((JsonString) who).value()).toList();
        }

        Role reader() {
            return Arrays.stream(Role.values()).filter(this::isFor).findFirst().orElseThrow();
        }

        boolean isFor(Role role) {
            return who().contains(role.code()) || who().contains(role.mspId() + " " + role.code());
        }
    }

    static List<Described> operations() {
        List<Described> all = new ArrayList<>();
        Conforms.object(document, "paths")
                .members()
                .forEach((path, methods) -> ((JsonObject) methods)
                        .members()
                        .forEach((method, json) -> all.add(new Described(method, path, (JsonObject) json))));
        return all;
    }

    static List<Described> commands() {
        return operations().stream()
                .filter(operation -> operation.path().startsWith(COMMANDS))
                .toList();
    }

    static List<Described> lists() {
        return operations().stream()
                .filter(operation ->
                        String.valueOf(operation.json().text("operationId")).startsWith("list."))
                .filter(operation -> !operation.path().contains("{"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void nobody_does_anything_without_signing_in(Described operation) {
        String path = operation.path().replaceAll("\\{.*}", "x");
        problem(
                gateway.send(gateway.request(path, "Content-Type", "application/json")
                        .method(operation.method().toUpperCase(Locale.ROOT), body("{}", operation))),
                401,
                "SIGN_IN");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_is_taken_as_it_is_described(Described command) {
        HttpLedger.Taken taken = taken(command);
        assertThat(Conforms.offences(components, bodySchema(command), taken.body()))
                .isEmpty();
        assertThat(Conforms.offences(components, answerSchema(command), taken.answer()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatever_is_wrong_with_a_command_is_told(Described command) {
        HttpLedger.Taken taken = taken(command);
        for (Spoilt spoilt : Spoilt.all(components, bodySchema(command), taken.body())) {
            HttpResponse<String> response = rest.command(taken.role(), taken.type(), spoilt.body());
            if (spoilt.code() != null) {
                problem(response, 400, spoilt.code());
            } else if (response.statusCode() != 200) {
                problem(response);
            }
        }
        String path = command.path();
        problem(rest.post(taken.role(), path, ""), 400, "BAD_REQUEST");
        problem(rest.post(taken.role(), path, "[]"), 400, "MALFORMED_JSON");
        problem(rest.post(taken.role(), path, "{\"command\":{},\"command\":{}}"), 400, "MALFORMED_JSON");
        problem(rest.post(taken.role(), path, " ".repeat(Bounds.COMMAND_BYTES_MAX) + "{}"), 413, "TOO_LARGE");
        problem(rest.get(taken.role(), path), 405, "WRONG_METHOD");
        problem(
                gateway.send(gateway.request(path, "Authorization", "Bearer " + rest.token(taken.role()))
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))),
                415,
                "WRONG_MEDIA_TYPE");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_is_for_those_whom_its_description_names(Described command) {
        HttpLedger.Taken taken = taken(command);
        for (Role role : Role.values()) {
            HttpResponse<String> response = rest.command(role, taken.type(), taken.body());
            if (!command.isFor(role)) {
                problem(response, 403, "FORBIDDEN");
            } else if (response.statusCode() != 200) {
                problem(response);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void every_list_answers_as_it_is_described(Described list) {
        HttpResponse<String> response = rest.get(list.reader(), list.path());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(Conforms.offences(components, answerSchema(list), JsonParser.object(response.body())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void whatever_is_wrong_with_a_question_is_told(Described list) {
        Role role = list.reader();
        problem(rest.get(role, list.path() + "?unknown=1"), 400, "UNKNOWN_FIELD");
        for (Json json : ((JsonArray) orNone(list.json(), "parameters")).elements()) {
            JsonObject parameter = (JsonObject) json;
            String asked = list.path() + "?" + parameter.text("name") + "=";
            for (String value :
                    List.of("x".repeat(2_000), "%00", "%EF%BF%BF%0A", "a&" + parameter.text("name") + "=b")) {
                problem(rest.get(role, asked + value), 400, "BAD_VALUE");
            }
            if (Conforms.object(parameter, "schema").text("maxLength") == null) {
                HttpResponse<String> strange = rest.get(role, asked + "%27%3B--%F0%9F%8D%B5");
                if (strange.statusCode() != 200) {
                    problem(strange, 400, "BAD_VALUE");
                }
            }
        }
        for (String limit : List.of("0", "201", "-1", "1.5", "x", "99999999999")) {
            problem(rest.get(role, list.path() + "?limit=" + limit), 400, "BAD_VALUE");
        }
        problem(rest.post(role, list.path(), "{}"), 405, "WRONG_METHOD");
        for (Role other : Role.values()) {
            if (!list.isFor(other)) {
                problem(rest.get(other, list.path()), 403, "NOT_ALLOWED");
            }
        }
    }

    @Test
    void what_is_not_there_is_not_found() {
        List<String> ids = List.of(
                "x",
                "%00",
                "..%2F..%2Fetc%2Fpasswd",
                "a/b/c/d/e/f",
                "%E8%8C%B6",
                "'%20OR%201=1",
                "x".repeat(900),
                "%252e");
        for (Described operation : operations()) {
            if (operation.path().contains("{")) {
                for (String id : ids) {
                    problem(rest.get(operation.reader(), operation.path().replaceAll("\\{.*}", id)), 404, "NOT_FOUND");
                }
            }
        }
        problem(rest.post(Role.REGISTRAR, COMMANDS + "NoCommand", "{}"), 404, "NOT_FOUND");
        problem(rest.get(Role.REGISTRAR, "/api/v1/nothing"), 404, "NOT_FOUND");
    }

    @Test
    void what_is_only_posted_says_so() {
        for (String path : List.of(COMMANDS + "RecordSlip", "/api/v1/revealed")) {
            HttpResponse<String> asked = rest.get(Role.REGISTRAR, path);
            problem(asked, 405, "WRONG_METHOD");
            assertThat(asked.headers().firstValue("Allow")).hasValue("POST");
        }
        problem(rest.get(Role.REGISTRAR, COMMANDS + "NoCommand"), 404, "NOT_FOUND");
    }

    @Test
    void a_revealing_is_asked_strictly() {
        String path = "/api/v1/revealed";
        for (String body :
                List.of("", "[]", "{}", "{\"list\":\"cards\",\"id\":\"x\",\"field\":\"name\"}", "{\"list\":1}")) {
            problem(rest.post(Role.REGISTRAR, path, body));
        }
        problem(
                rest.post(Role.REGISTRAR, path, "{\"list\":\"cards\",\"id\":\"x\",\"field\":\"mobile\"}"),
                404,
                "NOT_FOUND");
    }

    @Test
    void the_page_says_what_the_document_says_in_both_languages() {
        for (String language : List.of("zh", "en")) {
            String page = gateway.get("/api?lang=" + language).body();
            assertThat(page).contains("RecordSlip", "SignatureValue", "openapi.json");
            operations().forEach(operation -> assertThat(page).contains(operation.path()));
        }
    }

    private static HttpRequest.BodyPublisher body(String json, Described operation) {
        return operation.method().equals("get")
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(json);
    }

    private static JsonObject bodySchema(Described operation) {
        return schema(Conforms.object(operation.json(), "requestBody"));
    }

    private static JsonObject answerSchema(Described operation) {
        return schema(Conforms.object(Conforms.object(operation.json(), "responses"), "200"));
    }

    private static JsonObject schema(JsonObject of) {
        return Conforms.object(Conforms.object(Conforms.object(of, "content"), "application/json"), "schema");
    }

    private static Json orNone(JsonObject json, String name) {
        Json value = json.get(name);
        return value == null ? new JsonArray(List.of()) : value;
    }

    /** The fullest of its kind that was taken. */
    private static HttpLedger.Taken taken(Described command) {
        String type = command.path().substring(COMMANDS.length());
        return rest.taken().stream()
                .filter(taken -> taken.type().equals(type))
                .max((a, b) -> Integer.compare(
                        a.body().toString().length(), b.body().toString().length()))
                .orElseThrow(() -> new AssertionError("nothing sends " + type));
    }

    private static void problem(HttpResponse<String> response, int status, String code) {
        problem(response);
        assertThat(response.body()).as(String.valueOf(response.uri())).contains("\"code\":\"" + code + "\"");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }

    private static void problem(HttpResponse<String> response) {
        String said = response.uri() + " " + response.body();
        assertThat(response.statusCode()).as(said).isBetween(400, 499);
        assertThat(response.headers().firstValue("Content-Type")).as(said).hasValue("application/problem+json");
        JsonObject problem = JsonParser.object(response.body());
        assertThat(problem.text("code")).isIn(CODES);
        assertThat(Conforms.offences(components, JsonObject.of("$ref", Schemas.AT + "Problem"), problem))
                .isEmpty();
    }

    private static Set<String> codes() {
        Set<String> codes = Arrays.stream(Code.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        ResourceBundle.getBundle("qingshan.gateway.web.Problems", Locale.ROOT).keySet().stream()
                .filter(key -> !key.endsWith(".cure"))
                .forEach(codes::add);
        codes.removeAll(Set.of("UNFORESEEN", "CONTRACT_FAILED"));
        return codes;
    }

    /** The two commands that only an import sends. */
    private static void importOneRow() {
        String market = gateway.db()
                .one("SELECT market FROM read.market WHERE msp_id = 'TradeMSP' LIMIT 1", row -> row.getString(1))
                .orElseThrow();
        Digest file = Digest.of("a file");
        Digest run = ImportRun.of(List.of(file));
        JsonObject files = JsonObject.of("name", "slips.csv").with("sha256", file.value());
        send(
                "OpenRun",
                JsonObject.of("occurredAt", HttpLedger.now())
                        .with("run", run.value())
                        .with("market", market)
                        .with("season", "bench")
                        .with("files", new JsonArray(List.of(files))));
        List<Json> entries = IntStream.range(0, 2)
                .mapToObj(i -> (Json) JsonObject.of("table", "slips")
                        .with("line", i + 1L)
                        .with("number", "LS" + i)
                        .with("refused", JsonObject.of("code", "BAD_NUMBER").with("detail", JsonObject.EMPTY)))
                .toList();
        send(
                "RecordBatch",
                JsonObject.of("occurredAt", HttpLedger.now())
                        .with("batch", ImportRun.batch(run, 0).value())
                        .with("run", run.value())
                        .with("index", 0)
                        .with("entries", new JsonArray(entries)));
    }

    private static void send(String type, JsonObject command) {
        JsonObject body = JsonObject.of("command", command);
        HttpResponse<String> response = rest.command(Role.IMPORTER, type, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        rest.taken().add(new HttpLedger.Taken(type, Role.IMPORTER, body, JsonParser.object(response.body())));
    }
}
