package qingshan.gateway.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.Form;
import qingshan.gateway.web.Language;
import qingshan.gateway.web.Show;
import qingshan.rules.value.Digest;
import qingshan.rules.value.RecordName;

/** The inspector's forms over real HTTP, with good input and with any other. */
class InspectorPagesTest {
    /** Foreign input of many kinds; an address or a form answers each with something typed. */
    private static final List<String> ODD = List.of(
            "",
            " ",
            "0",
            "-1",
            "null",
            "' OR 1=1 --",
            "<script>alert(1)</script>",
            "../../etc/passwd",
            "a".repeat(2_000),
            "茶".repeat(400),
            "\u202e\u200b",
            "a\u0000b",
            "a\nb",
            "\ud83c\udf75",
            "command/" + "0".repeat(32),
            "{\"a\":1}");

    private static Ground ground;

    @BeforeAll
    static void start(@TempDir Path directory) {
        ground = new Ground(directory).withLaboratory();
    }

    @AfterAll
    static void stop() {
        ground.close();
    }

    @Test
    void a_lot_is_found_by_whatever_is_printed_on_it() {
        String lot = ground.batch(0);
        String run = ground.one("SELECT record FROM read.run WHERE lot = ? ORDER BY 1 LIMIT 1", lot);
        String number = ground.one("SELECT number FROM read.record WHERE name = ?", lot);
        String gtin = ground.one("SELECT gtin FROM read.run WHERE record = ?", run);
        String card = ground.one("SELECT number FROM own.card ORDER BY id LIMIT 1");
        for (String text : new String[] {lot, run, number, card}) {
            HttpResponse<String> found = get("/lots?q=" + Form.encoded(text));
            assertThat(found.statusCode()).as(text).isEqualTo(303);
            assertThat(get(found.headers().firstValue("Location").orElseThrow()).statusCode())
                    .isEqualTo(200);
        }
        assertThat(get("/lots?q=0" + gtin).statusCode()).as("as on the label").isIn(200, 303);
        String page = get(LotController.address(run)).body();
        String sample = ground.one("SELECT sample FROM read.record WHERE sample IS NOT NULL AND name IN"
                + " (SELECT from_record FROM read.part WHERE record = '" + lot + "') LIMIT 1");
        assertThat(page).contains("背后的留样", sample, "都没有检测记录");
        assertThat(get("/lots?q=nothing").body()).contains("这里没有“nothing”");
        assertThat(get("/lots/all").body()).contains("批次");
    }

    @Test
    void an_inspection_freezes_and_releases_and_a_form_that_is_sent_twice_is_done_once() {
        String lot = ground.batch(1);
        Map<String, String> form = ground.inspection();
        String id = Objects.requireNonNull(form.get("id"));
        HttpResponse<String> done = inspect(lot, form, Ground.REPORT);
        assertThat(done.statusCode()).as(done::body).isEqualTo(303);
        assertThat(inspect(lot, form, Ground.REPORT).headers().firstValue("Location"))
                .isEqualTo(done.headers().firstValue("Location"));
        assertThat(ground.one("SELECT count(*) FROM read.inspection WHERE lot = ?", lot))
                .isEqualTo("1");
        assertThat(get(location(done)).body())
                .contains("检验已记录", "茶叶 5 mg/kg（GB 2763—2021）", "待与标准全文核对")
                .doesNotContain("限量不同");
        String hash = ground.one("SELECT report_hash FROM read.inspection WHERE inspection = ?", id);
        HttpResponse<String> file = get("/lots/report/" + hash);
        assertThat(file.body()).startsWith("%PDF-1.7");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        String freeze = HoldController.address("freeze", lot, id);
        Map<String, String> hold = Map.of("id", UUID.randomUUID().toString(), "reason", "联苯菊酯超标");
        assertThat(get(freeze).body()).contains("会有什么后果", "reach-packs");
        String foreign = HoldController.address("freeze", ground.batch(0), id);
        assertThat(get(foreign).statusCode()).as("another lot's inspection").isEqualTo(404);
        assertThat(post(foreign, hold).statusCode()).isEqualTo(404);
        HttpResponse<String> frozen = post(freeze, hold);
        assertThat(frozen.statusCode()).isEqualTo(303);
        assertThat(post(freeze, hold).headers().firstValue("Location"))
                .isEqualTo(frozen.headers().firstValue("Location"));
        assertThat(get(location(frozen)).body()).contains("暂停销售公告", "Sale suspended", "联苯菊酯超标", "12315");
        assertThat(get(LotController.address(lot)).body()).contains("暂停销售：已冻结");
        assertThat(get("/lots").body()).contains("联苯菊酯超标");
        assertThat(get("/lots/holds").body()).contains("联苯菊酯超标");
        assertThat(get("/lots/inspections").body()).contains("农药残留");
        Map<String, String> again = new HashMap<>(hold);
        again.put("id", UUID.randomUUID().toString());
        HttpResponse<String> refused = post(freeze, again);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("WRONG_STATE", "联苯菊酯超标");
        HttpResponse<String> other = post(HoldController.address("release", lot, id), hold);
        assertThat(other.body()).as("the id of another form").contains("COMMAND_ID_REUSED");
        assertThat(post(HoldController.address("release", lot, id), again).statusCode())
                .isEqualTo(303);
        assertThat(get(LotController.address(lot)).body()).contains("可流转");
    }

