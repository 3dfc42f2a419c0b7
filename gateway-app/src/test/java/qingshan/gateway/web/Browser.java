package qingshan.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A real headless Chromium for the tests of a class, which register it: {@code @RegisterExtension static final Browser
 * BROWSER = new Browser();}. A test fails if a page of its own wrote an error to the console, broke the content security
 * policy, threw in a script, or asked another host for anything. Where the machine has no Chromium ({@code /usr/bin/chromium},
 * or what {@code QINGSHAN_CHROMIUM} names) the class counts as skipped. Nothing is ever downloaded.
 */
public final class Browser implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    /** Where pictures of pages are kept. */
    public static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static final Path CHROMIUM =
            Path.of(System.getenv().getOrDefault("QINGSHAN_CHROMIUM", "/usr/bin/chromium"));
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** The windows that pages are made for, in CSS pixels. */
    public enum Size {
        /** A small phone. */
        PHONE(360, 640),
        /** A desk, or a counter. */
        DESK(1366, 768);

        private final int width;
        private final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    /** Those of the readers of pages. On Fabric, where pages look the same, one is enough. */
    public static Stream<Language> languages() {
        return Arrays.stream(Language.values()).limit(TestGateway.isOnFabric() ? 1 : Long.MAX_VALUE);
    }

    /** A phone and a desk for each of these languages: size, language. On Fabric one is enough. */
    public static Stream<Arguments> windows() {
        return Arrays.stream(Size.values())
                .flatMap(size -> languages().map(language -> Arguments.of(size, language)))
                .limit(TestGateway.isOnFabric() ? 1 : Long.MAX_VALUE);
    }

    private final List<BrowserContext> open = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<String> foreseen = new ArrayList<>();
    private @Nullable Playwright playwright;
    private com.microsoft.playwright.@Nullable Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM),
                () -> "no Chromium at " + CHROMIUM + ": what it would show is not tested");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(FLAGS));
    }

    /** What a window of a size has that a reader of a language opens; to be changed where a test wants another one. */
    public static com.microsoft.playwright.Browser.NewContextOptions options(Size size, Language language) {
        return new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(size.width, size.height)
                .setLocale(language.tag())
                .setTimezoneId(Show.ZONE.getId());
    }

    /** Opens a window of the public's. */
    public Page open(TestGateway gateway, Size size, Language language) {
        return open(gateway, options(size, language), null);
    }

    /**
     * Opens a window in which somebody is signed in.
     *
     * @param session as {@link TestGateway#signedIn} gives it
     */
    public Page open(TestGateway gateway, Size size, Language language, String session) {
        return open(gateway, options(size, language), session);
    }

    /** Opens a window that shares nothing with others but the gateway; paths begin at the gateway. */
    public Page open(
            TestGateway gateway, com.microsoft.playwright.Browser.NewContextOptions options, @Nullable String session) {
        String url = gateway.url().toString();
        BrowserContext context = Objects.requireNonNull(browser).newContext(options.setBaseURL(url));
        open.add(context);
        if (session != null) {
            String[] pair = session.split("=", 2);
            context.addCookies(List.of(new Cookie(pair[0], pair[1]).setUrl(url)));
        }
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                wrong.add("console: " + message.text() + " (" + message.location() + ")");
            }
        });
        context.onWebError(error -> wrong.add("script: " + error.error()));
        context.onRequest(request -> {
            if (!request.url().startsWith(url + "/")
                    && !request.url().startsWith("data:")
                    && !request.url().startsWith("blob:")) {
                wrong.add("another host: " + request.url());
            }
        });
        return context.newPage();
    }

    /** This test makes such an error happen, such as {@code status of 422}: it does not fail for it. */
    public void foresee(String part) {
        foreseen.add(part);
    }

    /** Keeps a picture of what the window shows and checks it with axe. On Fabric it looks the same. */
    public void look(Page page, String name) {
        look(page, name, false);
    }

    /** The same with the whole page, also what one must scroll to. */
    public void lookAtAll(Page page, String name) {
        look(page, name, true);
    }

    private void look(Page page, String name, boolean whole) {
        if (!TestGateway.isOnFabric()) {
            picture(page, name, whole);
            accessible(page);
        }
    }

    /** Keeps a picture alone. */
    public void picture(Page page, String name, boolean whole) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(whole));
    }

    /** Fails if axe finds anything on the page. */
    public void accessible(Page page) {
        assertThat(page.frames()).as("frames, for only one is looked at").hasSize(1);
        // the other mode is there for frames: it opens a page for each look, and takes twice as long
        List<Rule> violations =
                new AxeBuilder(page).setLegacyMode(true).analyze().getViolations();
        assertThat(violations)
                .as(() -> page.url())
                .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " at "
                        + rule.getNodes().stream().map(node -> node.getHtml()).toList())
                .isEmpty();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        open.forEach(BrowserContext::close);
        open.clear();
        List<String> unforeseen = wrong.stream()
                .filter(text -> foreseen.stream().noneMatch(text::contains))
                .toList();
        wrong.clear();
        foreseen.clear();
        assertThat(unforeseen).as("what the browser complained about").isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (playwright != null) {
            playwright.close();
        }
    }
}
