package qingshan.gateway.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.gateway.staff.Desk;
import qingshan.gateway.staff.Role;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.TestGateway;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonBoolean;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.origin.Inspection;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** What the counter's page asks of the gateway, over real HTTP. */
class CounterTest {
    private static TestGateway gateway;
    private static MarketDay market;
    private static String session;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        market = new MarketDay(gateway);
        session = gateway.signedIn("li-na", Role.MARKET_CLERK);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /** A sound trade: 刘秀英 sells 郑茂林 this much leaf. */
    static JsonObject trade(long gross) {
        return JsonObject.of("id", UUID.randomUUID().toString())
                .with("at", MarketDay.now().value())
                .with("scale", MarketDay.SCALE)
                .with("seller", MarketDay.LIU)
                .with("buyer", MarketDay.ZHENG)
                .with("grade", "特级")
                .with("gross", gross)
                .with("tare", 500)
                .with("price", 16_000)
                .with("unit", "jin")
                .with("weighed", new JsonBoolean(false));
    }

    static HttpResponse<String> post(TestGateway to, String session, String path, String body) {
        return to.send(
                to.request(path, "Cookie", session, "Accept", "application/json", "Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> settle(String body) {
        return post(gateway, session, "/counter/slips", body);
    }

    private static long slips() {
        return gateway.db()
                .one("SELECT count(*) FROM read.record WHERE kind = 'slip'", row -> row.getLong(1))
                .orElseThrow();
    }

    @Test
    void a_trade_is_recorded_and_its_slip_says_everything() {
        HttpResponse<String> done = settle(trade(12_500).toString());
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        JsonObject slip = (JsonObject)
                Objects.requireNonNull(JsonParser.object(done.body()).get("slip"));
        assertThat(slip.text("net")).isEqualTo("12.0 公斤 = 24.0 斤");
        assertThat(slip.text("price")).isEqualTo("160 元/斤 = 320 元/公斤");
        assertThat(slip.text("amount")).isEqualTo("3,840.00");
        assertThat(slip.text("gross")).isEqualTo("12.5 公斤 手输");
        assertThat(slip.text("sample")).isEqualTo("LY" + slip.text("number"));
        assertThat(slip.text("left")).endsWith("公斤");
        String id = JsonParser.object(done.body()).text("id");
        String page = gateway.get("/counter/slips/" + id, "Cookie", session).body();
        assertThat(page).contains("市场见证，双方未签名", "刘秀英 0042", "3,840.00");
        assertThat(gateway.db()
                        .one(
                                "SELECT witness, scale FROM read.record WHERE name = ?",
                                row -> row.getString(1) + " " + row.getString(2),
                                "command/" + id))
                .hasValue("market C01");
        assertThat(gateway.db()
                        .one(
                                "SELECT amount_fen FROM read.price WHERE record = ?",
                                row -> row.getLong(1),
                                "command/" + id))
                .hasValue(384_000L);
    }

    @Test
    void sent_twice_at_once_and_again_it_is_one_slip() throws Exception {
        long before = slips();
        String body = trade(2_500).toString();
        try (ExecutorService both = Executors.newFixedThreadPool(4)) {
            List<Future<HttpResponse<String>>> sent = both.invokeAll(Collections.nCopies(4, () -> settle(body)));
            for (Future<HttpResponse<String>> one : sent) {
                assertThat(one.get().statusCode()).as(one.get().body()).isIn(200, 503);
            }
        }
        assertThat(settle(body).statusCode()).isEqualTo(200);
        assertThat(slips()).isEqualTo(before + 1);
    }

    @Test
    void an_id_that_was_used_is_not_taken_for_another_trade() {
        JsonObject first = trade(1_500);
        assertThat(settle(first.toString()).statusCode()).isEqualTo(200);
        HttpResponse<String> other = settle(first.with("gross", 1_600).toString());
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("COMMAND_ID_REUSED");
    }

    @Test
    void more_than_the_entitlement_is_refused_with_what_is_left_and_leaves_no_trace() {
        HttpResponse<String> over =
                settle(trade(31_100).with("seller", MarketDay.ZHOU).toString());
        assertThat(over.statusCode()).isEqualTo(422);
        assertThat(over.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(over.body()).contains("OVER_ENTITLEMENT", "\"askedGrams\":30600", "\"leftGrams\":18000");
        assertThat(gateway.db()
                        .one(
                                "SELECT count(*) FROM own.counter_slip WHERE seller = ?",
                                row -> row.getLong(1),
                                MarketDay.ZHOU))
                .hasValue(0L);
    }

    @Test
    void frozen_leaf_is_not_sold_on() {
        JsonObject bought = trade(3_500).with("buyer", market.trader("SJ27000020", "冻结商"));
        assertThat(settle(bought.toString()).statusCode()).isEqualTo(200);
        Staff inspector = gateway.account("inspector", Role.INSPECTOR);
        Staff registrar = gateway.account("registrar", Role.REGISTRAR);
        Id laboratory = new Id("0123456789abcdef0123456789abcdef");
        Desk desk = gateway.bean(Desk.class);
        desk.submit(
                registrar,
                new PartyCommand.RegisterParty(
                        MarketDay.id(),
                        MarketDay.now(),
                        laboratory,
                        PartyKind.LABORATORY,
                        null,
                        Digest.of("a laboratory")),
                null);
        RecordName lot = new RecordName("command/" + bought.text("id"));
        CommandId inspection = MarketDay.id();
        desk.submit(
                inspector,
                new OriginCommand.RecordInspection(
                        inspection,
                        MarketDay.now(),
                        lot,
                        new Text("抽检"),
                        laboratory,
                        null,
                        List.of(new Inspection.Item(
                                new Text("草甘膦"), new Text("GB/T 23204"), new Text("≤1 mg/kg"), new Text("2.1"), false)),
                        Inspection.Verdict.FAILED,
                        Digest.of("report")),
                null);
        desk.submit(
                inspector,
                new OriginCommand.Freeze(MarketDay.id(), MarketDay.now(), lot, inspection, new Note("农残超标")),
                null);
        HttpResponse<String> found = gateway.get("/counter/holders?q=SJ27000020", "Cookie", session);
        assertThat(found.body()).contains("\"blocks\":[\"FROZEN\"]");
        HttpResponse<String> sold =
                settle(trade(1_500).with("seller", "SJ27000020").toString());
        assertThat(sold.statusCode()).isEqualTo(422);
        assertThat(sold.body()).contains("\"code\":\"FROZEN\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            id      | ~"nonsense"~
            id      | ~7~
            id      | ~null~
            at      | ~"yesterday"~
            at      | ~"2020-01-01T00:00:00.000Z"~
            scale   | ~"C99"~
            scale   | ~""~
            scale   | ~"../../etc"~
            seller  | ~"NOBODY"~
            seller  | ~"' OR 1=1 --"~
            seller  | ~["a"]~
            buyer   | ~"NH2700000042"~
            buyer   | ~"\\u202eNH27"~
            grade   | ~""~
            grade   | ~"x"~
            grade   | ~"<b>"~
            grade   | ~"特级 "~
            grade   | ~"a\\u0000b"~
            gross   | ~-1~
            gross   | ~0~
            gross   | ~12.5~
            gross   | ~"12500"~
            gross   | ~9007199254740993~
            tare    | ~12500~
            tare    | ~99999999~
            price   | ~0~
            price   | ~999999999999~
            unit    | ~"pound"~
            weighed | ~"yes"~
            extra   | ~1~
            """)
    void a_bad_member_is_named_and_nothing_happens(String field, String value) {
        long before = slips();
        JsonObject sound = trade(12_500);
        Json now = sound.get(field);
        String bad = now == null
                ? sound.toString().replaceFirst("\\{", "{\"" + field + "\":" + value + ",")
                : sound.toString()
                        .replace("\"" + field + "\":" + CanonicalJson.write(now), "\"" + field + "\":" + value);
        HttpResponse<String> answer = settle(bad);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 422);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"").doesNotContain("Exception");
        assertThat(slips()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"id\":1,\"id\":2}", "\"text\"", "{}", "\u0000"})
    void what_is_no_trade_is_refused(String body) {
        for (String path : List.of("/counter/slips", "/counter/reversals")) {
            HttpResponse<String> answer = post(gateway, session, path, body);
            assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("\"code\":\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/counter/holders?q=%00",
                "/counter/holders?q=%25%25%25%25",
                "/counter/state?scale=%00",
                "/counter/slips/..%2f..%2fetc",
                "/counter/slips/00000000-0000-0000-0000-000000000000",
                "/counter/day?day=2026-02-30",
                "/counter/day?day=%2B999999999-01-01",
                "/counter/statement?card=%00"
            })
    void a_strange_address_gets_an_answer(String path) {
        assertThat(gateway.get(path, "Cookie", session).statusCode()).isBetween(200, 499);
        assertThat(gateway.get(path, "Accept", "application/json").statusCode()).isEqualTo(401);
    }

    @Test
    void who_has_no_session_or_another_role_is_told_so() {
        String body = trade(1_500).toString();
        HttpResponse<String> nobody = post(gateway, "qs=" + "A".repeat(43), "/counter/slips", body);
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.body()).contains("SIGN_IN");
        String inspector = gateway.signedIn("mr-wu", Role.INSPECTOR);
        assertThat(post(gateway, inspector, "/counter/slips", body).statusCode())
                .isEqualTo(403);
        assertThat(gateway.get("/counter", "Cookie", inspector).statusCode()).isEqualTo(403);
    }

    @Test
    void a_slip_is_taken_back_once() {
        JsonObject trade = trade(4_500);
        assertThat(settle(trade.toString()).statusCode()).isEqualTo(200);
        JsonObject undo = JsonObject.of("id", UUID.randomUUID().toString())
                .with("at", MarketDay.now().value())
                .with("slip", Objects.requireNonNull(trade.text("id")))
                .with("reason", "weight");
        HttpResponse<String> done = post(gateway, session, "/counter/reversals", undo.toString());
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        assertThat(done.body()).contains("\"state\":\"reversed\"");
        assertThat(post(gateway, session, "/counter/reversals", undo.toString()).statusCode())
                .as("asked again")
                .isEqualTo(200);
        String other = undo.with("id", UUID.randomUUID().toString()).toString();
        assertThat(post(gateway, session, "/counter/reversals", other).statusCode())
                .isEqualTo(409);
        assertThat(post(
                                gateway,
                                session,
                                "/counter/reversals",
                                undo.with("reason", "whim").toString())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_weight_counts_as_weighed_only_if_the_scale_said_so() {
        String page = gateway.post("/counter/drivers", Map.of("scale", "C02"), "Cookie", session)
                .body();
        String token = page.replaceAll("(?s).*<code>([0-9a-f]{64})</code>.*", "$1");
        assertThat(reading("f".repeat(64), "{\"grams\":7700,\"stable\":true}")).isEqualTo(401);
        assertThat(reading(token, "{\"grams\":-1,\"stable\":true}")).isEqualTo(400);
        assertThat(reading(token, "nonsense")).isEqualTo(400);
        assertThat(reading(token, "{\"grams\":7700,\"stable\":true}")).isEqualTo(204);
        String weighed = "\"weighed\":true";
        String right = trade(7_700).with("scale", "C02").toString().replace("\"weighed\":false", weighed);
        assertThat(settle(right).body()).doesNotContain("手输");
        String wrong = trade(7_800).with("scale", "C02").toString().replace("\"weighed\":false", weighed);
        assertThat(settle(wrong).body()).contains("手输");
    }

    @Test
    void one_weighing_vouches_for_one_trade() {
        String page = gateway.post("/counter/drivers", Map.of("scale", "C01"), "Cookie", session)
                .body();
        String token = page.replaceAll("(?s).*<code>([0-9a-f]{64})</code>.*", "$1");
        String resting = "{\"grams\":12340,\"stable\":true}";
        for (int i = 0; i < 3; i++) {
            assertThat(reading(token, resting)).as("it lies there still").isEqualTo(204);
        }
        String refused = weighed("NOBODY");
        assertThat(settle(refused).statusCode()).isEqualTo(422);
        String over = weighed(MarketDay.COOP);
        assertThat(settle(over).statusCode()).as("refused by the ledger").isEqualTo(422);
        String first = weighed(MarketDay.LIU);
        assertThat(settle(first).body()).contains("12.34 公斤").doesNotContain("手输");
        assertThat(settle(first).body()).as("sent again").doesNotContain("手输");
        assertThat(settle(weighed(MarketDay.LIU)).body()).contains("手输");
        assertThat(reading(token, resting)).isEqualTo(204);
        assertThat(settle(weighed(MarketDay.LIU)).body()).as("the same basket").contains("手输");
        assertThat(reading(token, "{\"grams\":3000,\"stable\":false}")).isEqualTo(204);
        assertThat(reading(token, resting)).isEqualTo(204);
        assertThat(settle(weighed(MarketDay.LIU)).body()).as("another basket").doesNotContain("手输");
    }

    private static String weighed(String seller) {
        return trade(12_340)
                .with("seller", seller)
                .with("weighed", new JsonBoolean(true))
                .toString();
    }

    private static int reading(String token, String body) {
        return gateway.send(gateway.request(
                                "/counter/readings",
                                "Authorization",
                                "Bearer " + token,
                                "Content-Type",
                                "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                .statusCode();
    }
}