    @Test
    void what_another_organization_keeps_the_names_of_is_shown_without_them() {
        String lot = ground.batch(2);
        String run = ground.one("SELECT record FROM read.run WHERE lot = ? ORDER BY 1 LIMIT 1", lot);
        String name =
                ground.one("SELECT c.name FROM read.record r JOIN own.card c ON c.id = r.maker WHERE r.name = ?", run);
        String page = LotController.address(run);
        assertThat(get(page).body()).contains(name);
        ground.gateway.db().update("UPDATE own.card SET id = 'else ' || id, party = 'else ' || party");
        try {
            for (String path : List.of(
                    page,
                    LotController.address(lot),
                    HoldController.address("recall", run, ""),
                    "/lots",
                    "/lots/all",
                    "/lots/holds",
                    "/lots/inspections")) {
                HttpResponse<String> shown = get(path);
                assertThat(shown.statusCode()).as(path).isEqualTo(200);
                assertThat(shown.body()).as(path).doesNotContain(name);
            }
        } finally {
            ground.gateway.db().update("UPDATE own.card SET id = substr(id, 6), party = substr(party, 6)");
        }
        assertThat(get(page).body()).contains(name);
    }

    @Test
    void a_pack_is_found_by_the_code_on_its_label_and_a_recall_says_that_it_left() {
        RecordName run = ground.run();
        String code = ground.dispatched(run).code();
        HttpResponse<String> found = get("/lots?q=" + Form.encoded(code.toLowerCase(Locale.ROOT)));
        assertThat(found.statusCode()).isEqualTo(303);
        String number = ground.one("SELECT number FROM read.record WHERE name = ?", run.value());
        assertThat(get(location(found)).body()).contains(number, "背后的留样");
        assertThat(get(LotController.address(run + "#99999")).body())
                .contains("没有这一包", "没有赋出第 99999 号码")
                .doesNotContain("可流转");
        assertThat(get(HoldController.address("recall", run.value(), "")).body())
                .contains("其中 1 包已发货（" + new Show(Language.ZH).day(LocalDate.now(Show.ZONE)) + "）");
    }

    @Test
    void a_recall_says_before_what_the_ledger_then_reaches() {
        String lot = ground.batch(2);
        String address = HoldController.address("recall", lot, "");
        String before = get(address).body();
        Map<String, String> form = Map.of("id", UUID.randomUUID().toString(), "reason", "包装破损", "advice", "停止销售，退回厂家");
        HttpResponse<String> recalled = post(address, form);
        assertThat(recalled.statusCode()).isEqualTo(303);
        String reached = ground.one(
                "SELECT count(*) FROM read.hold h JOIN read.run r ON r.record = h.lot WHERE h.subject = ?", lot);
        assertThat(before).contains("id=\"reach-runs\">" + reached);
        assertThat(get(location(recalled)).body()).contains("召回公告", "Product recall", "停止销售，退回厂家");
        assertThat(post(address, form).headers().firstValue("Location"))
                .as("sent twice, done once")
                .isEqualTo(recalled.headers().firstValue("Location"));
        Map<String, String> other = new HashMap<>(form);
        other.put("id", UUID.randomUUID().toString());
        assertThat(post(address, other).body()).contains("RECALLED", "停止销售，退回厂家");
        assertThat(get(LotController.address(lot)).body()).contains("已召回").doesNotContain("/lots/recall?id");
    }

