package qingshan.gateway.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.Show;
import qingshan.gateway.web.TestGateway;
import qingshan.rules.party.PartyKind;

/** The pages beside the counter, over real HTTP: cards, late entries, change of clerk, day close. */
class CounterPagesTest {
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
                "at", MarketDay.now().value(),
                "number", "SJ27000099",
                "name", "毛阿根",
                "kind", "茶商",
                "village", "靖居村",
                "mobile", "12055550001",
                "identity", "");
        HttpResponse<String> given = gateway.post("/counter/card", form, "Cookie", session);
        assertThat(given.body()).contains("已发卡 SJ27000099");
        assertThat(gateway.post("/counter/card", form, "Cookie", session).body())
                .as("sent twice")
                .contains("已发卡 SJ27000099");
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
        other.put("mobile", "call me");
        HttpResponse<String> wrong = gateway.post("/counter/card", other, "Cookie", session);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("请填写。", "电话号码", "SJ27000099");
    }

    @Test
    void a_lost_card_is_replaced_and_what_it_may_sell_stays() {
        market.party("NH2700000060", "王失卡", "茶农", PartyKind.HOUSEHOLD, "上安村", "12011110060", 1_000);
        Map<String, String> form = Map.of(
                "id",
                UUID.randomUUID().toString(),
                "at",
                MarketDay.now().value(),
                "lost",
                "NH2700000060",
                "number",
                "NH2700000061");
        HttpResponse<String> replaced = gateway.post("/counter/lost", form, "Cookie", session);
        assertThat(replaced.body()).contains("已换成新卡 NH2700000061");
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

    @Test
    void a_paper_slip_is_entered_by_a_clerk_for_ten_minutes_and_by_an_importer_later() {
        String importer = gateway.signedIn("importer-2", Role.IMPORTER);
        String soon = local(Duration.ofMinutes(5));
        String old = local(Duration.ofHours(5));
        assertThat(late(session, soon)).contains("已补录");
        assertThat(late(session, old)).contains("补记须由有导入权限的人员提交");
        assertThat(late(importer, old)).contains("已补录");
        assertThat(late(session, "yesterday")).contains("请写成 2026-03-05T06:07 这样的时间");
    }

    private static String local(Duration ago) {
        return Instant.now().minus(ago).atZone(Show.ZONE).toLocalDateTime().toString();
    }

    private static String late(String who, String at) {
        Map<String, String> form = Map.of(
                "id",
                UUID.randomUUID().toString(),
                "at",
                at,
                "paper",
                "ZD-" + UUID.randomUUID().toString().substring(0, 6),
                "scale",
                MarketDay.SCALE,
                "seller",
                MarketDay.LIU,
                "buyer",
                MarketDay.ZHENG,
                "grade",
                "一级",
                "gross",
                "5.25",
                "tare",
                "0.25",
                "price",
                "120");
        return gateway.post("/counter/late", form, "Cookie", who).body();
    }

    @Test
    void a_colleague_takes_over_by_pin_and_the_old_session_ends() {
        String mine = gateway.signedIn("before", Role.MARKET_CLERK);
        gateway.account("after", Role.MARKET_CLERK);
        gateway.account("stranger", Role.INSPECTOR);
        assertThat(takeOver(mine, "after", "0000").statusCode()).isEqualTo(403);
        assertThat(takeOver(mine, "stranger", "1234").statusCode()).isEqualTo(403);
        HttpResponse<String> taken = takeOver(mine, "after", "1234");
        assertThat(taken.headers().firstValue("Location")).hasValue("/counter");
        String theirs = taken.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        assertThat(gateway.get("/counter", "Cookie", theirs).body()).contains("<span>after</span>");
        assertThat(gateway.get("/counter", "Cookie", mine).statusCode()).isEqualTo(303);
    }

    private static HttpResponse<String> takeOver(String session, String name, String pin) {
        return gateway.post("/counter/clerk", Map.of("name", name, "pin", pin), "Cookie", session);
    }

    @Test
    void the_day_and_a_holders_slips_add_up() {
        settle(CounterTest.trade(2_500).toString());
        String day = gateway.get("/counter/day", "Cookie", session).body();
        assertThat(day).contains("按等级", "按买方", "特级", "郑茂林 0007");
        String statement = gateway.get("/counter/statement?card=" + MarketDay.LIU, "Cookie", session)
                .body();
        assertThat(statement).contains("刘秀英", "卖出", "郑茂林", "640.00");
    }
}
