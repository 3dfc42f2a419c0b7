package qingshan.gateway.counter;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.Browser;
import qingshan.gateway.web.Language;
import qingshan.gateway.web.TestGateway;

/** The counter as a clerk works it, in a real browser. */
class CounterPageTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    /** Slower than any scanner, quicker than most hands. */
    private static final double BY_HAND_MS = 80;

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
    @EnumSource
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

    static Page counter(Language language) {
        Page page = BROWSER.open(gateway, Browser.Size.DESK, language, session);
        page.navigate("/counter");
        assertThat(page.locator("#clock")).not().hasText("--:--");
        return page;
    }

    static void scan(Page page, String number) {
        page.keyboard().type(number);
        page.keyboard().press("Enter");
    }

    static void type(Page page, String keys) {
        keys.chars().forEach(key -> {
            page.keyboard().press(key == '\n' ? "Enter" : Character.toString(key));
            page.waitForTimeout(BY_HAND_MS);
        });
    }
}
