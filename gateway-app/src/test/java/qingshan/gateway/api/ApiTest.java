package qingshan.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.gateway.bench.EveryCommandOn;
import qingshan.gateway.list.Listing;
import qingshan.gateway.list.Lists;
import qingshan.gateway.staff.ApiTokens;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.TestGateway;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;

/** REST over real HTTP, on a ledger that took every command over REST. */
class ApiTest {
    private static final String GTIN = "6909123456784";

    private static TestGateway gateway;
    private static HttpLedger rest;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        rest = new HttpLedger(gateway);
        EveryCommandOn.send(rest);
        String card = gateway.db()
                .one("SELECT card FROM read.card ORDER BY card LIMIT 1", row -> row.getString(1))
                .orElseThrow();
        gateway.db()
                .update(
                        "INSERT INTO own.card SELECT card, '=1+1', party, '农户', '@甲', '上垟村', '13812345678',"
                                + " '330000199001011234' FROM read.card WHERE card = ?",
                        card);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    static List<Listing> lists() {
        return Lists.ALL;
    }

    private static Role reader(Listing list) {
        return list.roles().stream().sorted().findFirst().orElseThrow();
    }

    private static List<Json> items(HttpResponse<String> response) {
        assertThat(response.statusCode())
                .as(response.uri() + " " + response.body())
                .isEqualTo(200);
        return ((JsonArray) member(JsonParser.object(response.body()), "items")).elements();
    }

    private static Json member(JsonObject json, String name) {
        Json value = json.get(name);
        assertThat(value).as(name + " of " + json).isNotNull();
        return value == null ? JsonObject.EMPTY : value;
    }

    @ParameterizedTest
    @MethodSource("lists")
    void every_list_is_json_page_after_page_and_csv_with_the_same_rows(Listing list) {
        Role role = reader(list);
        List<Json> all = items(rest.get(role, "/api/v1/" + list.name() + "?limit=200"));
        List<Json> paged = new ArrayList<>();
        String path = "/api/v1/" + list.name() + "?limit=1";
        for (int i = 0; i <= all.size() && path != null; i++) {
            HttpResponse<String> page = rest.get(role, path);
            paged.addAll(items(page));
            path = page.headers()
                    .firstValue("Link")
                    .map(link -> link.replaceAll("<(.*)>; rel=\"next\"", "$1"))
                    .orElse(null);
        }
        assertThat(paged).isEqualTo(all);
        HttpResponse<String> csv = rest.get(role, "/api/v1/" + list.name() + ".csv?lang=en");
        assertThat(csv.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"" + list.name() + ".csv\"");
        assertThat(csv.body()).startsWith("\uFEFF");
        assertThat(csv.body().split("\r\n", -1)).hasSize(all.size() + 2);
        assertThat(rest.get(role, "/api/v1/" + list.name(), "Accept", "text/csv")
                        .headers()
                        .firstValue("Content-Type"))
                .hasValue("text/csv;charset=utf-8");
    }

