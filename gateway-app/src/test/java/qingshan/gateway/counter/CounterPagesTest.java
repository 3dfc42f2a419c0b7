package qingshan.gateway.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.Language;
import qingshan.gateway.web.Show;
import qingshan.gateway.web.TestGateway;
import qingshan.rules.json.JsonObject;

/** The pages beside the counter, over real HTTP: late entries, change of clerk, day close. */
class CounterPagesTest {
    private static TestGateway gateway;
    private static String session;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        MarketDay _ = new MarketDay(gateway);
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
    void a_paper_slip_is_of_a_time_that_has_come() {
        String importer = gateway.signedIn("importer-4", Role.IMPORTER);
        for (String who : List.of(session, importer)) {
            for (Duration ahead : List.of(Duration.ofMinutes(2), Duration.ofDays(3))) {
                assertThat(late(who, local(ahead.negated()))).contains("这个时间还没有到", "aria-invalid=\"true\"");
            }
        }
    }

    @Test
    void a_paper_slip_is_entered_by_a_clerk_for_ten_minutes_and_by_an_importer_later() {
        String importer = gateway.signedIn("importer-2", Role.IMPORTER);
        String soon = local(Duration.ofMinutes(5));
        String old = local(Duration.ofHours(5));
        assertThat(late(session, soon)).contains("已补录");
        assertThat(late(session, old))
                .contains("十分钟以前", "aria-invalid=\"true\"")
                .doesNotContain("校准时钟");
        assertThat(late(importer, old)).contains("已补录");
        assertThat(late(session, "yesterday")).contains("请写成 2026-03-05T06:07 这样的时间");
    }

    private static String local(Duration ago) {
        return Instant.now()
                .minus(ago)
                .atZone(Show.ZONE)
                .toLocalDateTime()
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    @Test
    void a_paper_slip_that_cannot_be_is_refused_beside_its_field() {
        assertThat(late(session, local(Duration.ofMinutes(1)), Map.of("tare", "5.25")))
                .contains("皮重应小于毛重");
        assertThat(late(session, local(Duration.ofMinutes(1)), Map.of("price", "120.505")))
                .contains("单价写到分");
        assertThat(late(session, local(Duration.ofMinutes(1)), Map.of("grade", "上等", "paper", "")))
                .contains("请从所列选项中选择。", "请填写。");
        assertThat(late(session, local(Duration.ofMinutes(1)), Map.of("tare", "0")))
                .contains("已补录");
    }

    @Test
    void a_paper_slip_is_entered_once_and_again_only_after_it_was_reversed() throws Exception {
        String at = local(Duration.ofMinutes(2));
        long before = entered("P0077");
        List<String> pages = new ArrayList<>();
        try (ExecutorService both = Executors.newFixedThreadPool(4)) {
            for (Future<String> one : both.invokeAll(
                    Collections.<Callable<String>>nCopies(4, () -> late(session, at, Map.of("paper", "P0077"))))) {
                pages.add(one.get());
            }
        }
        assertThat(entered("P0077")).isEqualTo(before + 1);
        assertThat(pages.stream().filter(page -> page.contains("已补录"))).hasSize(1);
        String number = slip("P0077", "number");
        assertThat(pages.stream().filter(page -> page.contains("此纸单已录入为 " + number + "。")))
                .hasSize(3);
        assertThat(late(session, at, Map.of("paper", "p0077")))
                .contains("此纸单已录入为 " + number + "。", "aria-invalid=\"true\"");
        JsonObject undo = JsonObject.of("id", UUID.randomUUID().toString())
                .with("at", MarketDay.now().value())
                .with("slip", slip("P0077", "id"))
                .with("reason", "weight");
        assertThat(CounterTest.post(gateway, session, "/counter/reversals", undo.toString())
                        .statusCode())
                .isEqualTo(200);
        assertThat(late(session, at, Map.of("paper", "P0077", "gross", "6.25"))).contains("已补录");
        assertThat(late(session, at, Map.of("paper", "P0077"))).contains("此纸单已录入为");
    }

    private static long entered(String paper) {
        return gateway.db()
                .one(
                        "SELECT count(*) FROM own.counter_slip s JOIN read.record r ON r.name = 'command/' || s.id"
                                + " WHERE s.paper = ?",
                        row -> row.getLong(1),
                        paper)
                .orElseThrow();
    }

    private static String slip(String paper, String column) {
        return gateway.db()
                .one(
                        "SELECT " + column + "::text FROM own.counter_slip WHERE paper = ?",
                        row -> row.getString(1),
                        paper)
                .orElseThrow();
    }

    @Test
    void a_slip_of_another_day_shows_its_date_and_what_may_be_sold_in_its_own_season() {
        String importer = gateway.signedIn("importer-3", Role.IMPORTER);
        Instant then = Instant.now().minus(Duration.ofDays(3));
        String at = then.atZone(Show.ZONE)
                .toLocalDateTime()
                .withHour(8)
                .withMinute(0)
                .toString();
        assertThat(late(importer, at.substring(0, 16), Map.of("paper", "P0301", "scale", "C02")))
                .contains("已补录");
        String state =
                gateway.get("/counter/state?scale=C02", "Cookie", session).body();
        assertThat(state).contains("\"time\":\"" + new Show(Language.ZH).day(LocalDate.ofInstant(then, Show.ZONE)));
        String page = gateway.get("/counter/slips/" + slip("P0301", "id"), "Cookie", session)
                .body();
        assertThat(page).containsPattern("data-s=\"left\">[0-9,.]+ 公斤");
    }

    private static String late(String who, String at) {
        return late(who, at, Map.of());
    }

    private static String late(String who, String at, Map<String, String> otherwise) {
        Map<String, String> form = new TreeMap<>(Map.of(
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
                "一级"));
        form.putAll(Map.of("gross", "5.25", "tare", "0.25", "price", "120", "unit", "jin"));
        form.putAll(otherwise);
        HttpResponse<String> response = gateway.post("/counter/late", form, "Cookie", who);
        return response.statusCode() == 303
                ? gateway.get(response.headers().firstValue("Location").orElseThrow(), "Cookie", who)
                        .body()
                : response.body();
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

    @Test
    void of_many_wrong_pins_at_once_five_are_compared() throws Exception {
        gateway.account("victim", Role.MARKET_CLERK);
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService all = Executors.newFixedThreadPool(40)) {
            for (Future<HttpResponse<String>> one : all.invokeAll(Collections.<Callable<HttpResponse<String>>>nCopies(
                    40, () -> takeOver(session, "victim", "0000")))) {
                answers.add(one.get().statusCode());
            }
        }
        assertThat(Collections.frequency(answers, 403)).isEqualTo(5);
        assertThat(Collections.frequency(answers, 429)).isEqualTo(35);
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
