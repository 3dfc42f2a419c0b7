package qingshan.gateway.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.gateway.label.Serial;
import qingshan.proof.pack.PackProof;
import qingshan.rules.value.RecordName;

/** What a code leads to, over real HTTP. */
class ScanTest {
    private static final int PAGE_MAX = 60 * 1024;
    private static final Pattern LOADED = Pattern.compile("(?:src|<link[^>]*href)=\"(/[^\"]+)\"");

    private static Shop shop;
    private static List<RecordName> runs = List.of();
    private static List<Serial> good = List.of();

    @BeforeAll
    static void open() {
        shop = new Shop();
        runs = shop.runs();
        good = shop.dispatched(runs.getFirst(), 4);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    private static String path(int pack) {
        return shop.path(runs.getFirst(), good.get(pack));
    }

    @Test
    void each_state_has_its_words_and_its_status() {
        RecordName held = runs.get(1);
        Serial heldSerial = shop.dispatched(held, 1).getFirst();
        shop.frozen(held, shop.inspected(held, false));
        says(shop.get(shop.path(held, heldSerial)), 200, "暂停销售：正在调查", "联苯菊酯超标", "不合格");
        RecordName recalled = runs.get(2);
        String path = shop.path(recalled, shop.dispatched(recalled, 1).getFirst());
        says(shop.get(path), 200, "有记录，未见异常", "未见检测记录");
        shop.recalled(recalled);
        says(shop.get(path), 200, "已召回：请勿饮用", "到购买处退货", "主管部门");
        RecordName waiting = runs.get(3);
        List<Serial> issued = shop.issued(waiting, 2);
        says(shop.get(shop.path(waiting, issued.get(0))), 200, "标签未启用", "还没有离开包装厂");
        shop.voided(waiting, 2);
        says(shop.get(shop.path(waiting, issued.get(1))), 200, "标签未启用", "已作废");
        says(shop.get(path(0)), 200, "有记录，未见异常", "检测", "从茶园到手中", "此码不能证明", "12315");
        says(shop.get(path(0) + "?lang=en"), 200, "On record, nothing reported", "This code cannot prove");
    }

    @Test
    void a_serial_that_the_ledger_does_not_know_or_that_is_another_packs_is_unknown() {
        String right = path(0);
        String serial = good.getFirst().value();
        String[] wrong = {
            right.replace(serial, "2222222222222"),
            right.replaceFirst("/10/[^/]+/", "/10/OTHER/"),
            right.replaceFirst("/01/\\d+/", "/01/06901234567892/"),
            right.replaceFirst("/01/\\d{13}\\d/", "/01/06901234567890/"),
            right.replace(serial, serial.toLowerCase(java.util.Locale.ROOT)),
            right.replace(serial, "X"),
            shop.path(runs.get(4), good.getFirst())
        };
        for (String path : wrong) {
            says(shop.get(path), 404, "查无此码", "12315");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/01/",
                "/01/x",
                "/01/06901234567892",
                "/01/06901234567892/10/L/21/",
                "/01/06901234567892/10/L/21/..",
                "/01/06901234567892/10/L/21/%2e%2e",
                "/01/06901234567892/10/L/21/2222222222222/more",
                "/01/06901234567892/10/L/21/%00",
                "/01/06901234567892/10/L/21/%",
                "/01/06901234567892/10/L/21/%zz",
                "/01/06901234567892/10/%2e%2e%2f%2e%2e%2f/21/2222222222222",
                "/01/06901234567892/10/L/21/22222222%E4%B8%AD222",
                "/01/06901234567892/10/L/21/２２２２２２２２２２２２２",
                "/01/０６９０１２３４５６７８９２/10/L/21/2222222222222",
                "/01/06901234567892/21/2222222222222/10/L",
                "/01/06901234567892/10/L/21/222222222222222222222222222222"
            })
    void what_is_no_link_is_told_and_breaks_nothing(String path) {
        String ascii = java.net
                .URI
                .create("http://h" + path.replaceAll("%(?![0-9a-fA-F]{2})", "%25"))
                .toASCIIString()
                .substring("http://h".length());
        HttpResponse<String> response = shop.get(ascii);
        assertThat(response.statusCode()).as(ascii).isIn(400, 404);
        assertThat(response.body()).doesNotContain("Exception", "at qingshan");
    }

    @Test
    void a_link_of_any_length_is_answered() {
        for (int length : new int[] {500, 3000, 20_000}) {
            assertThat(shop.get("/01/" + "9".repeat(length)).statusCode()).isBetween(400, 499);
        }
    }

    @Test
    void a_typed_code_leads_to_its_pack_however_it_is_typed() {
        String code = good.get(1).code();
        for (String typed : List.of(code, code.toLowerCase(java.util.Locale.ROOT), code.replace("-", "%20"))) {
            HttpResponse<String> found = shop.get("/find?code=" + typed);
            assertThat(found.statusCode()).isEqualTo(303);
            assertThat(found.headers().firstValue("Location")).hasValue(path(1));
        }
        char last = code.charAt(code.length() - 1);
        HttpResponse<String> slip =
                shop.get("/find?code=" + code.substring(0, code.length() - 1) + (last == '2' ? '3' : '2'));
        says(slip, 422, code.substring(0, 5));
        says(shop.get("/find?code=%3Cscript%3E"), 422, "&lt;script>");
        assertThat(shop.get("/find").statusCode()).isEqualTo(422);
        says(shop.get("/find?code=" + Serial.parse("2222222222222").code()), 404, "查无此码");
    }

    @Test
    void one_visitor_counts_once_in_half_an_hour_and_programs_never() {
        String path = path(2);
        says(shop.get(path), 200, "第 1 次查询");
        says(shop.get(path), 200, "第 1 次查询");
        says(shop.get(path, "X-Forwarded-For", "203.0.113.7"), 200, "第 2 次，首次", "若刚拆封，此码可能被复制");
        says(shop.get(path, "X-Forwarded-For", "203.0.113.8", "Sec-Purpose", "prefetch;prerender"), 200, "第 2 次");
        says(shop.gateway.get(path, "User-Agent", "Baiduspider/2.0", "X-Forwarded-For", "203.0.113.9"), 200, "第 2 次");
        assertThat(shop.gateway
                        .send(shop.gateway
                                .request(path, "User-Agent", Shop.PHONE, "X-Forwarded-For", "203.0.113.10")
                                .method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
        for (int i = 3; i <= 5; i++) {
            says(shop.get(path, "X-Forwarded-For", "203.0.113." + (20 + i)), 200, "第 " + i + " 次");
        }
        says(shop.get(path), 200, "查询次数异常多", "doubt");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(shop.gateway
                                .db()
                                .list("SELECT count FROM own.scan WHERE count = 5", row -> row.getInt(1)))
                        .containsExactly(5));
    }

    @Test
    void a_proof_is_a_page_and_a_file() {
        HttpResponse<String> file = shop.get(path(0) + "/proof.json");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        PackProof proof = PackProof.read(file.body().getBytes(StandardCharsets.UTF_8));
        assertThat(proof.serial().value()).isEqualTo(good.getFirst().value());
        assertThat(proof.run()).isEqualTo(runs.getFirst());
        says(shop.get(path(0) + "/proof"), 200, proof.chunk().root().value());
        assertThat(shop.get(path(0).replaceAll("[^/]+$", "2222222222222") + "/proof.json")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_report_reaches_the_inspector_and_many_do_not() {
        HttpResponse<String> sent = shop.gateway.post(path(3) + "/report", shop.form("copy", "两包同码"));
        assertThat(sent.statusCode()).isEqualTo(303);
        says(shop.get(sent.headers().firstValue("Location").orElseThrow()), 200, "已收到");
        assertThat(shop.gateway.db().list("SELECT words FROM own.report", row -> row.getString(1)))
                .containsExactly("两包同码");
        for (Map<String, String> bad : List.of(
                Map.of("kind", "copy"),
                shop.form("other", " "),
                shop.form("none", "x"),
                shop.form("copy", "x".repeat(501)),
                shop.form("copy", "a\0b"))) {
            assertThat(shop.gateway.post(path(3) + "/report", bad).statusCode()).isEqualTo(400);
        }
        assertThat(shop.gateway
                        .post(path(3) + "/report", shop.form("none", "两包<同码>"))
                        .body())
                .as("what was typed is not lost")
                .contains("两包&lt;同码&gt;</textarea>", "id=\"kind-problem\"")
                .doesNotContain("id=\"words-problem\"")
                .as("the other language shows a form too, in which a browser puts what it kept")
                .contains("/report?lang=en\"", "data-keep=\"report " + path(3) + "\"", "data-refused");
        says(shop.get(path(3) + "/report?lang=en"), 200, "<html lang=\"en\">", "data-keep=\"report " + path(3) + "\"");
        HttpResponse<String> broken = shop.gateway.send(shop.gateway
                .request(path(3) + "/report", "Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("kind=copy&words=a%FF%FEb&contact=%C3")));
        says(broken, 400, "没能完整传到", "id=\"words-problem\"", "id=\"contact-problem\"");
        for (int i = 0; i < 4; i++) {
            assertThat(shop.gateway
                            .post(path(3) + "/report", shop.form("copy", "again"))
                            .statusCode())
                    .isEqualTo(303);
        }
        says(shop.gateway.post(path(3) + "/report", shop.form("copy", "又一次")), 429, "短时间内请求过多", "又一次</textarea>");
        assertThat(shop.gateway
                        .post(path(3) + "/report", shop.form("copy", "x"), "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_pack_takes_no_form_but_the_report() {
        HttpResponse<String> posted = shop.gateway.post(path(3), shop.form("copy", "两包同码"));
        says(posted, 405, "WRONG_METHOD");
        assertThat(posted.headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(shop.gateway
                        .post(path(3).replaceAll("[^/]+$", "2222222222222"), shop.form("copy", "x"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_first_view_is_small_and_asks_little() {
        HttpResponse<String> page = shop.get(path(0));
        List<String> loaded = LOADED.matcher(page.body())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        int bytes = page.body().getBytes(StandardCharsets.UTF_8).length;
        for (String asset : loaded) {
            bytes += shop.get(asset).body().getBytes(StandardCharsets.UTF_8).length;
        }
        assertThat(1 + loaded.size()).isLessThanOrEqualTo(4);
        assertThat(bytes).as("uncompressed").isLessThanOrEqualTo(PAGE_MAX);
        assertThat(page.body()).doesNotContain("<script", " style=");
    }

    @Test
    void names_of_households_show_by_consent_alone() {
        RecordName run = runs.get(5);
        String path = shop.path(run, shop.dispatched(run, 1).getFirst());
        List<String> cards =
                shop.gateway.db().list("SELECT id FROM own.card WHERE kind = '茶农'", row -> row.getString(1));
        List<String> names =
                shop.gateway.db().list("SELECT name FROM own.card WHERE kind = '茶农'", row -> row.getString(1));
        String before = shop.get(path).body();
        assertThat(names).noneMatch(before::contains);
        cards.forEach(shop::consented);
        String after = shop.get(path).body();
        assertThat(names).anyMatch(after::contains);
    }

    private static void says(HttpResponse<String> response, int status, String... words) {
        assertThat(response.statusCode()).as(response.uri().toString()).isEqualTo(status);
        assertThat(response.body()).contains(words);
    }
}
