package qingshan.gateway.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.TestGateway;
import qingshan.rules.party.PartyKind;

/** Cards that a counter gives and replaces, over real HTTP, and how their numbers and their holders' are typed. */
class CardsTest {
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

    private static HttpResponse<String> settle(String body) {
        return CounterTest.post(gateway, session, "/counter/slips", body);
    }

    @Test
    void a_card_is_given_once_and_its_holder_found_by_everything() {
        Map<String, String> form = Map.of(
                "id", UUID.randomUUID().toString(),
                "number", "SJ27000099",
                "name", "毛阿根",
                "kind", "茶商",
                "village", "靖居村",
                "mobile", "12055550001",
                "identity", "");
        assertThat(taken("/counter/card", form)).contains("已发卡");
        assertThat(taken("/counter/card", form)).as("sent twice").contains("已发卡");
        for (String said : List.of("SJ27000099", "sj27000099", "0099", "50001", "%E6%AF%9B%E9%98%BF%E6%A0%B9")) {
            assertThat(gateway.get("/counter/holders?q=" + said, "Cookie", session)
                            .body())
                    .as(said)
                    .contains("毛阿根");
        }
        Map<String, String> other = new TreeMap<>(form);
        other.put("id", UUID.randomUUID().toString());
        other.put("name", "别人");
        HttpResponse<String> taken = gateway.post("/counter/card", other, "Cookie", session);
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(gateway.get("/counter/holders?q=SJ27000099", "Cookie", session)
                        .body())
                .contains("毛阿根");
        other.put("name", "");
        other.put("kind", "皇帝");
        HttpResponse<String> wrong = gateway.post("/counter/card", other, "Cookie", session);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("请填写。", "请从所列选项中选择。", "SJ27000099");
    }

    /** The page that shows what was done. */
    private static String taken(String path, Map<String, String> form) {
        HttpResponse<String> response = gateway.post(path, form, "Cookie", session);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
        return gateway.get(response.headers().firstValue("Location").orElseThrow(), "Cookie", session)
                .body();
    }

    @Test
    void a_lost_card_is_replaced_and_what_it_may_sell_stays() {
        market.party("NH2700000060", "王失卡", "茶农", PartyKind.HOUSEHOLD, "上安村", "12011110060", 1_000);
        Map<String, String> form =
                Map.of("id", UUID.randomUUID().toString(), "lost", "NH2700000060", "number", "NH2700000061");
        assertThat(taken("/counter/lost", form)).contains("已换成新卡");
        Map<String, String> nobody = new TreeMap<>(form);
        nobody.put("id", UUID.randomUUID().toString());
        nobody.put("lost", "NH9900000000");
        HttpResponse<String> wrong = gateway.post("/counter/lost", nobody, "Cookie", session);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("没有找到，或不止一位相符");
        assertThat(gateway.get("/counter/holders?q=NH2700000061", "Cookie", session)
                        .body())
                .contains("王失卡", "\"leftGrams\":180000", "\"blocks\":[]");
        assertThat(gateway.get("/counter/holders?q=NH2700000060", "Cookie", session)
                        .body())
                .contains("CARD_LOST");
        assertThat(settle(CounterTest.trade(2_500)
                                .with("seller", "NH2700000061")
                                .toString())
                        .statusCode())
                .isEqualTo(200);
    }

    private static Map<String, String> card(String number, String name, String mobile, String identity) {
        return Map.of(
                "id", UUID.randomUUID().toString(),
                "number", number,
                "name", name,
                "kind", "茶农",
                "village", "靖居村",
                "mobile", mobile,
                "identity", identity);
    }

