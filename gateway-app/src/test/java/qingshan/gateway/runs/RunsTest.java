package qingshan.gateway.runs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.gateway.form.Once;
import qingshan.gateway.pack.Labelling;
import qingshan.gateway.scan.Shop;
import qingshan.gateway.staff.Desk;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.Browser;
import qingshan.gateway.web.Language;
import qingshan.rules.pack.Stretch;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;

/** A clerk issues serials for a run, prints, voids and dispatches them, over real HTTP and in a browser. */
class RunsTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final Pattern ID = Pattern.compile("name=\"id\" value=\"([0-9a-f-]{36})\"");

    private static Shop shop;
    private static String clerk;
    private static int next;

    @BeforeAll
    static void open() {
        shop = new Shop();
        clerk = shop.gateway.signIn(shop.clerk.name());
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    private static String run() {
        RecordName run = shop.runs().get(next++);
        return "run=" + URLEncoder.encode(run.value(), StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> get(String path) {
        return shop.gateway.get(path, "Cookie", clerk, "Accept-Language", "en");
    }

    private static HttpResponse<String> send(String path, Map<String, String> values) {
        Matcher id = ID.matcher(get(path).body());
        assertThat(id.find()).as(path).isTrue();
        return send(path, id.group(1), values);
    }

    private static HttpResponse<String> send(String path, String id, Map<String, String> values) {
        Map<String, String> form = new HashMap<>(values);
        form.put("id", id);
        return shop.gateway.post(path, form, "Cookie", clerk, "Accept-Language", "en");
    }

    private static String row(String label, String page) {
        return page.replaceAll("(?s).*<dt>" + label + "</dt><dd>([^<]*)</dd>.*", "$1");
    }

    @Test
    void an_issue_of_which_nobody_knows_what_came_goes_on_when_it_is_sent_again() {
        String run = run();
        String id = "11111111-2222-4333-8444-666666666666";
        Map<String, String> three = Map.of("count", "3");
        assertThat(send("/runs/issue?" + run, id, three).statusCode()).isEqualTo(303);
        // all was issued, and its answer was lost
        forget(id);
        assertThat(send("/runs/issue?" + run, id, three).statusCode()).isEqualTo(303);
        assertThat(row("Serials issued", get("/runs/of?" + run).body())).isEqualTo("3");
    }

    @Test
    void forms_that_issue_at_once_each_issue_what_they_ask_for() throws Exception {
        String run = run();
        try (ExecutorService clerks = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> forms = Collections.nCopies(
                    4,
                    () -> send("/runs/issue?" + run, UUID.randomUUID().toString(), Map.of("count", "1"))
                            .statusCode());
            for (Future<Integer> form : clerks.invokeAll(forms)) {
                assertThat(form.get()).isEqualTo(303);
            }
        }
        assertThat(row("Serials issued", get("/runs/of?" + run).body())).isEqualTo("4");
    }

    @Test
    void nothing_of_a_recalled_run_is_issued_printed_or_dispatched() {
        RecordName name = shop.runs().get(next++);
        String run = "run=" + URLEncoder.encode(name.value(), StandardCharsets.UTF_8);
        assertThat(send("/runs/issue?" + run, Map.of("count", "2")).statusCode())
                .isEqualTo(303);
        shop.recalled(name);
        String page = get("/runs/of?" + run).body();
        assertThat(page)
                .contains("This run is recalled", "/runs/void?")
                .doesNotContain("/runs/issue?", "/runs/reprint?", "/runs/dispatch?", "/runs/sheet.pdf");
        for (String what : List.of("issue", "reprint", "dispatch")) {
            HttpResponse<String> refused = send(
                    "/runs/" + what + "?" + run,
                    UUID.randomUUID().toString(),
                    Map.of("count", "1", "stretches", "1", "reason", "打坏"));
            assertThat(refused.statusCode()).as(what).isEqualTo(422);
            assertThat(refused.body()).contains("recalled for good");
        }
        assertThat(get("/runs/sheet.pdf?" + run + "&stretches=1&format=a4-3x8&size=20")
                        .statusCode())
                .isEqualTo(422);
        assertThat(row("of them void", get("/runs/of?" + run).body()))
                .as("a refused reprint made nothing void")
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"void", "dispatch"})
    void what_nobody_knows_the_end_of_is_done_once_when_it_is_sent_again(String what) {
        String run = run();
        assertThat(send("/runs/issue?" + run, Map.of("count", "4")).statusCode())
                .isEqualTo(303);
        String id = UUID.randomUUID().toString();
        Map<String, String> two =
                what.equals("void") ? Map.of("stretches", "1-2", "reason", "打坏") : Map.of("stretches", "1-2");
        assertThat(send("/runs/" + what + "?" + run, id, two).statusCode()).isEqualTo(303);
        forget(id);
        assertThat(send("/runs/" + what + "?" + run, id, two).statusCode()).isEqualTo(303);
        String page = get("/runs/of?" + run).body();
        assertThat(row(what.equals("void") ? "of them void" : "of them dispatched", page))
                .isEqualTo("2");
    }

    @Test
    void a_reprint_that_was_cut_off_at_any_place_is_done_once_when_it_is_sent_again() {
        String run = run();
        assertThat(send("/runs/issue?" + run, Map.of("count", "2")).statusCode())
                .isEqualTo(303);
        String id = UUID.randomUUID().toString();
        Map<String, String> second = Map.of("stretches", "2", "reason", "打坏");
        assertThat(send("/runs/reprint?" + run, id, second).statusCode()).isEqualTo(303);
        String spoilt =
                new Once(new CommandId(id), "", "", "").part("void").id().value();
        forget(spoilt);
        forget(id);
        assertThat(send("/runs/reprint?" + run, id, second).statusCode()).isEqualTo(303);
        String page = get("/runs/of?" + run).body();
        assertThat(row("of them void", page)).isEqualTo("1");
        assertThat(row("Serials issued", page)).isEqualTo("3");
    }

    @Test
    void a_reprint_of_which_only_the_first_half_was_taken_says_so_and_why() {
        RecordName name = shop.runs().get(next++);
        String run = "run=" + URLEncoder.encode(name.value(), StandardCharsets.UTF_8);
        assertThat(send("/runs/issue?" + run, Map.of("count", "3")).statusCode())
                .isEqualTo(303);
        String id = UUID.randomUUID().toString();
        CommandId chunk =
                new Once(new CommandId(id), "", "", "").part("chunk 0").id();
        // the id that the new serials would have is another command's
        shop.gateway
                .bean(Desk.class)
                .submit(
                        shop.clerk,
                        shop.gateway
                                .bean(Labelling.class)
                                .voiding(
                                        shop.clerk,
                                        name,
                                        List.of(new Stretch(1, 1)),
                                        new Note("打坏"),
                                        chunk,
                                        LedgerTime.ofEpochMilli(Instant.now().toEpochMilli())),
                        null);
        HttpResponse<String> half = send("/runs/reprint?" + run, id, Map.of("stretches", "2", "reason", "打坏"));
        assertThat(half.statusCode()).isEqualTo(409);
        assertThat(half.body())
                .contains(
                        "The spoilt labels are void, but no new ones were issued",
                        "The id was used for a command with another body");
        assertThat(row("of them void", get("/runs/of?" + run).body())).isEqualTo("2");
    }

    /** As if the answer to a form had been lost. */
    private static void forget(String id) {
        assertThat(shop.gateway.db().update("UPDATE own.form SET block = NULL WHERE id = ?", UUID.fromString(id)))
                .isOne();
    }

    @Test
    void serials_are_issued_printed_spoilt_printed_anew_and_dispatched() {
        String run = run();
        assertThat(get("/runs").body()).contains("/runs/of?run=");
        String id = "11111111-2222-4333-8444-555555555555";
        assertThat(send("/runs/issue?" + run, id, Map.of("count", "3")).statusCode())
                .isEqualTo(303);
        assertThat(send("/runs/issue?" + run, id, Map.of("count", "3")).statusCode())
                .as("sent twice, done once")
                .isEqualTo(303);
        assertThat(row("Serials issued", get("/runs/of?" + run).body())).isEqualTo("3");
        HttpResponse<String> sheet = get("/runs/sheet.pdf?" + run + "&stretches=1-3&format=a4-3x8&size=20");
        assertThat(sheet.statusCode()).isEqualTo(200);
        assertThat(sheet.body()).startsWith("%PDF-").contains("%%EOF");
        assertThat(sheet.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("labels.pdf");
        HttpResponse<String> svg = get("/runs/label.svg?" + run + "&stretches=2");
        assertThat(svg.body()).contains("<svg", "href=\"#mark\"");
        assertThat(get("/runs/label.png?" + run + "&stretches=2").headers().firstValue("Content-Type"))
                .hasValue("image/png");
        assertThat(send("/runs/reprint?" + run, Map.of("stretches", "2", "reason", "smeared"))
                        .statusCode())
                .isEqualTo(303);
        String page = get("/runs/of?" + run).body();
        assertThat(row("Serials issued", page)).isEqualTo("4");
        assertThat(row("of them void", page)).isEqualTo("1");
        assertThat(row("Ready to print and dispatch", page)).isEqualTo("1, 3-4");
        assertThat(get("/runs/label.png?" + run + "&stretches=2").statusCode())
                .as("a void one is not printed")
                .isEqualTo(400);
        HttpResponse<String> taken = send("/runs/dispatch?" + run, Map.of("stretches", "1-2"));
        assertThat(taken.statusCode()).isEqualTo(422);
        assertThat(taken.body()).contains("href=\"#f-stretches\"", "1-2");
        assertThat(send("/runs/dispatch?" + run, Map.of("stretches", "1，3～4")).statusCode())
                .isEqualTo(303);
        assertThat(row("of them dispatched", get("/runs/of?" + run).body())).isEqualTo("3");
    }

    @Test
    void more_than_the_run_has_packs_are_refused_beside_the_number() {
        String run = run();
        HttpResponse<String> refused = send("/runs/issue?" + run, Map.of("count", "9999"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("href=\"#f-count\"", "value=\"9999\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0", "-1", "3-1", "5, 3", "1-99999999999", "\u0000", "1;DROP", "１-２", "１,,２"})
    void strange_numbers_of_labels_are_an_answer(String stretches) {
        String run = "run=" + URLEncoder.encode(shop.runs().getLast().value(), StandardCharsets.UTF_8);
        for (String what : new String[] {"void", "reprint", "dispatch"}) {
            assertThat(send("/runs/" + what + "?" + run, Map.of("stretches", stretches, "reason", "x"))
                            .statusCode())
                    .isBetween(400, 422);
        }
        String coded = URLEncoder.encode(stretches, StandardCharsets.UTF_8);
        assertThat(get("/runs/sheet.pdf?" + run + "&format=a4-3x8&stretches=" + coded)
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/runs/of?run=nothing",
                "/runs/of",
                "/runs/of?run=%00",
                "/runs/issue?run=../../etc",
                "/runs/sheet.pdf?run=x",
                "/runs/label.png",
                "/runs/label.gif",
                "/parties/cards/00/label.png"
            })
    void what_is_not_there_is_not_found(String path) {
        assertThat(get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void a_refused_sheet_says_what_is_wrong_with_which_field() {
        String sheet = "/runs/sheet.pdf?run="
                + URLEncoder.encode(shop.runs().getLast().value(), StandardCharsets.UTF_8) + "&format=a4-3x8";
        assertThat(get(sheet + "&stretches=1&size=14").body())
                .contains("<dd>size</dd>", "<dd>15</dd>", "<dd>60</dd>", "whole millimetres", "BAD_VALUE");
        assertThat(get(sheet + "&stretches=5-3").body()).contains("<dd>stretches</dd>", "written like 3, 7-9");
        assertThat(get(sheet + "&stretches=").body()).contains("<dd>stretches</dd>", "written like 3, 7-9");
        assertThat(get(sheet + "&stretches=5-3&lang=zh").body()).contains("编号写成 3, 7-9 这样");
    }

    @Test
    void a_cards_code_leads_staff_to_its_holder_and_tells_others_nothing() {
        List<String> card = shop.gateway
                .db()
                .one(
                        "SELECT c.id, c.party FROM own.card c JOIN read.card k ON k.card = c.id LIMIT 1",
                        row -> List.of(row.getString(1), row.getString(2)))
                .orElseThrow();
        String path = "/card/" + card.getFirst();
        assertThat(get(path).headers().firstValue("Location")).hasValue("/parties/" + card.getLast());
        String known = shop.gateway.get(path, "Accept-Language", "en").body();
        assertThat(known).contains("trade card", "Hand it in");
        for (String other : List.of("0".repeat(32), "x", "f".repeat(32))) {
            HttpResponse<String> unknown = shop.gateway.get("/card/" + other, "Accept-Language", "en");
            assertThat(unknown.statusCode()).isEqualTo(200);
            assertThat(same(unknown.body()))
                    .as("that there is such a card is nobody's business")
                    .isEqualTo(same(known));
        }
        assertThat(get("/card/" + "0".repeat(32)).statusCode()).isEqualTo(200);
        String inspector = shop.gateway.signedIn("looker", Role.INSPECTOR);
        assertThat(shop.gateway.get(path, "Cookie", inspector).statusCode()).isEqualTo(200);
    }

    /** Without its own address and what each answer has of its own. */
    private static String same(String page) {
        return page.replaceAll("/card/[0-9a-z]+", "").replaceAll("nonce=\"[^\"]*\"", "");
    }

    @ParameterizedTest
    @CsvSource({"a4-3x8,14", "a4-3x8,61", "a4-3x8,x", "roll-40x30,40", "a0,20", "'',20"})
    void a_sheet_that_cannot_be_is_told_before_it_begins(String format, String size) {
        String run = run();
        next--;
        assertThat(get("/runs/sheet.pdf?" + run + "&stretches=1&format=" + format + "&size=" + size)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_card_has_a_label_without_a_name() {
        String card = shop.gateway
                .db()
                .one("SELECT o.id FROM own.card o JOIN read.card c ON c.card = o.id LIMIT 1", row -> row.getString(1))
                .orElseThrow();
        String name = shop.gateway
                .db()
                .one("SELECT name FROM own.card WHERE id = ?", row -> row.getString(1), card)
                .orElseThrow();
        assertThat(get("/parties/cards/" + card + "/label.svg").body())
                .contains("<svg")
                .doesNotContain(name);
        assertThat(get("/parties/cards/" + card + "/label.pdf").body()).startsWith("%PDF-");
        String inspector = shop.gateway.signedIn("other", Role.INSPECTOR);
        assertThat(shop.gateway
                        .get("/parties/cards/" + card + "/label.svg", "Cookie", inspector)
                        .statusCode())
                .isEqualTo(403);
        assertThat(shop.gateway.get("/runs/of?run=x", "Cookie", inspector).statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"PHONE,ZH", "PHONE,EN", "DESK,ZH", "DESK,EN"})
    void a_run_is_labelled_and_dispatched_by_keyboard(Browser.Size size, Language language) {
        String tag = size.name().toLowerCase(Locale.ROOT) + "-" + language.code();
        Page page = BROWSER.open(shop.gateway, size, language, clerk);
        page.navigate("/runs");
        BROWSER.look(page, "runs-" + tag);
        String run = run();
        page.navigate("/runs/of?" + run);
        page.locator("a[href*='/runs/issue']").press("Enter");
        page.locator("#f-count").fill("3");
        BROWSER.lookAtAll(page, "run-issue-" + tag);
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-taken]")).isVisible();
        BROWSER.lookAtAll(page, "run-" + tag);
        page.locator("a[href*='/runs/dispatch']").press("Enter");
        assertThat(page.locator("#f-stretches")).hasValue("1-3");
        page.locator("form.work button").press("Enter");
        assertThat(page.locator("[data-taken]")).isVisible();
        BROWSER.lookAtAll(page, "run-dispatched-" + tag);
    }
}