    @ParameterizedTest
    @CsvSource({
        "kind, ''",
        "kind, '\u0007'",
        "laboratory, ''",
        "laboratory, 1234",
        "sample, LONG",
        "verdict, ''",
        "verdict, good",
        "method0, ''",
        "name0, LONG",
        "limit0, '\u0007'",
        "passed0, ''",
        "passed0, maybe",
        "reportHash, ''",
        "reportHash, 12"
    })
    void the_field_at_fault_is_marked_and_what_was_typed_stays(String field, String value) {
        Map<String, String> form = new TreeMap<>(ground.inspection());
        form.put("reportHash", "0".repeat(64));
        form.put(field, value.equals("LONG") ? "长".repeat(65) : value);
        HttpResponse<String> response = inspect(ground.batch(3), form, new byte[0]);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("7.1 mg/kg", "role=\"alert\"", "href=\"#f-" + field + "\"")
                .containsPattern("class=\"field wrong\">\\s*<label for=\"f-" + field + "\"");
    }

    @ParameterizedTest
    @CsvSource({"reason, ''", "reason, LONG", "reason, '\u0007'", "advice, ''", "advice, LONG"})
    void a_recall_says_why_and_what_to_do(String field, String value) {
        Map<String, String> form =
                new HashMap<>(Map.of("id", UUID.randomUUID().toString(), "reason", "包装破损", "advice", "停止销售"));
        form.put(field, value.equals("LONG") ? "长".repeat(501) : value);
        HttpResponse<String> response = post(HoldController.address("recall", ground.batch(3), ""), form);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("reach-packs", field.equals("reason") ? "停止销售" : "包装破损")
                .containsPattern("class=\"field wrong\">\\s*<label for=\"f-" + field + "\"");
    }

