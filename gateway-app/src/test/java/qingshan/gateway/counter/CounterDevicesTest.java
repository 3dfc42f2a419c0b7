package qingshan.gateway.counter;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.Browser;
import qingshan.gateway.web.Language;
import qingshan.gateway.web.TestGateway;

/** The counter with a scale that speaks, on paper, enlarged and in the dark, in a real browser. */
class CounterDevicesTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    /** What 72 mm are in CSS pixels. */
    private static final double PAPER = 72 / 25.4 * 96;

    private static TestGateway gateway;
    private static String session;
    private static String token;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        new MarketDay(gateway);
        session = gateway.signedIn("li-na", Role.MARKET_CLERK);
        token = gateway.post("/counter/drivers", Map.of("scale", MarketDay.SCALE), "Cookie", session)
                .body()
                .replaceAll("(?s).*<code>([0-9a-f]{64})</code>.*", "$1");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static void reading(long grams, boolean stable) {
        String body = "{\"grams\":" + grams + ",\"stable\":" + stable + "}";
        assertThat(gateway.send(gateway.request(
                                        "/counter/readings",
                                        "Authorization",
                                        "Bearer " + token,
                                        "Content-Type",
                                        "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body)))
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void what_the_scale_says_appears_once_it_rests_and_counts_as_weighed() {
        Page page = open(Browser.options(Browser.Size.DESK, Language.ZH));
        parties(page);
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    reading(12_340, true);
                    assertThat(page.locator("#gross").inputValue()).isEqualTo("12.34");
                });
        assertThat(page.locator("#keyed")).isHidden();
        reading(55_550, false);
        reading(12_360, true);
        assertThat(page.locator("#gross")).hasValue("12.36");
        BROWSER.look(page, "counter-scale");
        keys(page, "Enter", "Enter", "1", "6", "0", "Enter", "Enter");
        assertThat(page.locator("#strip")).hasClass(Pattern.compile("ok"));
        assertThat(page.locator("#slip [data-s=gross]")).hasText("12.36 公斤");

        page.keyboard().type(MarketDay.LIU);
        page.keyboard().press("Enter");
        assertThat(page.locator("#seller-name")).hasText("刘秀英");
        keys(page, "1");
        reading(4_000, true);
        assertThat(page.locator("#gross")).hasValue("4");
        page.locator("#gross").fill("4.5");
        assertThat(page.locator("#keyed")).isVisible();
        reading(4_000, true);
        keys(page, "Enter", "Enter", "1", "6", "0", "Enter", "Enter");
        assertThat(page.locator("#slip [data-s=gross]")).hasText("4.5 公斤 手输");
    }

    @Test
    void a_slip_stands_on_paper_of_80_mm_alone() {
        CounterTest.post(
                gateway, session, "/counter/slips", CounterTest.trade(8_500).toString());
        String id = gateway.db()
                .one("SELECT id FROM own.counter_slip ORDER BY occurred_at DESC LIMIT 1", row -> row.getString(1))
                .orElseThrow();
        Page page = open(Browser.options(Browser.Size.DESK, Language.ZH).setViewportSize(302, 600));
        page.navigate("/counter/slips/" + id);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator(".slip").boundingBox().width).isBetween(PAPER - 1, PAPER + 1);
        assertThat(page.locator("#print")).isHidden();
        assertThat(
                        (Boolean)
                                page.evaluate(
                                        "() => [...document.querySelectorAll('.slip, .slip *')]"
                                                + ".every(e => e.scrollWidth <= e.clientWidth + 1 || getComputedStyle(e).display === 'inline')"))
                .as("nothing is cut off")
                .isTrue();
        BROWSER.picture(page, "counter-paper", true);

        page.navigate("/counter");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        for (String screen : List.of("main", "header", "nav", "#strip")) {
            assertThat(page.locator(screen).first()).isHidden();
        }
        assertThat(page.locator("#slip")).isVisible();
    }

    @Test
    void at_200_percent_everything_is_reached_by_scrolling_down_alone() {
        Page page = open(Browser.options(Browser.Size.DESK, Language.ZH)
                .setViewportSize(683, 384)
                .setDeviceScaleFactor(2));
        parties(page);
        keys(page, "9", ".", "5", "Enter", "Enter", "1", "6", "0", "Enter");
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                .isZero();
        assertThat(page.locator("#settle")).isFocused();
        BROWSER.lookAtAll(page, "counter-zoomed");
    }

    @Test
    void in_the_dark() {
        Page page = open(Browser.options(Browser.Size.DESK, Language.EN).setColorScheme(ColorScheme.DARK));
        parties(page);
        keys(page, "9", ".", "5", "Enter", "Enter", "1", "6", "0", "Enter");
        BROWSER.look(page, "counter-dark");
        page.navigate("/counter/late");
        BROWSER.look(page, "counter-late-dark");
        page.navigate("/counter/window");
        BROWSER.look(page, "counter-window-dark");
    }

    private static Page open(NewContextOptions options) {
        Page page = BROWSER.open(gateway, options, session);
        page.navigate("/counter");
        assertThat(page.locator("#clock")).not().hasText("--:--");
        return page;
    }

    /** Seller, buyer and grade in place. */
    private static void parties(Page page) {
        page.keyboard().type(MarketDay.LIU);
        page.keyboard().press("Enter");
        assertThat(page.locator("#seller-name")).hasText("刘秀英");
        page.keyboard().type(MarketDay.ZHENG);
        page.keyboard().press("Enter");
        assertThat(page.locator("#buyer-name")).hasText("郑茂林");
        keys(page, "1");
        assertThat(page.locator("#gross")).isFocused();
    }

    /** One after another, slower than a scanner. */
    private static void keys(Page page, String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
            page.waitForTimeout(150);
        }
    }
}
