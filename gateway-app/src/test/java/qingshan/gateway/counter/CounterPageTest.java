package qingshan.gateway.counter;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.Browser;
import qingshan.gateway.web.Language;
import qingshan.gateway.web.TestGateway;

/** The counter as a clerk works it, in a real browser. */
class CounterPageTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    /** Slower than any scanner, quicker than most hands. */
    private static final double BY_HAND_MS = 150;

    private static TestGateway gateway;
    private static String session;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        new MarketDay(gateway);
        session = gateway.signedIn("li-na", Role.MARKET_CLERK);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @MethodSource("qingshan.gateway.web.Browser#languages")
    void a_trade_by_keyboard_alone(Language language) {
        Page page = counter(language);
        BROWSER.look(page, "counter-empty-" + language.code());
        scan(page, MarketDay.LIU);
        assertThat(page.locator("#seller-name")).hasText("刘秀英");
        scan(page, MarketDay.ZHENG);
        assertThat(page.locator("#buyer-name")).hasText("郑茂林");
        type(page, "1");
        type(page, "12.5\n0.5\n160");
        BROWSER.look(page, "counter-weighed-" + language.code());
        type(page, "\n");
        assertThat(page.locator("#net")).hasText("12.0");
        assertThat(page.locator("#amount")).hasText("3,840.00");
        assertThat(page.locator("#settle")).isFocused();
        type(page, "\n");
        assertThat(page.locator("#strip")).hasClass(Pattern.compile("ok"));
        BROWSER.look(page, "counter-recorded-" + language.code());
        assertThat(page.locator("#seller")).isFocused();
        assertThat(page.locator("#kept")).isVisible();
        assertThat(Integer.parseInt(page.locator("#strip").getAttribute("data-ms")))
                .isLessThan(1_000);
    }

    @Test
    void with_the_buyer_kept_a_trade_takes_one_scan_twelve_keys_and_eight_seconds() {
        Page page = counter(Language.ZH);
        scan(page, MarketDay.LIU);
        assertThat(page.locator("#seller-name")).hasText("刘秀英");
        scan(page, MarketDay.ZHENG);
        assertThat(page.locator("#buyer-name")).hasText("郑茂林");
        type(page, "2");
        type(page, "16.5\n0.5\n80\n\n");
        recorded(page);
        long begun = System.nanoTime();
        scan(page, MarketDay.ZHOU);
        assertThat(page.locator("#seller-name")).hasText("周陈余");
        String keys = "12.5\n\n80\n\n";
        type(page, "2");
        type(page, keys);
        recorded(page);
        assertThat(keys.length() + 1).isLessThanOrEqualTo(12);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        assertThat(page.locator("#last li").first()).containsText("周陈余");
    }

    @Test
    void everything_stands_on_one_screen_in_its_size() {
        Page page = counter(Language.ZH);
        filled(page, "999.5");
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollHeight - innerHeight"))
                .isZero();
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                .isZero();
        assertThat(size(page, "#seller-name")).isGreaterThanOrEqualTo(36);
        assertThat(size(page, "#buyer-name")).isGreaterThanOrEqualTo(36);
        assertThat(size(page, "#net")).isGreaterThanOrEqualTo(72);
        assertThat(size(page, "#amount")).isGreaterThanOrEqualTo(96);
        for (String id : List.of(
                "#strip", "#seller-left", "#net", "#amount", "#both", "#last", "#ledger", "#today", "#settle")) {
            BoundingBox box = page.locator(id).boundingBox();
            assertThat(box.x >= 0 && box.y >= 0 && box.x + box.width <= 1366 && box.y + box.height <= 768)
                    .as(id)
                    .isTrue();
        }
        assertThat((Boolean) page.evaluate("() => [...document.querySelectorAll('#amount, #net, #both, #seller-left')]"
                        + ".every(e => e.scrollWidth <= e.parentElement.clientWidth)"))
                .as("nothing is cut off")
                .isTrue();
        BROWSER.look(page, "counter-large-numbers");
    }

    @Test
    void enter_twice_makes_one_slip() {
        Page page = counter(Language.ZH);
        filled(page, "3.5");
        long before = slips();
        page.keyboard().press("Enter");
        page.keyboard().press("Enter");
        recorded(page);
        page.keyboard().press("Enter");
        page.waitForTimeout(BY_HAND_MS);
        assertThat(slips()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @MethodSource("qingshan.gateway.web.Browser#languages")
    void what_is_refused_stays_on_the_screen_and_says_how_far_it_may_go(Language language) {
        BROWSER.foresee("status of 422");
        Page page = counter(language);
        scan(page, MarketDay.ZHOU);
        assertThat(page.locator("#seller-name")).hasText("周陈余");
        scan(page, MarketDay.ZHENG);
        assertThat(page.locator("#buyer-name")).hasText("郑茂林");
        type(page, "1");
        type(page, "90\n0\n160\n\n");
        assertThat(page.locator("#strip")).hasClass(Pattern.compile("alarm"));
        assertThat(page.locator("#strip")).containsText(language == Language.ZH ? "可减到" : "reduce to");
        assertThat(page.locator("#gross")).hasValue("90");
        assertThat(page.locator("#gross")).isFocused();
        BROWSER.look(page, "counter-refused-" + language.code());
    }

    @Test
    void an_odd_price_turns_amber_and_asks_for_one_more_enter() {
        Page page = counter(Language.ZH);
        filled(page, "2.5");
        type(page, "\n");
        recorded(page);
        scan(page, MarketDay.LIU);
        assertThat(page.locator("#seller-name")).hasText("刘秀英");
        type(page, "3");
        type(page, "2.5\n0\n900\n\n");
        assertThat(page.locator("#strip")).hasClass(Pattern.compile("doubt"));
        BROWSER.look(page, "counter-doubt");
        type(page, "\n");
        recorded(page);
    }

    @Test
    void while_the_ledger_is_away_a_trade_waits_and_goes_by_itself() {
        BROWSER.foresee("ERR_FAILED");
        Page page = counter(Language.ZH);
        filled(page, "6.5");
        long before = slips();
        page.route("**/counter/slips", route -> route.abort());
        type(page, "\n");
        assertThat(page.locator("#strip")).containsText("未入账，勿重输");
        assertThat(page.locator("#ledger")).hasText("待入账 1");
        assertThat(page.locator("#slip")).containsText("待入账");
        BROWSER.look(page, "counter-away");
        page.reload();
        assertThat(page.locator("#ledger")).hasText("待入账 1");
        page.unroute("**/counter/slips");
        assertThat(page.locator("#ledger")).hasText("账本正常");
        assertThat(page.locator("#strip")).containsText("已补记");
        assertThat(slips()).isEqualTo(before + 1);
    }

    @Test
    void what_is_typed_survives_a_reload_and_an_expired_session() {
        BROWSER.foresee("status of 401");
        String own = gateway.signedIn("wang-fang", Role.MARKET_CLERK);
        Page page = counter(Language.ZH, own);
        filled(page, "7.5");
        page.reload();
        assertThat(page.locator("#gross")).hasValue("7.5");
        assertThat(page.locator("#settle")).isFocused();
        gateway.db().update("DELETE FROM own.session WHERE staff = 'wang-fang'");
        page.keyboard().press("Enter");
        assertThat(page.locator("#strip a")).isFocused();
        BROWSER.look(page, "counter-expired");
        page.keyboard().press("Enter");
        page.waitForURL("**/sign-in?next=/counter");
        page.locator("#name").fill("wang-fang");
        page.locator("#password").fill(TestGateway.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL("**/counter");
        recorded(page);
        assertThat(page.locator("#last li").first()).containsText("7.5");
    }

    @Test
    void a_trade_that_was_recorded_while_the_session_ended_is_asked_again_and_counts_once() {
        BROWSER.foresee("status of 401");
        String own = gateway.signedIn("zhao-min", Role.MARKET_CLERK);
        Page page = counter(Language.ZH, own);
        filled(page, "9.5");
        long before = slips();
        // the first try reaches the ledger and its answer is lost; the next one finds the session gone
        page.route("**/counter/slips", route -> {
            assertThat(route.fetch().status()).isEqualTo(200);
            gateway.db().update("DELETE FROM own.session WHERE staff = 'zhao-min'");
            page.unroute("**/counter/slips");
            route.resume();
        });
        page.keyboard().press("Enter");
        assertThat(page.locator("#strip a")).isFocused();
        assertThat(slips()).isEqualTo(before + 1);
        page.locator("#gross").fill("1");
        assertThat(page.locator("#gross")).hasValue("9.5");
        page.locator("#settle").click();
        assertThat(page.locator("#strip a")).isFocused();
        page.keyboard().press("Enter");
        page.waitForURL("**/sign-in?next=/counter");
        page.locator("#name").fill("zhao-min");
        page.locator("#password").fill(TestGateway.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL("**/counter");
        recorded(page);
        assertThat(page.locator("#ledger")).hasText("账本正常");
        assertThat(slips()).isEqualTo(before + 1);
    }

    @Test
    void a_slip_is_taken_back_by_keys_and_comes_again_to_be_corrected() {
        Page page = counter(Language.ZH);
        filled(page, "8.5");
        type(page, "\n");
        recorded(page);
        page.keyboard().press("F8");
        assertThat(page.locator("#strip")).containsText("按 1–5");
        type(page, "1");
        type(page, "1");
        assertThat(page.locator("#strip")).containsText("重量错误");
        BROWSER.look(page, "counter-undo");
        type(page, "\n");
        assertThat(page.locator("#strip")).containsText("已冲正");
        assertThat(page.locator("#gross")).hasValue("8.5");
        assertThat(page.locator("#gross")).isFocused();
        assertThat(page.locator("#last li").first()).hasClass("reversed");
    }

    @Test
    void the_farmers_window_follows() {
        Page page = counter(Language.ZH);
        Page window = page.context().newPage();
        window.setViewportSize(1280, 720);
        window.navigate("/counter/window");
        page.bringToFront();
        filled(page, "12.5");
        assertThat(window.locator("[data-w=amount]")).hasText("4,000.00");
        assertThat(window.locator("[data-w=seller]")).hasText("刘秀英");
        assertThat(size(window, "[data-w=amount]")).isGreaterThanOrEqualTo(120);
        BROWSER.look(window, "counter-window");
    }

    @Test
    void a_new_card_is_given_in_under_a_minute_and_sells_nothing_yet() {
        Page page = counter(Language.ZH);
        page.keyboard().press("F6");
        page.waitForURL("**/counter/card");
        page.locator("input:focus").waitFor(); // what is typed before goes nowhere
        long begun = System.nanoTime();
        for (String typed : List.of("NH2700000077", "陈小满", "", "上安村", "12077770077", "")) {
            page.keyboard().insertText(typed);
            page.keyboard().press("Tab");
        }
        BROWSER.lookAtAll(page, "counter-card");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-taken]")).containsText("已发卡");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(1));
        page.navigate("/counter");
        scan(page, "NH2700000077");
        assertThat(page.locator("#seller-name")).hasText("陈小满");
        assertThat(page.locator("#seller-left")).containsText("没有可用的本季额度");
        BROWSER.look(page, "counter-blocked");
    }

    @ParameterizedTest
    @MethodSource("qingshan.gateway.web.Browser#languages")
    void the_pages_beside_it(Language language) {
        Page page = counter(language);
        for (String name : List.of("day", "late", "lost", "more", "clerk", "statement?card=" + MarketDay.LIU)) {
            page.navigate("/counter/" + name);
            BROWSER.lookAtAll(page, "counter-" + name.replaceAll("\\?.*", "") + "-" + language.code());
        }
        page.navigate("/counter");
        page.locator("#last li").first().waitFor();
        String id = gateway.db()
                .one("SELECT id FROM own.counter_slip LIMIT 1", row -> row.getString(1))
                .orElseThrow();
        page.navigate("/counter/slips/" + id);
        BROWSER.look(page, "counter-slip-" + language.code());
    }

    /** Everything in place, before the last Enter. */
    private static void filled(Page page, String gross) {
        scan(page, MarketDay.LIU);
        assertThat(page.locator("#seller-name")).hasText("刘秀英");
        scan(page, MarketDay.ZHENG);
        assertThat(page.locator("#buyer-name")).hasText("郑茂林");
        type(page, "3");
        type(page, gross + "\n0\n160\n");
        assertThat(page.locator("#settle")).isFocused();
    }

    private static void recorded(Page page) {
        assertThat(page.locator("#strip")).hasClass(Pattern.compile("ok"));
        assertThat(page.locator("#seller")).isFocused();
    }

    private static double size(Page page, String selector) {
        return Double.parseDouble(
                ((String) page.locator(selector).first().evaluate("e => getComputedStyle(e).fontSize"))
                        .replace("px", ""));
    }

    private static long slips() {
        return gateway.db()
                .one("SELECT count(*) FROM read.record WHERE kind = 'slip'", row -> row.getLong(1))
                .orElseThrow();
    }

    private static Page counter(Language language) {
        return counter(language, session);
    }

    private static Page counter(Language language, String session) {
        Page page = BROWSER.open(gateway, Browser.Size.DESK, language, session);
        page.navigate("/counter");
        assertThat(page.locator("#clock")).not().hasText("--:--");
        return page;
    }

    private static void scan(Page page, String number) {
        page.keyboard().type(number);
        page.keyboard().press("Enter");
    }

    private static void type(Page page, String keys) {
        keys.chars().forEach(key -> {
            page.keyboard().press(key == '\n' ? "Enter" : Character.toString(key));
            page.waitForTimeout(BY_HAND_MS);
        });
    }
}