    private static HttpResponse<String> give(Map<String, String> card) {
        return gateway.post("/counter/card", card, "Cookie", session);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ＹＳ２７００９２５０", " ys27009250 ", "YS27009250"})
    void a_card_has_one_number_however_it_is_typed(String typed) {
        int first = give(card("ys27009250", "全角人", "", "")).statusCode();
        assertThat(first).isIn(303, 409);
        HttpResponse<String> again = give(card(typed, "别人", "", ""));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("这个号的卡已经发出", "href=\"#f-number\"").doesNotContain("由登记机构更正");
        String asked = URLEncoder.encode(typed, StandardCharsets.UTF_8);
        assertThat(gateway.get("/counter/holders?q=" + asked, "Cookie", session).body())
                .contains("全角人");
        assertThat(gateway.get("/counter/statement?card=" + asked, "Cookie", session)
                        .body())
                .contains("全角人");
        assertThat(gateway.get("/parties?number=" + asked, "Cookie", session).body())
                .contains("全角人");
        assertThat(settle(CounterTest.trade(2_500).with("buyer", typed).toString())
                        .body())
                .doesNotContain("UNKNOWN_CARD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"YS2700О251", "YS 27009252", "../../x", "=cmd|x", "-1", "A-", "青-1", "\u202eA1", "A_1"})
    void what_no_card_has_printed_on_it_is_no_number(String number) {
        HttpResponse<String> refused = give(card(number, "某人", "", ""));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).containsAnyOf("请填卡上印的号", "看不见");
        assertThat(gateway.db().one("SELECT 1 FROM own.card WHERE name = '某人'", row -> row.getInt(1)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            abc          |                    | 11 位手机号
            1380000123   |                    | 11 位手机号
            23800001234  |                    | 11 位手机号
                         | 1                  | 身份证号不对
                         | 332526197001011234 | 身份证号不对
                         | 33252619700230123X | 身份证号不对
                         | 91350100M000100Y44 | 身份证号不对
            """)
    void a_number_that_cannot_be_is_told_beside_its_field(String mobile, String identity, String says) {
        String number = "TEL-" + UUID.randomUUID().toString().substring(0, 6);
        HttpResponse<String> refused = give(
                card(number, "某某", Objects.requireNonNullElse(mobile, ""), Objects.requireNonNullElse(identity, "")));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains(says, "某某");
    }

    @Test
    void an_identity_number_is_one_partys_and_a_telephone_a_familys() {
        assertThat(give(card("ID-1", "甲", "１２０ 5555 0777", "11010519491231002x"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(gateway.db()
                        .one(
                                "SELECT mobile || ' ' || identity FROM own.card WHERE number = 'ID-1'",
                                row -> row.getString(1)))
                .hasValue("12055550777 11010519491231002X");
        HttpResponse<String> other = give(card("ID-2", "乙", "12055550777", "１１０１０５１９４９１２３１００２Ｘ"));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("已属于另一主体。（卡：ID-1）", "href=\"#f-identity\"");
        assertThat(give(card("ID-3", "乙", "0578-2123456", "91350100M000100Y43")).statusCode())
                .isEqualTo(303);
        assertThat(give(card("ID-4", "丙", "12055550777", "")).statusCode()).isEqualTo(303);
    }

    @Test
    void a_card_that_was_replaced_is_not_replaced_again_and_its_successor_is_named() {
        market.party("NH2700000070", "王再失", "茶农", PartyKind.HOUSEHOLD, "上安村", "12011110070", 0);
        HttpResponse<String> itself = lose("NH2700000070", "nh2700000070");
        assertThat(itself.statusCode()).isEqualTo(409);
        assertThat(itself.body()).contains("这个号的卡已经发出");
        assertThat(lose("NH2700000070", "NH2700000071").statusCode()).isEqualTo(303);
        HttpResponse<String> twice = lose("NH2700000070", "NH2700000072");
        assertThat(twice.statusCode()).isEqualTo(422);
        assertThat(twice.body()).containsPattern("挂失时间：[^；]+[0-9]{2}:[0-9]{2}；补办的新卡：NH2700000071）");
    }

    private static HttpResponse<String> lose(String lost, String number) {
        return gateway.post(
                "/counter/lost",
                Map.of("id", UUID.randomUUID().toString(), "lost", lost, "number", number),
                "Cookie",
                session);
    }
}
