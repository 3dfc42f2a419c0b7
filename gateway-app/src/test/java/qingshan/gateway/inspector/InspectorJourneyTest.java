package qingshan.gateway.inspector;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ViewportSize;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.Browser;
import qingshan.gateway.web.Browser.Size;
import qingshan.gateway.web.Language;
import qingshan.gateway.web.TestGateway;

/** An inspector's days, in a browser: a test that freezes and releases, a recall, what shoppers reported. */
class InspectorJourneyTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    /** The paper of a notice, in CSS pixels. */
    private static final int A4_WIDTH = 794;

    private static final int A4_HEIGHT = 1123;

    private static Ground ground;

    @BeforeAll
    static void start(@TempDir Path directory) {
        ground = new Ground(directory);
    }

    @AfterAll
    static void stop() {
        ground.close();
    }

    @ParameterizedTest
    @MethodSource("qingshan.gateway.web.Browser#windows")
    void an_inspection_freezes_and_a_second_one_releases(Size size, Language language) {
        String as = name(language, size);
        Page page = BROWSER.open(ground.gateway, size, language, ground.inspector);
        String lot = ground.batch(0);
        page.navigate("/lots");
        BROWSER.lookAtAll(page, "inspector-lots-" + as);
        page.locator("#q").fill("没有这个");
        BROWSER.foresee("status of 404");
        page.keyboard().press("Enter");
        assertThat(page.locator("[role=alert]")).isVisible();
        page.locator("#q").fill(ground.one("SELECT number FROM read.record WHERE name = ?", lot));
        page.keyboard().press("Enter");
        assertThat(page.locator("#tests")).isVisible();
        BROWSER.lookAtAll(page, "inspector-lot-" + as);
        page.locator("a[href^='/lots/inspect']").press("Enter");
        ground.withLaboratory();
        page.reload();
        BROWSER.foresee("status of 400");
        page.locator("form.work button:not(.second)").press("Enter");
        assertThat(page.locator("#trouble")).isFocused();
        BROWSER.lookAtAll(page, "inspector-inspect-wrong-" + as);
        fill(page, "7.1 mg/kg", "failed");
        page.locator("#report").setInputFiles(new FilePayload("报告.pdf", "application/pdf", Ground.REPORT));
        page.locator("form.work button:not(.second)").press("Enter");
        assertThat(page.locator("section.card").last()).containsText("7.1 mg/kg");
        assertThat(page.locator("[data-taken]")).isVisible();
        BROWSER.lookAtAll(page, "inspector-lot-failed-" + as);
        page.locator("section.card a[href^='/lots/freeze']").last().press("Enter");
        BROWSER.lookAtAll(page, "inspector-freeze-" + as);
        page.locator("#f-reason").fill("联苯菊酯超标，待复检");
        page.locator("form.work button").press("Enter");
        assertThat(page.locator("article.sheet")).hasCount(2);
        BROWSER.lookAtAll(page, "inspector-freeze-notice-" + as);
        page.navigate(LotController.address(lot));
        assertThat(page.locator(".notice.alarm").first()).containsText("联苯菊酯超标");
        BROWSER.lookAtAll(page, "inspector-lot-frozen-" + as);
        page.locator("a[href^='/lots/inspect']").press("Enter");
        fill(page, "2.4 mg/kg", "passed");
        page.locator("#f-reportHash").fill("0".repeat(64));
        page.locator("form.work button:not(.second)").press("Enter");
        assertThat(page.locator("section.card").last()).containsText("2.4 mg/kg");
        page.locator("a[href^='/lots/release']").press("Enter");
        page.locator("#f-reason").fill("复检合格");
        BROWSER.lookAtAll(page, "inspector-release-" + as);
        page.locator("form.work button").press("Enter");
        assertThat(page.locator(".notice.alarm")).hasCount(0);
        assertThat(ground.one("SELECT count(*) FROM read.hold WHERE subject = ? AND until IS NULL", lot))
                .isEqualTo("0");
        page.navigate("/lots/holds");
        BROWSER.lookAtAll(page, "inspector-holds-" + as);
    }

    private static void fill(Page page, String result, String verdict) {
        page.locator("#f-kind").fill("农药残留");
        page.locator("#f-laboratory").selectOption(ground.laboratory);
        page.locator("#f-name0").fill("联苯菊酯 bifenthrin");
        page.locator("#f-method0").fill("GB 23200.113");
        page.locator("#f-limit0").fill("≤ 5 mg/kg");
        page.locator("#f-result0").fill(result);
        page.locator("#f-passed0").selectOption(verdict);
        page.locator("#f-verdict").selectOption(verdict);
    }

    @Test
    void what_was_typed_outlasts_the_session_also_in_rows_that_were_added() {
        String account = ground.gateway.signedIn("iris", Role.INSPECTOR);
        Page page = BROWSER.open(ground.gateway, Size.DESK, Language.EN, account);
        page.navigate(InspectionForm.address(ground.batch(0)));
        page.locator("#f-kind").fill("heavy metals");
        page.locator("button[name=more]").press("Enter");
        page.locator("#f-name5").fill("铅 lead");
        page.context().clearCookies();
        page.locator("form.work button:not(.second)").press("Enter");
        page.waitForURL("**/sign-in*");
        page.locator("#name").fill("iris");
        page.locator("#password").fill(TestGateway.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL("**/lots/inspect*");
        assertThat(page.locator("#f-name5")).hasValue("铅 lead");
        assertThat(page.locator("#f-kind")).hasValue("heavy metals");
    }

    @ParameterizedTest
    @MethodSource("qingshan.gateway.web.Browser#windows")
    void a_recall_says_what_follows_and_makes_the_notice(Size size, Language language) {
        String as = name(language, size);
        Page page = BROWSER.open(ground.gateway, size, language, ground.inspector);
        String run = ground.one("SELECT r.record FROM read.run r WHERE NOT EXISTS"
                + " (SELECT 1 FROM read.hold h WHERE h.lot = r.record AND h.until IS NULL) ORDER BY 1 LIMIT 1");
        String lot = ground.one("SELECT lot FROM read.run WHERE record = ?", run);
        page.navigate(LotController.address(lot));
        page.locator("a[href^='/lots/recall']").press("Enter");
        String packs = ground.one(
                "SELECT sum(r.packs) FROM read.run r JOIN read.lot_parent p ON p.child = r.record WHERE p.parent = ?",
                lot);
        assertThat(page.locator("#reach-packs").textContent().replace(",", "")).startsWith(packs);
        page.locator("details").first().locator("summary").press("Enter");
        BROWSER.lookAtAll(page, "inspector-recall-" + as);
        page.locator("#f-reason").fill("包装破损，可能受潮");
        page.locator("#f-advice").fill("停止销售，退回厂家");
        page.locator("form.work button").press("Enter");
        assertThat(page.locator("article.sheet").first()).containsText("停止销售，退回厂家");
        ViewportSize window = page.viewportSize();
        page.setViewportSize(A4_WIDTH, A4_HEIGHT);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        BROWSER.picture(page, "inspector-recall-printed-" + as, true);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        page.setViewportSize(window.width, window.height);
        page.navigate("/lots");
        BROWSER.lookAtAll(page, "inspector-lots-held-" + as);
    }

    @ParameterizedTest
    @MethodSource("qingshan.gateway.web.Browser#windows")
    void what_a_shopper_reports_arrives_and_is_handled(Size size, Language language) {
        String as = name(language, size);
        Page page = BROWSER.open(ground.gateway, size, language, ground.inspector);
        page.navigate("/reports");
        BROWSER.lookAtAll(page, "inspector-reports-none-" + as);
        page.navigate("/reports/often");
        BROWSER.lookAtAll(page, "inspector-often-none-" + as);
        Page shopper = BROWSER.open(ground.gateway, size, language);
        shopper.navigate(ground.pack());
        shopper.locator("summary:has-text('" + (language == Language.ZH ? "报告一个问题" : "Report a problem") + "')")
                .click();
        shopper.locator("#kind").selectOption("quality");
        shopper.locator("#words").fill("茶有霉味，包装角上有破口。");
        shopper.locator("#contact").fill("13800001234");
        shopper.locator("form[action$='/report'] button").press("Enter");
        shopper.waitForURL("**/thanks*");
        page.navigate("/reports");
        assertThat(page.locator("section.card")).containsText("1234");
        assertThat(page.content()).doesNotContain("13800001234");
        BROWSER.lookAtAll(page, "inspector-reports-" + as);
        page.locator("section.card a[href^='/reports/close']").press("Enter");
        BROWSER.lookAtAll(page, "inspector-close-" + as);
        page.locator("#f-note").fill("已抽样，送检");
        page.locator("form.work button").press("Enter");
        assertThat(page.locator("section.card")).hasCount(0);
        page.locator("a[href='/reports?handled=yes']").press("Enter");
        assertThat(page.locator("section.card").first()).containsText("已抽样，送检");
        BROWSER.lookAtAll(page, "inspector-reports-handled-" + as);
    }

    @Test
    void the_pages_are_good_in_the_dark() {
        Page page = BROWSER.open(
                ground.gateway,
                Browser.options(Size.DESK, Language.ZH).setColorScheme(ColorScheme.DARK),
                ground.inspector);
        String lot = ground.batch(0);
        String[][] pages = {
            {"lots", "/lots"},
            {"lot", LotController.address(lot)},
            {"inspect", InspectionForm.address(lot)},
            {"recall", HoldController.address("recall", lot, "")},
            {"reports", "/reports?handled=yes"}
        };
        for (String[] each : pages) {
            page.navigate(each[1]);
            BROWSER.lookAtAll(page, "inspector-" + each[0] + "-dark");
        }
    }

    private static String name(Language language, Size size) {
        return (language + "-" + size).toLowerCase(Locale.ROOT);
    }
}
