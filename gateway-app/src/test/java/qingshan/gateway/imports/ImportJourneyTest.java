package qingshan.gateway.imports;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.Browser;
import qingshan.gateway.web.Browser.Size;
import qingshan.gateway.web.Language;
import qingshan.gateway.web.TestGateway;

/** An import in which rows are refused, in a browser. */
class ImportJourneyTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final double ENDS_MS = 120_000;

    private static Map<String, byte[]> season;

    @BeforeAll
    static void make(@TempDir Path directory) {
        season = Seasons.stirred(directory, 120);
    }

    @ParameterizedTest
    @CsvSource({"ZH, PHONE", "EN, PHONE", "ZH, DESK", "EN, DESK"})
    void an_import_tells_of_each_refused_row(Language language, Size size) {
        String as = (language + "-" + size).toLowerCase(Locale.ROOT);
        try (TestGateway gateway = TestGateway.start()) {
            Page page = BROWSER.open(gateway, size, language, gateway.signedIn("irma", Role.IMPORTER));
            page.navigate("/imports");
            BROWSER.lookAtAll(page, "imports-none-" + as);
            page.locator("#files").setInputFiles(new FilePayload("slips.csv", "text/csv", season.get("slips.csv")));
            BROWSER.foresee("status of 422");
            page.locator("main button:not(.link)").click();
            assertThat(page.locator("#trouble")).isVisible();
            BROWSER.lookAtAll(page, "imports-wrong-" + as);
            page.locator("#files").setInputFiles(new FilePayload("season.zip", "application/zip", Seasons.zip(season)));
            page.locator("main button:not(.link)").click();
            BROWSER.lookAtAll(page, "imports-running-" + as);
            assertThat(page.locator("#refused"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(ENDS_MS));
            assertThat(page.locator("ol.faults li").first()).isVisible();
            BROWSER.lookAtAll(page, "imports-report-" + as);
            page.locator("a[href*='?code=']").first().click();
            assertThat(page.locator("ol.faults li").first()).isVisible();
            page.navigate("/imports");
            BROWSER.lookAtAll(page, "imports-" + as);
        }
    }
}
