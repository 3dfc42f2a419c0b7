package qingshan.gateway.registrar;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.Browser;
import qingshan.gateway.web.Language;
import qingshan.gateway.web.Show;
import qingshan.gateway.web.TestGateway;

/** What registrar, officers and clerk do, in a browser, by keyboard, on a phone and at a desk. */
class RegistrarJourneyTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static Office office;
    private static int serial = 200;

    @BeforeAll
    static void open() {
        office = new Office();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static String tag(Browser.Size size, Language language) {
        return size.name().toLowerCase(Locale.ROOT) + "-" + language.code();
    }

    private static Page as(Role role, Browser.Size size, Language language) {
        return BROWSER.open(office.gateway, size, language, office.session(role));
    }

    /** Types into one field after another, as who does not take up the mouse: field, value, field, value. */
    private static void type(Page page, String... fieldsAndValues) {
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            assertThat(page.locator("#f-" + fieldsAndValues[i])).isFocused();
            page.keyboard().insertText(fieldsAndValues[i + 1]);
            page.keyboard().press("Tab");
        }
    }

    @ParameterizedTest
    @MethodSource("qingshan.gateway.web.Browser#windows")
    void a_party_and_its_card_are_registered_by_keyboard(Browser.Size size, Language language) {
        String number = "QS-" + serial++;
        Page page = as(Role.REGISTRAR, size, language);
        page.navigate("/parties");
        BROWSER.look(page, "parties-" + tag(size, language));
        page.locator("a[href='/parties/new']").first().press("Enter");
        BROWSER.lookAtAll(page, "party-new-" + tag(size, language));
        page.locator("button:not(.link)").last().press("Enter");
        BROWSER.foresee("status of 400");
        assertThat(page.locator("#trouble")).isFocused();
        BROWSER.lookAtAll(page, "party-wrong-" + tag(size, language));
        page.locator("#trouble a").first().press("Enter");
        page.locator("#f-number").focus();
        type(page, "number", number, "kind", "");
        type(page, "name", "毛水根", "village", "上垟村", "mobile", "13800001234", "identity", office.identity(number));
        assertThat(page.locator("form.work button")).isFocused();
        page.keyboard().press("Enter");
        page.waitForURL("**/parties/*done=*");
        assertThat(page.locator("[data-taken]")).isVisible();
        assertThat(page.locator("main")).containsText(number);
        BROWSER.lookAtAll(page, "party-" + tag(size, language));
        page.navigate("/parties");
        assertThat(page.locator("table")).containsText(number);
        BROWSER.look(page, "parties-some-" + tag(size, language));
    }

    @ParameterizedTest
    @MethodSource("qingshan.gateway.web.Browser#windows")
    void three_officers_approve_one_after_another(Browser.Size size, Language language) {
        String number = "QS-" + serial++;
        office.party(number, "household", "叶春兰");
        for (String plot : new String[] {"东坡", "西坡"}) {
            office.send(
                    Role.REGISTRAR,
                    "/plots/new",
                    Map.of("number", number + plot, "card", number, "area", "1.25", "village", "上垟村"));
        }
        Page village = as(Role.VILLAGE_OFFICER, size, language);
        village.navigate("/entitlements");
        village.locator("a[href='/entitlements/new']").press("Enter");
        BROWSER.look(village, "propose-" + tag(size, language));
        village.locator("#f-card").fill(number);
        village.keyboard().press("Enter");
        assertThat(village.locator("input[type=checkbox]")).hasCount(2);
        BROWSER.lookAtAll(village, "proposal-" + tag(size, language));
        village.locator("form.work button").press("Enter");
        assertThat(village.locator("[data-taken]")).isVisible();

        Page town = as(Role.TOWN_OFFICER, size, language);
        approve(town, number, "town-" + tag(size, language));
        Page county = as(Role.COUNTY_OFFICER, size, language);
        approve(county, number, "county-" + tag(size, language));
        assertThat(county.locator("main")).containsText("450.0");
        BROWSER.lookAtAll(county, "entitlement-" + tag(size, language));
        county.navigate("/entitlements");
        BROWSER.look(county, "approvals-none-" + tag(size, language));
        county.navigate("/entitlements/granted");
        BROWSER.look(county, "granted-" + tag(size, language));
    }

    private static void approve(Page page, String number, String name) {
        page.navigate("/entitlements");
        Locator row = page.locator("tr", new Page.LocatorOptions().setHasText(number));
        assertThat(row).hasCount(1);
        BROWSER.look(page, "waiting-" + name);
        row.locator("a").first().press("Enter");
        BROWSER.lookAtAll(page, "approve-" + name);
        page.locator("form.work button").press("Enter");
        assertThat(page.locator("[data-taken]")).isVisible();
    }

    @ParameterizedTest
    @MethodSource("qingshan.gateway.web.Browser#windows")
    void a_product_is_registered(Browser.Size size, Language language) {
        String maker = "QS-" + serial++;
        office.party(maker, "enterprise", "青山茶业");
        Page page = as(Role.REGISTRAR, size, language);
        page.navigate("/products/new");
        page.locator("#f-gtin").fill("6901234567890");
        page.locator("#f-maker").fill(maker);
        page.locator("#f-name").fill("青山明前绿茶");
        page.locator("#f-netGrams").fill("250");
        BROWSER.foresee("status of 422");
        page.locator("form.work button").press("Enter");
        assertThat(page.locator("#p-f-gtin")).isVisible();
        assertThat(page.locator("#f-name")).hasValue("青山明前绿茶");
        BROWSER.lookAtAll(page, "product-wrong-" + tag(size, language));
        page.locator("#f-gtin").fill(gtin(serial));
        page.locator("form.work button").press("Enter");
        assertThat(page.locator("[data-taken]")).isVisible();
        BROWSER.look(page, "products-" + tag(size, language));
    }

    private static String gtin(int number) {
        String digits = "690123" + String.format(Locale.ROOT, "%06d", number);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return digits + (10 - sum % 10) % 10;
    }

    @ParameterizedTest
    @MethodSource("qingshan.gateway.web.Browser#windows")
    void a_consent_is_taken_down_and_withdrawn(Browser.Size size, Language language) {
        String number = "QS-" + serial++;
        office.party(number, "household", "吴秀英");
        Page page = as(Role.MARKET_CLERK, size, language);
        page.navigate("/consents");
        BROWSER.look(page, "consents-none-" + tag(size, language));
        page.locator("a[href='/consents/new']").press("Enter");
        page.locator("#f-card").fill(number);
        page.locator("#f-scope").selectOption("name");
        page.locator("#f-reader").selectOption("public");
        page.locator("#f-purpose").fill("在产品溯源页显示姓名");
        page.locator("#f-until").fill(LocalDate.now(Show.ZONE).plusYears(1).toString());
        page.locator("#f-present").check();
        BROWSER.lookAtAll(page, "consent-" + tag(size, language));
        page.locator("form.work button").press("Enter");
        assertThat(page.locator("[data-taken]")).isVisible();
        BROWSER.look(page, "consents-" + tag(size, language));
        page.locator("tr", new Page.LocatorOptions().setHasText(number))
                .locator("a")
                .first()
                .press("Enter");
        page.locator("#f-present").check();
        BROWSER.lookAtAll(page, "withdraw-" + tag(size, language));
        page.locator("form.work button").press("Enter");
        assertThat(page.locator("[data-taken]")).isVisible();
        assertThat(page.locator("main")).not().containsText(number);
    }

    @Test
    void what_was_typed_comes_back_after_the_session_ended() {
        Page page = BROWSER.open(
                office.gateway, Browser.Size.DESK, Language.EN, office.gateway.signedIn("clara", Role.REGISTRAR));
        page.navigate("/parties/new");
        page.locator("#f-number").fill("QS-900");
        page.locator("#f-name").fill("周晓明");
        office.gateway.db().update("DELETE FROM own.session WHERE staff = 'clara'");
        page.locator("form.work button").press("Enter");
        assertThat(page.locator("h1")).hasText("Sign in");
        assertThat(page.url()).endsWith("/sign-in?next=%2Fparties%2Fnew");
        page.locator("#name").fill("clara");
        page.locator("#password").fill(TestGateway.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator("#f-name")).hasValue("周晓明");
        assertThat(page.locator("[data-restored]")).isVisible();
        BROWSER.look(page, "restored");
        page.locator("form.work button").press("Enter");
        assertThat(page.locator("[data-taken]")).isVisible();
        page.navigate("/parties/new");
        assertThat(page.locator("#f-name")).hasValue("");
        page.locator("#f-name").fill("somebody");
        page.locator("form[action='/sign-out'] button").click();
        page.waitForURL("**/sign-in");
        assertThat((String) page.evaluate("JSON.stringify({...sessionStorage})"))
                .isEqualTo("{}");
    }

    @Test
    void without_scripts_a_form_works_and_says_what_it_cannot_do() {
        Page page = BROWSER.open(
                office.gateway,
                Browser.options(Browser.Size.PHONE, Language.EN).setJavaScriptEnabled(false),
                office.session(Role.REGISTRAR));
        page.navigate("/scales/market");
        assertThat(page.content()).contains("Without JavaScript");
        page.locator("#f-name").fill("下垟茶青市场");
        page.locator("form.work button").click();
        assertThat(page.locator("main")).containsText("The market is registered.");
        BROWSER.picture(page, "scales-without-scripts", true);
    }

    @Test
    void scales_are_registered_and_retired() {
        String session = office.session(Role.REGISTRAR);
        Page page = BROWSER.open(office.gateway, Browser.Size.DESK, Language.ZH, session);
        page.navigate("/scales");
        BROWSER.look(page, "scales-none");
        page.locator("a[href='/scales/new']").press("Enter");
        page.locator("#f-market").selectOption(new SelectOption().setLabel("青山茶青市场"));
        page.locator("#f-scale").fill("C01");
        BROWSER.look(page, "scale-new");
        page.locator("form.work button").press("Enter");
        assertThat(page.locator("[data-taken]")).isVisible();
        BROWSER.look(page, "scales");
        page.locator("tr", new Page.LocatorOptions().setHasText("C01"))
                .locator("a")
                .first()
                .press("Enter");
        BROWSER.look(page, "scale-retire");
        page.locator("form.work button").press("Enter");
        assertThat(page.locator("[data-taken]")).isVisible();
    }
}