    @Test
    void a_report_of_another_kind_or_size_is_not_kept() {
        String lot = ground.batch(3);
        Map<String, String> form = ground.inspection();
        assertThat(inspect(lot, form, "MZ a program".getBytes(StandardCharsets.US_ASCII))
                        .body())
                .contains("不是 PDF", "7.1 mg/kg");
        byte[] large = Arrays.copyOf(Ground.REPORT, (10 << 20) + 1);
        assertThat(inspect(lot, form, large).body()).contains("超过 10 MB", "7.1 mg/kg");
        assertThat(inspect(lot, form, Arrays.copyOf(Ground.REPORT, 20 << 20)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void a_file_that_came_with_a_wrong_form_need_not_be_chosen_again() {
        Map<String, String> form = new TreeMap<>(ground.inspection());
        form.put("kind", "");
        HttpResponse<String> wrong = inspect(ground.batch(3), form, Ground.REPORT);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body())
                .contains("report.pdf", Digest.of("%PDF-1.7 a report").value());
    }

    @Test
    void there_is_room_for_more_items_and_what_was_typed_stays() {
        Map<String, String> form = new TreeMap<>(ground.inspection());
        form.put("more", "yes");
        String lot = ground.batch(3);
        assertThat(send(InspectionForm.address(lot) + "&rows=6", form, new byte[0])
                        .body())
                .contains("name=\"name5\"", "7.1 mg/kg");
        form.remove("more");
        form.put("name5", "铅");
        assertThat(send(InspectionForm.address(lot) + "&rows=6", form, new byte[0])
                        .body())
                .as("what is begun must be whole")
                .containsPattern("class=\"field wrong\">\\s*<label for=\"f-method5\"");
        assertThat(get(InspectionForm.address(lot) + "&rows=999999999").statusCode())
                .isEqualTo(200);
    }

    @Test
    void no_input_makes_it_fail_unforeseen() {
        String lot = ground.batch(3);
        for (String odd : ODD) {
            String encoded = Form.encoded(odd);
            for (String path : new String[] {
                "/lots?q=",
                "/lots/lot?id=",
                "/lots/lot?id=" + Form.encoded(lot) + "&done=",
                "/lots/inspect?id=",
                "/lots/inspect?id=" + Form.encoded(lot) + "&rows=",
                "/lots/freeze?id=",
                "/lots/freeze?id=" + Form.encoded(lot) + "&inspection=",
                "/lots/recall?inspection=x&id=",
                "/lots/notice?kind=recall&id=",
                "/lots/notice?id=" + Form.encoded(lot) + "&kind=",
                "/lots/notice?kind=freeze&id=" + Form.encoded(lot) + "&inspection=",
                "/lots/all?maker=",
                "/reports?handled=",
                "/reports/close?report=",
                "/reports/often?number="
            }) {
                assertThat(get(path + encoded).statusCode()).as(path + odd).isLessThan(500);
            }
            for (String act : new String[] {"freeze", "release", "recall"}) {
                Map<String, String> form = Map.of("id", UUID.randomUUID().toString(), "reason", odd, "advice", "");
                assertThat(post("/lots/" + act + "?inspection=x&id=" + encoded, form)
                                .statusCode())
                        .as(act + " " + odd)
                        .isBetween(400, 422);
                assertThat(post(HoldController.address(act, lot, odd), form).statusCode())
                        .as(act + " " + odd)
                        .isBetween(400, 422);
            }
            for (String field : new String[] {"name0", "kind", "sample", "reportHash", "more"}) {
                Map<String, String> form = new TreeMap<>(ground.inspection());
                form.put(field, odd);
                assertThat(inspect(lot, form, new byte[0]).statusCode())
                        .as(field + " " + odd)
                        .isIn(200, 400, 422);
            }
            assertThat(post("/reports/close?report=" + encoded, Map.of("note", odd))
                            .statusCode())
                    .isIn(400, 404);
        }
        assertThat(get("/lots/report/" + "0".repeat(64)).statusCode()).isEqualTo(404);
        assertThat(get("/lots/report/x").statusCode()).isEqualTo(404);
        assertThat(get("/lots/burn").statusCode()).isEqualTo(404);
        assertThat(ground.one("SELECT count(*) FROM read.inspection WHERE lot = ?", lot))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/lots",
                "/lots/all",
                "/lots/lot?id=x",
                "/lots/inspect?id=x",
                "/lots/recall?id=x",
                "/lots/holds",
                "/reports",
                "/reports/often"
            })
    void only_inspectors_inspect(String path) {
        String clerk = ground.gateway.signedIn("carl", Role.MARKET_CLERK);
        assertThat(ground.gateway.get(path, "Cookie", clerk).statusCode()).isEqualTo(403);
        assertThat(ground.gateway.get(path).statusCode()).isEqualTo(303);
        assertThat(ground.gateway
                        .post("/lots/recall", Map.of(), "Cookie", clerk)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void another_type_of_body_is_refused() {
        for (String path : new String[] {"/lots/inspect", "/lots/recall", "/reports/close"}) {
            assertThat(ground.gateway
                            .send(ground.gateway
                                    .request(path, "Cookie", ground.inspector)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString("{}")))
                            .statusCode())
                    .isEqualTo(415);
        }
    }

    private static HttpResponse<String> inspect(String lot, Map<String, String> fields, byte[] report) {
        return send(InspectionForm.address(lot), fields, report);
    }

    private static HttpResponse<String> send(String path, Map<String, String> fields, byte[] report) {
        Form form = new Form();
        fields.forEach(form::field);
        if (report.length > 0) {
            form.file("report", "report.pdf", report);
        }
        return ground.gateway.send(form.in(ground.gateway.request(path, "Cookie", ground.inspector)));
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    private static HttpResponse<String> get(String path) {
        return ground.gateway.get(path, "Cookie", ground.inspector);
    }

    private static HttpResponse<String> post(String path, Map<String, String> form) {
        return ground.gateway.post(path, form, "Cookie", ground.inspector);
    }
}