    @ParameterizedTest
    @MethodSource("lists")
    void every_list_gives_its_things_one_by_one_and_says_when_nothing_changed(Listing list) {
        Role role = reader(list);
        HttpResponse<String> first = rest.get(role, "/api/v1/" + list.name() + "?limit=1");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).startsWith("W/\"h-");
        HttpResponse<String> again = rest.get(role, "/api/v1/" + list.name() + "?limit=1", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        List<Json> items = items(first);
        if (!items.isEmpty() && !list.id().isEmpty()) {
            JsonObject item = (JsonObject) items.getFirst();
            String id = String.join("/", list.id().stream().map(item::text).toList());
            HttpResponse<String> one = rest.get(role, "/api/v1/" + list.name() + "/" + id.replace(" ", "%20"));
            assertThat(JsonParser.object(one.body())).isEqualTo(item);
        }
        assertThat(rest.get(role, "/api/v1/" + list.name() + "/nothing/of/this").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void every_list_is_for_its_roles(Listing list) {
        for (Role role : Role.values()) {
            assertThat(rest.get(role, "/api/v1/" + list.name() + "?limit=1").statusCode())
                    .as(role.code())
                    .isEqualTo(list.roles().contains(role) ? 200 : 403);
        }
        assertThat(gateway.get("/api/v1/" + list.name()).statusCode()).isEqualTo(401);
    }

    @Test
    void the_lists_hold_what_was_recorded() {
        assertThat(items(rest.get(Role.MARKET_CLERK, "/api/v1/slips"))).hasSizeGreaterThan(4);
        JsonObject slip =
                (JsonObject) items(rest.get(Role.MARKET_CLERK, "/api/v1/slips")).getFirst();
        assertThat(slip.members().keySet()).contains("amountFen", "priceFenPerKg", "grams", "occurredAt", "witness");
        assertThat(rest.get(Role.INSPECTOR, "/api/v1/records").body()).doesNotContain("amountFen");
        assertThat(items(rest.get(Role.INSPECTOR, "/api/v1/runs?gtin=" + GTIN)))
                .singleElement()
                .satisfies(run -> assertThat(((JsonObject) run).text("held")).isEqualTo("recall"));
        assertThat(items(rest.get(Role.MARKET_CLERK, "/api/v1/slips?from=2000-01-01&until=2000-01-02")))
                .isEmpty();
        assertThat(items(rest.get(Role.REGISTRAR, "/api/v1/parties?kind=laboratory")))
                .hasSize(1);
    }

    @Test
    void identity_numbers_and_telephones_are_masked_and_revealing_one_is_logged() {
        String card = gateway.db()
                .one("SELECT id FROM own.card", row -> row.getString(1))
                .orElseThrow();
        HttpResponse<String> one = rest.get(Role.REGISTRAR, "/api/v1/cards/" + card);
        assertThat(one.body()).contains("*******5678", "330***********1234").doesNotContain("13812345678");
        String csv = rest.get(Role.REGISTRAR, "/api/v1/cards.csv").body();
        assertThat(csv).contains("'=1+1", "'@甲", "*******5678").doesNotContain("13812345678");
        JsonObject ask = JsonObject.of("list", "cards").with("id", card).with("field", "mobile");
        assertThat(rest.post(Role.REGISTRAR, "/api/v1/revealed", ask.toString()).body())
                .isEqualTo("{\"value\":\"13812345678\"}");
        assertThat(rest.post(Role.INSPECTOR, "/api/v1/revealed", ask.toString()).statusCode())
                .isEqualTo(403);
        assertThat(rest.post(
                                Role.REGISTRAR,
                                "/api/v1/revealed",
                                ask.with("field", "name").toString())
                        .statusCode())
                .isEqualTo(400);
        assertThat(gateway.db()
                        .list(
                                "SELECT staff, list, id, field FROM own.revealed",
                                row -> row.getString(1) + row.getString(2) + row.getString(3) + row.getString(4)))
                .containsExactly("registrarcards" + card + "mobile");
        String cookie = gateway.signIn("registrar");
        String page = gateway.get("/parties?lang=zh", "Cookie", cookie).body();
        assertThat(page).contains("*******5678", "@甲").doesNotContain("13812345678");
    }

    @Test
    void a_cursor_belongs_to_its_list_and_its_filters() {
        String cursor = String.valueOf(JsonParser.object(
                        rest.get(Role.MARKET_CLERK, "/api/v1/slips?limit=1").body())
                .text("next"));
        String changed = cursor.substring(0, cursor.length() - 1) + (cursor.endsWith("A") ? "B" : "A");
        for (String path : List.of(
                "slips?after=" + changed,
                "slips?after=" + cursor + "&season=other",
                "records?after=" + cursor,
                "slips?after=%00",
                "slips?after=",
                "slips?after=" + "A".repeat(3_000))) {
            HttpResponse<String> response = rest.get(Role.MARKET_CLERK, "/api/v1/" + path);
            assertThat(response.statusCode()).as(path).isEqualTo(400);
            assertThat(response.body()).contains("\"code\":\"BAD_VALUE\"", "\"field\":\"after\"");
        }
    }

    @Test
    void the_same_id_gives_the_same_result_and_another_body_is_refused() {
        HttpLedger.Taken market = rest.taken().stream()
                .filter(taken -> taken.type().equals("RegisterMarket"))
                .findFirst()
                .orElseThrow();
        HttpResponse<String> again = rest.command(market.role(), market.type(), market.body());
        assertThat(JsonParser.object(again.body()).get("result"))
                .isEqualTo(market.answer().get("result"));
        JsonObject command = (JsonObject) member(market.body(), "command");
        JsonObject other = JsonObject.of("command", command.with("name", "other"));
        assertThat(rest.command(market.role(), market.type(), other).body())
                .contains("\"code\":\"COMMAND_ID_REUSED\"", "\"status\":409");
    }

    @Test
    void the_header_may_stand_for_the_id_and_may_not_differ_from_it() {
        JsonObject market = JsonObject.of("occurredAt", HttpLedger.now())
                .with("market", UUID.randomUUID().toString().replace("-", ""))
                .with("name", "market")
                .with("mspId", "TradeMSP");
        String id = UUID.randomUUID().toString();
        JsonObject body = JsonObject.of("command", market);
        assertThat(rest.command(Role.REGISTRAR, "RegisterMarket", body).body())
                .contains("\"code\":\"MISSING_FIELD\"", "\"field\":\"id\"");
        assertThat(rest.command(Role.REGISTRAR, "RegisterMarket", body, "Idempotency-Key", "no")
                        .body())
                .contains("\"code\":\"BAD_VALUE\"", "\"field\":\"id\"");
        HttpResponse<String> first = rest.command(Role.REGISTRAR, "RegisterMarket", body, "Idempotency-Key", id);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        JsonObject both = JsonObject.of("command", market.with("id", id));
        assertThat(rest.command(Role.REGISTRAR, "RegisterMarket", both, "Idempotency-Key", id)
                        .statusCode())
                .isEqualTo(200);
        assertThat(rest.command(
                                Role.REGISTRAR,
                                "RegisterMarket",
                                both,
                                "Idempotency-Key",
                                UUID.randomUUID().toString())
                        .body())
                .contains("\"code\":\"BAD_VALUE\"", "Idempotency-Key");
    }

    @Test
    void a_trace_leads_from_the_run_to_the_grower() {
        HttpResponse<String> trace = rest.get(Role.INSPECTOR, "/api/v1/trace/" + GTIN);
        assertThat(trace.statusCode()).as(trace.body()).isEqualTo(200);
        JsonObject json = JsonParser.object(trace.body());
        assertThat(((JsonArray) member(json, "growers")).elements()).isNotEmpty();
        String record =
                String.valueOf(((JsonObject) member((JsonObject) member(json, "subject"), "record")).text("name"));
        assertThat(rest.get(Role.INSPECTOR, "/api/v1/trace/" + record).body()).isEqualTo(trace.body());
        assertThat(rest.get(Role.INSPECTOR, "/api/v1/trace/nothing").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_token_is_of_use_until_it_is_revoked() {
        gateway.account("robot", Role.REGISTRAR);
        ApiTokens tokens = new ApiTokens(gateway.db());
        String token = tokens.issue("robot").orElseThrow();
        assertThat(gateway.get("/api/v1/markets", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(200);
        assertThat(tokens.revoke("robot")).isOne();
        assertThat(gateway.get("/api/v1/markets", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(401);
        assertThat(tokens.issue("nobody")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"qs_", "qs_" + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "", "x y", "操作"})
    void a_forged_token_is_none(String token) {
        String encoded = java.net.URLEncoder.encode(token, java.nio.charset.StandardCharsets.UTF_8);
        assertThat(gateway.get("/api/v1/markets", "Authorization", "Bearer " + encoded)
                        .statusCode())
                .isEqualTo(401);
    }
}
