package qingshan.gateway.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import qingshan.gateway.season.demo.SeasonPlan;
import qingshan.gateway.web.Browser;
import qingshan.gateway.web.Language;
import qingshan.rules.value.RecordName;

/** The shopper's page as a browser shows it, on the smallest phone. */
class PackPageTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final int SCREEN = 640;

    private static Shop shop;
    private static String inOrder = "";
    private static String held = "";
    private static String recalled = "";
    private static String waiting = "";
    private static String voided = "";
    private static String mapped = "";

    @BeforeAll
    static void open() {
        // one factory buys from all, so that a run is from several villages of which each may show its share
        shop = new Shop(new SeasonPlan(1, 40, 2, 1, 1_600));
        List<RecordName> runs = shop.runs();
        // every state with the longest names: one has no product, and so says that
        runs.subList(0, 4)
                .forEach(run -> shop.product(
                        run,
                        "松阳大木山有机高山云雾银猴明前特级绿茶礼盒装",
                        "Songyang Damushan Organic Cloud and Mist Silver Monkey",
                        "0578-8062315"));
        RecordName good = runs.get(0);
        shop.inspected(good, true);
        inOrder = shop.path(good, shop.dispatched(good, 2).getFirst());
        RecordName bad = runs.get(1);
        shop.frozen(bad, shop.inspected(bad, false));
        waiting = shop.path(runs.get(2), shop.issued(runs.get(2), 1).getFirst());
        RecordName worse = runs.get(3);
        recalled = shop.path(worse, shop.dispatched(worse, 1).getFirst());
        shop.inspected(runs.get(2), true);
        voided = shop.path(runs.get(2), shop.issued(runs.get(2), 1).getFirst());
        shop.voided(runs.get(2), 2);
        shop.recalled(worse);
        held = shop.path(bad, shop.issued(bad, 1).getFirst());
        mapped = runs.subList(4, runs.size()).stream()
                .map(run -> shop.path(run, shop.dispatched(run, 1).getFirst()))
                .filter(path -> shop.get(path).body().contains("class=\"sketch\""))
                .findFirst()
                .orElseThrow();
        shop.gateway
                .db()
                .list("SELECT id FROM own.card WHERE kind = '茶农'", row -> row.getString(1))
                .forEach(shop::consented);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource
    void status_name_facts_and_count_lie_in_the_first_screen(Language language) {
        Page page = BROWSER.open(shop.gateway, Browser.Size.PHONE, language);
        for (String path : List.of(inOrder, held, waiting, voided)) {
            // asked for unusually often, it says the most
            for (int visitor = 1; visitor <= 6; visitor++) {
                shop.get(path, "X-Forwarded-For", "192.0.2." + visitor);
            }
            page.navigate(path);
            inFirstScreen(page);
        }
        page.navigate(inOrder);
        BROWSER.look(page, "pack-in-order-first-" + language.code());
        BROWSER.lookAtAll(page, "pack-in-order-" + language.code());
        page.navigate(held);
        BROWSER.look(page, "pack-held-first-" + language.code());
    }

    @ParameterizedTest
    @EnumSource
    void a_report_that_cannot_be_taken_shows_the_form_again(Language language) {
        Page page = BROWSER.open(shop.gateway, Browser.Size.PHONE, language);
        page.navigate(inOrder);
        page.locator("details:has(#kind) > summary").click();
        page.locator("#kind").selectOption("quality");
        page.locator("#words").fill("  ");
        page.locator("#contact").fill("wang@example.org");
        BROWSER.foresee("status of 400");
        page.locator("form button").click();
        assertThat(page.locator("#kind").inputValue()).isEqualTo("quality");
        assertThat(page.locator("#contact").inputValue()).isEqualTo("wang@example.org");
        assertThat(page.locator("#words-problem").count()).isEqualTo(1);
        BROWSER.lookAtAll(page, "pack-report-again-" + language.code());
    }

    @ParameterizedTest
    @EnumSource
    void a_card_and_the_codes_of_refusals(Language language) {
        Page page = BROWSER.open(shop.gateway, Browser.Size.PHONE, language);
        page.navigate("/card/" + "0".repeat(32));
        BROWSER.look(page, "card-" + language.code());
        page.navigate("/problems#BAD_VALUE");
        BROWSER.look(page, "problems-" + language.code());
    }

    @ParameterizedTest
    @EnumSource
    void the_same_without_scripts(Language language) {
        Page page = open(Browser.options(Browser.Size.PHONE, language).setJavaScriptEnabled(false));
        page.navigate(inOrder);
        BROWSER.picture(page, "pack-no-script-" + language.code(), false);
        assertThat(page.locator(".brief > div").count()).isEqualTo(4);
        assertThat(bottom(page, ".count")).isLessThanOrEqualTo(SCREEN);
    }

    @Test
    void in_the_dark() {
        Page page = open(Browser.options(Browser.Size.PHONE, Language.ZH).setColorScheme(ColorScheme.DARK));
        for (String path : List.of(inOrder, held, recalled, waiting)) {
            page.navigate(path);
            BROWSER.accessible(page);
        }
        page.navigate(inOrder);
        inFirstScreen(page);
        BROWSER.picture(page, "pack-dark", true);
    }

    @Test
    void in_grey_each_state_still_has_a_sign_and_a_word_of_its_own() {
        Page page = BROWSER.open(shop.gateway, Browser.Size.PHONE, Language.ZH);
        JsonObject noColour = new JsonObject();
        noColour.addProperty("type", "achromatopsia");
        page.context().newCDPSession(page).send("Emulation.setEmulatedVisionDeficiency", noColour);
        Set<String> signs = new HashSet<>();
        Set<String> words = new HashSet<>();
        List<String> states = List.of(inOrder, held, recalled, waiting);
        for (int i = 0; i < states.size(); i++) {
            page.navigate(states.get(i));
            signs.add(page.locator(".status svg").innerHTML());
            words.add(page.locator(".status").innerText());
            BROWSER.picture(page, "pack-grey-" + i, false);
        }
        assertThat(signs).hasSameSizeAs(states);
        assertThat(words).hasSameSizeAs(states);
    }

    private static Page open(NewContextOptions options) {
        return BROWSER.open(shop.gateway, options, null);
    }

    private static void inFirstScreen(Page page) {
        for (String part : List.of(".status", "h1", ".kind", ".brief > div:nth-child(4)", ".count")) {
            assertThat(bottom(page, part)).as(part).isLessThanOrEqualTo(SCREEN);
        }
    }

    private static double bottom(Page page, String selector) {
        var box = page.locator(selector).first().boundingBox();
        return box.y + box.height;
    }

    @ParameterizedTest
    @EnumSource
    void other_states(Language language) {
        Page page = BROWSER.open(shop.gateway, Browser.Size.PHONE, language);
        page.navigate(held);
        BROWSER.lookAtAll(page, "pack-held-" + language.code());
        page.navigate(recalled);
        BROWSER.look(page, "pack-recalled-" + language.code());
        page.navigate(waiting);
        BROWSER.look(page, "pack-waiting-" + language.code());
        page.navigate("/");
        BROWSER.look(page, "home-" + language.code());
        page.navigate(inOrder + "/proof");
        BROWSER.look(page, "proof-" + language.code());
        BROWSER.foresee("status of 404");
        page.navigate(inOrder.replaceAll("[^/]{13}$", "2222222222222"));
        BROWSER.look(page, "pack-unknown-" + language.code());
    }

    @ParameterizedTest
    @EnumSource
    void with_names_and_a_map(Language language) {
        Page page = BROWSER.open(shop.gateway, Browser.Size.PHONE, language);
        page.navigate(mapped);
        page.locator("details > summary").all().forEach(com.microsoft.playwright.Locator::click);
        assertThat(page.locator(".sketch circle").count()).isGreaterThan(1);
        BROWSER.lookAtAll(page, "pack-mapped-" + language.code());
    }

    @ParameterizedTest
    @EnumSource
    void when_recalled_reason_cure_and_telephone_fill_the_first_screen(Language language) {
        Page page = BROWSER.open(shop.gateway, Browser.Size.PHONE, language);
        page.navigate(recalled);
        for (String part : List.of(".status", ".reason", ".advice", ".call a:last-child")) {
            assertThat(bottom(page, part)).as(part).isLessThanOrEqualTo(SCREEN);
        }
        assertThat(bottom(page, ".recall")).isGreaterThan(SCREEN * 0.9);
    }

    @Test
    void letters_twice_as_large_lose_nothing() {
        Page page = open(Browser.options(Browser.Size.PHONE, Language.ZH)
                .setViewportSize(180, 320)
                .setDeviceScaleFactor(2));
        page.navigate(inOrder);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        BROWSER.lookAtAll(page, "pack-twice-as-large");
    }

    @ParameterizedTest
    @EnumSource
    void on_a_desk(Language language) {
        Page page = BROWSER.open(shop.gateway, Browser.Size.DESK, language);
        page.navigate(inOrder);
        BROWSER.lookAtAll(page, "pack-desk-" + language.code());
    }
}
