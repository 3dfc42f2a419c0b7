package qingshan.gateway.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import qingshan.gateway.staff.Role;

/** The way in, as a browser shows it. */
class BrowserTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource
    void who_signs_in_by_keyboard_comes_to_work(Language language) {
        gateway.account("anna", Role.REGISTRAR);
        Page page = BROWSER.open(gateway, Browser.Size.PHONE, language);
        page.navigate("/sign-in");
        BROWSER.look(page, "sign-in-" + language.code());
        page.locator("#name").fill("anna");
        page.keyboard().press("Tab");
        page.keyboard().type("wrong");
        page.keyboard().press("Enter");
        BROWSER.foresee("status of 401");
        assertThat(page.locator("#trouble")).isVisible();
        page.locator("#password").fill(TestGateway.PASSWORD);
        BROWSER.foresee("status of 404"); // the page for parties, where it is not there yet
        page.keyboard().press("Enter");
        page.waitForURL("**/parties");
        assertThat(page.locator("html")).hasAttribute("lang", language.tag());
        assertThat(page.context().cookies()).anyMatch(cookie -> cookie.name.equals("qs") && cookie.httpOnly);
    }
}
