package qingshan.gateway.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.Show;

/** The forms of the registrar, the officers and the clerk over real HTTP. */
class RegistrarTest {
    private static final Pattern FIELD = Pattern.compile("<(?:input|select|textarea) id=\"[^\"]*\" name=\"([^\"]+)\"");

    private static Office office;

    @BeforeAll
    static void open() {
        office = new Office();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    /** Every form that can be opened without more, and whose it is. */
    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("/parties/new", Role.REGISTRAR),
                Arguments.of("/plots/new", Role.REGISTRAR),
                Arguments.of("/products/new", Role.REGISTRAR),
                Arguments.of("/scales/market", Role.REGISTRAR),
                Arguments.of("/scales/new", Role.REGISTRAR),
                Arguments.of("/consents/new", Role.MARKET_CLERK),
                Arguments.of("/entitlements/new", Role.VILLAGE_OFFICER));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_form_that_lacks_everything_says_so_field_by_field(String path, Role role) {
        HttpResponse<String> empty = office.sendAs(role, path, "", Map.of());
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(empty.body()).contains("There is something to correct", "aria-invalid=\"true\"");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void what_is_foreign_to_a_form_is_an_answer_and_stays_typed(String path, Role role) {
        List<String> fields = FIELD.matcher(office.get(role, path).body())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(fields).isNotEmpty();
        List<String> foreign = List.of(
                "x".repeat(5_000),
                "\u0000",
                "\u202e\u200b",
                "<script>alert(1)</script>",
                "../../etc/passwd",
                "'; DROP TABLE own.card; --",
                "-1",
                "1e9",
                "99999999999999999999",
                "2026-02-30",
                "٣",
                "\ud83c\udf75");
        for (String value : foreign) {
            Map<String, String> form = new HashMap<>();
            fields.forEach(field -> form.put(field, value));
            HttpResponse<String> answer = office.sendAs(role, path, "not an id", form);
            assertThat(answer.statusCode()).as("%s with %s", path, value).isBetween(400, 422);
            assertThat(answer.body()).contains("role=\"alert\"").doesNotContain("<script>alert");
        }
        HttpResponse<String> none = office.gateway.send(office.gateway
                .request(path, "Cookie", office.session(role), "Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("name=a&name=b&%zz=1&=&number[]=3")));
        assertThat(none.statusCode()).isBetween(400, 422);
        HttpResponse<String> json = office.gateway.send(office.gateway
                .request(path, "Cookie", office.session(role), "Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":1}")));
        assertThat(json.statusCode()).isBetween(400, 422);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void a_form_is_for_its_role_alone(String path, Role role) {
        for (Role other : new Role[] {Role.INSPECTOR, Role.IMPORTER, Role.COUNTY_OFFICER}) {
            assertThat(office.get(other, path).statusCode()).isEqualTo(403);
            assertThat(office.sendAs(other, path, "", Map.of()).statusCode()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void who_is_no_longer_signed_in_is_led_to_the_sign_in_and_back(String path, Role role) {
        HttpResponse<String> answer = office.gateway.post(
                path, Map.of("name", "x"), "Referer", office.gateway.url() + path, "Cookie", "qs=" + "A".repeat(43));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(Office.location(answer)).isEqualTo("/sign-in?next=" + path.replace("/", "%2F"));
    }

    @ParameterizedTest
    @MethodSource
    void addresses_of_nothing_are_not_found(String path, Role role) {
        assertThat(office.get(role, path).statusCode()).isIn(400, 404);
        assertThat(office.sendAs(role, path, "", Map.of()).statusCode()).isIn(400, 404, 405);
    }

    static Stream<Arguments> addresses_of_nothing_are_not_found() {
        String nobody = "0".repeat(32);
        return Stream.of(
                Arguments.of("/parties/" + nobody, Role.REGISTRAR),
                Arguments.of("/parties/" + nobody + "/correct", Role.REGISTRAR),
                Arguments.of("/parties/" + nobody + "/card", Role.MARKET_CLERK),
                Arguments.of("/parties/cards/" + nobody + "/lost", Role.MARKET_CLERK),
                Arguments.of("/parties/cards/" + nobody + "/keys/1/revoke", Role.REGISTRAR),
                Arguments.of("/parties/%00", Role.REGISTRAR),
                Arguments.of("/plots/" + nobody + "/correct", Role.REGISTRAR),
                Arguments.of("/products/6901234567908/correct", Role.REGISTRAR),
                Arguments.of("/scales/retire", Role.REGISTRAR),
                Arguments.of("/scales/retire?market=" + nobody + "&scale=%00", Role.REGISTRAR),
                Arguments.of("/consents/withdraw?party=" + nobody + "&scope=name&reader=public", Role.MARKET_CLERK),
                Arguments.of("/entitlements/of?card=" + nobody + "&season=x", Role.TOWN_OFFICER),
                Arguments.of("/entitlements/propose?card=" + nobody + "&season=x", Role.VILLAGE_OFFICER));
    }

    @Test
    void a_party_and_its_card_are_registered_once_however_often_the_form_is_sent() {
        Map<String, String> form = Map.of("number", "QS-100", "kind", "household", "name", "毛水根", "village", "上垟村");
        String id = Office.id(office.get(Role.REGISTRAR, "/parties/new").body());
        String first = Office.location(office.sendAs(Role.REGISTRAR, "/parties/new", id, form));
        long height = height();
        assertThat(Office.location(office.sendAs(Role.REGISTRAR, "/parties/new", id, form)))
                .isEqualTo(first);
        assertThat(height()).isEqualTo(height);
        String page = office.get(Role.REGISTRAR, first).body();
        assertThat(page).contains("毛水根", "QS-100", "The party is registered and has its card.", "data-taken=");
        assertThat(office.get(Role.MARKET_CLERK, first).body())
                .as("what somebody else sent is no news")
                .doesNotContain("The party is registered and has its card.");
        HttpResponse<String> other = office.sendAs(
                Role.REGISTRAR, "/parties/new", id, Map.of("number", "QS-101", "kind", "household", "name", "毛水根"));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body())
                .contains("COMMAND_ID_REUSED", "value=\"QS-101\"")
                .doesNotContain(id);
        HttpResponse<String> again = office.send(Role.REGISTRAR, "/parties/new", form);
        assertThat(again.statusCode()).as("a number is printed once").isEqualTo(409);
        assertThat(again.body()).contains("href=\"#f-number\"", "value=\"毛水根\"");
    }

    @Test
    void names_telephones_and_identity_numbers_stay_in_the_house() {
        String party = office.party("QS-110", "trader", "周晓明");
        String page = office.get(Role.REGISTRAR, party).body();
        assertThat(page)
                .contains(
                        "*******1234",
                        "332***********" + office.identity("QS-110").substring(14))
                .doesNotContain("13800001234");
        List<String> ledger = office.gateway.db().list("SELECT command FROM own.form", row -> row.getString(1));
        assertThat(ledger).noneMatch(command -> command.contains("周晓明") || command.contains("13800001234"));
        String card = office.gateway
                .db()
                .one("SELECT id FROM own.card WHERE number = 'QS-110'", row -> row.getString(1))
                .orElseThrow();
        HttpResponse<String> revealed = office.gateway.post(
                "/reveal",
                Map.of("list", "cards", "id", card, "field", "mobile"),
                "Cookie",
                office.session(Role.REGISTRAR),
                "Referer",
                office.gateway.url() + party + "?done=1");
        assertThat(revealed.body())
                .contains("13800001234", "href=\"" + party + "?done=1\"")
                .as("asked for in another language it would be revealed anew")
                .doesNotContain("class=\"switch\"");
        assertThat(office.gateway
                        .db()
                        .list("SELECT staff FROM own.revealed WHERE id = ?", row -> row.getString(1), card))
                .containsExactly(Role.REGISTRAR.code());
    }

    @Test
    void a_lost_card_is_replaced_and_another_one_given() {
        String party = office.party("QS-120", "household", "叶春兰");
        String card = office.gateway
                .db()
                .one("SELECT id FROM own.card WHERE number = 'QS-120'", row -> row.getString(1))
                .orElseThrow();
        assertThat(office.send(
                                Role.MARKET_CLERK,
                                "/parties/cards/" + card + "/lost",
                                Map.of("number", "QS-121", "reason", "卡遗失"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(office.send(Role.MARKET_CLERK, party + "/card", Map.of("number", "QS-122"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(office.get(Role.MARKET_CLERK, party).body()).contains("replaced by QS-121", "QS-122");
        HttpResponse<String> twice = office.send(
                Role.MARKET_CLERK, "/parties/cards/" + card + "/lost", Map.of("number", "QS-123", "reason", "又丢"));
        assertThat(twice.statusCode()).isEqualTo(422);
        assertThat(twice.body())
                .contains("CARD_LOST", "value=\"QS-123\"", "Lost since: ", "Replaced by: QS-121")
                .doesNotContain("Card: " + card);
        assertThat(office.gateway.db().one("SELECT 1 FROM own.card WHERE number = 'QS-123'", row -> row.getInt(1)))
                .as("a card that the ledger did not take has no name here")
                .isEmpty();
    }

    @Test
    void what_is_approved_is_not_corrected() {
        String party = office.party("QS-130", "household", "李大山");
        HttpResponse<String> refused = office.send(
                Role.REGISTRAR, party + "/correct", Map.of("kind", "trader", "name", "李大山", "village", "下垟村"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("ALREADY_EXISTS", "value=\"下垟村\"");
        assertThat(office.get(Role.REGISTRAR, party).body()).contains("household", "上垟村");
    }

    @Test
    void a_village_proposes_and_town_and_county_approve_in_this_order() {
        office.party("QS-140", "household", "陈阿香");
        office.send(
                Role.REGISTRAR,
                "/plots/new",
                Map.of("number", "DK-140", "card", "QS-140", "area", "１．２", "village", "上垟村"));
        HttpResponse<String> chosen = office.send(
                Role.VILLAGE_OFFICER, "/entitlements/new", Map.of("card", "QS-140", "season", Office.SEASON));
        String proposal = Office.location(chosen).replaceAll("&done=.*", "");
        HttpResponse<String> none = office.send(Role.VILLAGE_OFFICER, proposal, Map.of());
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).contains("No plot is ticked.");
        String plot = FIELD_TICK
                .matcher(office.get(Role.VILLAGE_OFFICER, proposal).body())
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        String page = Office.location(office.send(Role.VILLAGE_OFFICER, proposal, Map.of(plot, "on")))
                .replaceAll("&done=.*", "");
        assertThat(office.get(Role.COUNTY_OFFICER, page).body())
                .contains("216.0\u00a0kg")
                .doesNotContain("<button>Approve");
        HttpResponse<String> early = office.sendAs(Role.COUNTY_OFFICER, page, uuid(), Map.of());
        assertThat(early.statusCode()).as("the town is first").isEqualTo(409);
        assertThat(office.get(Role.TOWN_OFFICER, "/entitlements").body()).contains("陈阿香");
        assertThat(office.send(Role.TOWN_OFFICER, page, Map.of()).statusCode()).isEqualTo(303);
        assertThat(office.get(Role.TOWN_OFFICER, "/entitlements").body()).doesNotContain("陈阿香");
        assertThat(office.send(Role.COUNTY_OFFICER, page, Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(office.get(Role.REGISTRAR, page).body()).contains("approved");
        assertThat(office.gateway.db().list("SELECT granted FROM read.entitlement", row -> row.getLong(1)))
                .contains(216_000L);
    }

    private static final Pattern FIELD_TICK = Pattern.compile("name=\"(plot\\.[0-9a-f]{32})\"");

    @Test
    void a_product_needs_its_check_digit() {
        office.party("QS-150", "enterprise", "青山茶业");
        Map<String, String> form =
                new HashMap<>(Map.of("gtin", "6901234567891", "maker", "QS-150", "name", "青山绿茶", "netGrams", "250"));
        HttpResponse<String> wrong = office.send(Role.REGISTRAR, "/products/new", form);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("href=\"#f-gtin\"", "value=\"青山绿茶\"");
        form.put("gtin", "６９０１２３４５６７８９２");
        assertThat(office.send(Role.REGISTRAR, "/products/new", form).statusCode())
                .isEqualTo(303);
        assertThat(office.send(Role.REGISTRAR, "/products/new", form).statusCode())
                .isEqualTo(409);
        form.put("gtin", "06901234567892");
        assertThat(office.send(Role.REGISTRAR, "/products/new", form).statusCode())
                .as("the same number, as it stands on a label")
                .isEqualTo(409);
        form.put("maker", "QS-404");
        form.put("gtin", "6901234567885");
        assertThat(office.send(Role.REGISTRAR, "/products/new", form).body()).contains("href=\"#f-maker\"");
    }

    @Test
    void a_consent_is_granted_and_withdrawn_in_the_holders_presence() {
        office.party("QS-160", "household", "吴秀英");
        Map<String, String> form = new HashMap<>(Map.of(
                "card", "QS-160",
                "scope", "name",
                "reader", "public",
                "purpose", "在产品溯源页显示姓名",
                "until", LocalDate.now(Show.ZONE).minusDays(1).toString(),
                "present", "on"));
        HttpResponse<String> past = office.send(Role.MARKET_CLERK, "/consents/new", form);
        assertThat(past.statusCode()).isEqualTo(400);
        assertThat(past.body()).contains("It would be over already");
        form.put("until", LocalDate.now(Show.ZONE).plusYears(1).toString());
        form.remove("present");
        assertThat(office.send(Role.MARKET_CLERK, "/consents/new", form).statusCode())
                .as("without the holder there is nothing to attest")
                .isEqualTo(400);
        form.put("present", "on");
        assertThat(office.send(Role.MARKET_CLERK, "/consents/new", form).statusCode())
                .isEqualTo(303);
        assertThat(office.get(Role.REGISTRAR, "/consents").body())
                .contains("吴秀英", "attested by the market, unsigned")
                .doesNotContain("/consents/withdraw");
        String list = office.get(Role.MARKET_CLERK, "/consents").body();
        String withdraw = list.replaceAll("(?s).*href=\"(/consents/withdraw[^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        assertThat(office.send(Role.MARKET_CLERK, withdraw, Map.of("present", "on"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(office.get(Role.REGISTRAR, "/consents").body()).doesNotContain("吴秀英");
    }

    @Test
    void a_scale_is_registered_retired_and_brought_back() {
        String market = office.gateway
                .db()
                .one("SELECT market FROM read.market", row -> row.getString(1))
                .orElseThrow();
        Map<String, String> form = Map.of("market", market, "scale", "C 01/甲");
        assertThat(office.send(Role.REGISTRAR, "/scales/new", form).statusCode())
                .isEqualTo(303);
        assertThat(office.send(Role.REGISTRAR, "/scales/new", form).statusCode())
                .isEqualTo(409);
        String retire = office.get(Role.REGISTRAR, "/scales")
                .body()
                .replaceAll("(?s).*href=\"(/scales/retire[^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        assertThat(office.send(Role.REGISTRAR, retire, Map.of()).statusCode()).isEqualTo(303);
        assertThat(office.get(Role.REGISTRAR, "/scales").body()).doesNotContain("/scales/retire");
        assertThat(office.send(Role.REGISTRAR, "/scales/new", form).statusCode())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void every_form_speaks_both_languages(String path, Role role) {
        assertThat(office.gateway
                        .get(path + "?lang=zh", "Cookie", office.session(role))
                        .body())
                .contains("lang=\"zh-CN\"", "返回");
        assertThat(office.gateway
                        .get(path + "?lang=en", "Cookie", office.session(role))
                        .body())
                .contains("lang=\"en\"", "Back");
    }

    private static long height() {
        return office.gateway
                .db()
                .one("SELECT max(number) FROM read.block", row -> row.getLong(1))
                .orElseThrow();
    }

    private static String uuid() {
        return UUID.randomUUID().toString();
    }
}
