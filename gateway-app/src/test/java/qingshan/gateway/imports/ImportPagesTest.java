package qingshan.gateway.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.gateway.events.Progress;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.Form;
import qingshan.gateway.web.TestGateway;

/** Uploads of seasons over real HTTP: good ones, and whatever else somebody may send. */
class ImportPagesTest {
    private static final Duration ENDS = Duration.ofMinutes(2);

    private static TestGateway gateway;
    private static String importer;
    private static Map<String, byte[]> season;

    @BeforeAll
    static void start(@TempDir Path directory) {
        gateway = TestGateway.start();
        importer = gateway.signedIn("irma", Role.IMPORTER);
        season = Seasons.stirred(directory, 60);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @AfterEach
    void nothing_is_left_of_what_was_sent() {
        await().atMost(ENDS).untilAsserted(() -> {
            try (Stream<Path> left = Files.list(gateway.keeper().home().path().resolve("scratch"))) {
                assertThat(left).isEmpty();
            }
        });
    }

    @Test
    void a_season_is_imported_and_its_report_names_each_refused_row() {
        HttpResponse<String> sent = send(new Form().file("files", "season.zip", Seasons.zip(season)));
        assertThat(sent.statusCode()).isEqualTo(303);
        String place = sent.headers().firstValue("Location").orElseThrow();
        String report = report(place);
        assertThat(report).contains("被拒的行", "slips.csv:", "下载报告");
        String run = place.substring(place.lastIndexOf('/') + 1);
        told(run, Progress.State.DONE);
        assertThat(gateway.get("/api/v1/reports/" + run + ".csv", "Cookie", importer)
                        .statusCode())
                .isEqualTo(200);
        String code = gateway.db()
                .one("SELECT code FROM own.season_refusal LIMIT 1", row -> row.getString(1))
                .orElseThrow();
        assertThat(get(place + "?code=" + code).body()).contains("只显示 " + code);
        assertThat(get(place + "?code=OVERS").statusCode()).isEqualTo(400);
        assertThat(get("/imports").body()).contains("已完成：看报告", "irma");
        // the same again is the same import, chosen file by file this time
        HttpResponse<String> again = send(Seasons.chosen(season));
        assertThat(again.headers().firstValue("Location")).hasValue(place);
        report(place);
        assertThat(gateway.db().one("SELECT count(*) FROM read.import_run", row -> row.getInt(1)))
                .hasValue(1);
    }

    /** Who listens to events learns how it ended. */
    private static void told(String run, Progress.State state) {
        await().atMost(ENDS)
                .until(() -> gateway.bean(Progress.class).newest().stream()
                        .anyMatch(step -> step.task().equals("import")
                                && step.id().equals(run)
                                && step.state() == state
                                && (state == Progress.State.FAILED || (step.all() > 0 && step.done() == step.all()))));
    }

    @Test
    void what_stops_an_import_is_told_with_all_its_lines() {
        Map<String, byte[]> bad = new TreeMap<>(season);
        String plots = new String(bad.get("plots.csv"), StandardCharsets.UTF_8);
        bad.put("plots.csv", (plots + "X1,NOBODY,0.5,,,,\r\n").getBytes(StandardCharsets.UTF_8));
        String place =
                send(Seasons.chosen(bad)).headers().firstValue("Location").orElseThrow();
        await().atMost(ENDS).until(() -> !get(place).body().contains("progress"));
        told(place.substring(place.lastIndexOf('/') + 1), Progress.State.FAILED);
        assertThat(get(place).body()).contains("已停止", "NOBODY", "plots.csv");
        assertThat(gateway.get(place, "Cookie", importer, "Accept-Language", "en")
                        .body())
                .contains("Mend what is said here", "NOBODY");
    }

    @ParameterizedTest
    @CsvSource({
        "../slips.csv,       指向文件夹之外",
        "/etc/slips.csv,     指向文件夹之外",
        "C:\\slips.csv,      指向文件夹之外",
        "a/../../slips.csv,  指向文件夹之外",
        "slips.exe,          不属于茶季文件",
        "Slips.csv,          不属于茶季文件",
        "season.json,        出现了两次"
    })
    void a_zip_with_another_name_in_it_is_refused(String name, String said) {
        Map<String, byte[]> files = new TreeMap<>(season);
        files.remove("slips.csv");
        files.put(name.equals("season.json") ? "again/season.json" : name, new byte[10]);
        refused(new Form().file("files", "season.zip", Seasons.zip(files)), said);
    }

    @Test
    void a_folder_and_what_machines_add_to_it_are_no_trouble() {
        Map<String, byte[]> files = new TreeMap<>();
        season.forEach((name, content) -> files.put("2026/" + name, content));
        files.put("__MACOSX/2026/._slips.csv", new byte[10]);
        files.put("2026/.DS_Store", new byte[10]);
        HttpResponse<String> sent = send(new Form().file("files", "S.ZIP", Seasons.zip(files)));
        assertThat(sent.statusCode()).isEqualTo(303);
        report(sent.headers().firstValue("Location").orElseThrow());
    }

    @Test
    void what_unpacks_to_more_than_is_taken_is_refused() {
        Map<String, byte[]> files = new TreeMap<>(season);
        files.put("slips.csv", new byte[(int) (Unpacked.BYTES_MAX / 4) + 1]);
        files.put("plots.csv", files.get("slips.csv"));
        files.put("parties.csv", files.get("slips.csv"));
        files.put("packing.csv", files.get("slips.csv"));
        refused(new Form().file("files", "season.zip", Seasons.zip(files)), "解压后超过 1024 MB");
    }

    @Test
    void what_is_no_season_is_refused_in_a_sentence() {
        refused(new Form(), "没有选择文件");
        refused(new Form().file("files", "", new byte[0]), "没有选择文件");
        refused(new Form().field("files", "season.zip"), "没有选择文件");
        refused(new Form().file("files", "season.zip", "no zip".getBytes(StandardCharsets.UTF_8)), "不是可读的 ZIP");
        refused(new Form().file("files", "season.zip", new byte[0]), "不是可读的 ZIP");
        refused(
                new Form().file("files", "a.zip", Seasons.zip(season)).file("files", "slips.csv", new byte[1]),
                "ZIP 须单独发送");
        Map<String, byte[]> some = new TreeMap<>(season);
        some.remove("slips.csv");
        refused(Seasons.chosen(some), "缺少这些文件：slips.csv");
        refused(Seasons.chosen(season).file("files", "slips.csv", new byte[1]), "出现了两次");
        some.put("slips.csv", new byte[] {'%', 'P', 'D', 'F', 0, 1, 2});
        refused(Seasons.chosen(some), "slips.csv");
        some.put("slips.csv", "no,such,heading\r\n".getBytes(StandardCharsets.UTF_8));
        refused(Seasons.chosen(some), "slips.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "application/x-www-form-urlencoded"})
    void another_type_is_refused(String type) {
        HttpResponse<String> response = gateway.send(gateway.request("/imports", "Cookie", importer)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("x=y")));
        assertThat(response.statusCode()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x"})
    void what_is_no_form_is_refused(String type) {
        for (String body :
                new String[] {"", "x", "--x\r\n", "--x\r\nContent-Disposition: form-data\r\n\r\n\r\n--x--"}) {
            HttpResponse<String> response = gateway.send(gateway.request("/imports", "Cookie", importer)
                    .header("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
            assertThat(response.statusCode()).as(type + " " + body).isBetween(400, 422);
        }
    }

    @Test
    void what_is_too_large_is_refused_before_it_is_read() throws IOException {
        try (Socket socket = begin(600L << 20)) {
            assertThat(answer(socket)).contains(" 413 ");
        }
        try (Socket socket = begin(299L << 20)) {
            assertThat(answer(socket)).contains(" 413 ");
        }
    }

    @Test
    void what_is_cut_off_leaves_nothing_behind() throws IOException {
        byte[] body = Seasons.chosen(season).body();
        try (Socket socket = begin(body.length)) {
            socket.getOutputStream().write(body, 0, body.length - 1_000);
            socket.getOutputStream().flush();
        }
        assertThat(get("/imports").statusCode()).isEqualTo(200);
    }

    @Test
    void only_importers_import() {
        String inspector = gateway.signedIn("ines", Role.INSPECTOR);
        assertThat(gateway.get("/imports", "Cookie", inspector).statusCode()).isEqualTo(403);
        assertThat(gateway.send(Seasons.chosen(season).in(gateway.request("/imports", "Cookie", inspector)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(gateway.get("/imports").statusCode()).isEqualTo(303);
        assertThat(gateway.send(Seasons.chosen(season).in(gateway.request("/imports")))
                        .statusCode())
                .isEqualTo(303);
        assertThat(gateway.send(Seasons.chosen(season)
                                .in(gateway.request("/imports", "Cookie", importer, "Sec-Fetch-Site", "cross-site")))
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/imports/x", "/imports/../imports", "/imports/%00", "/imports/" + "0"})
    void an_import_that_is_none_is_not_found(String path) {
        assertThat(get(path).statusCode()).isIn(404, 200, 400).isNotEqualTo(500);
        assertThat(get("/imports/" + "0".repeat(64)).statusCode()).isEqualTo(404);
    }

    private static Socket begin(long length) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), gateway.url().getPort());
        OutputStream out = socket.getOutputStream();
        out.write(("POST /imports HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + importer + "\r\nContent-Type: "
                        + Form.type() + "\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        socket.setSoTimeout((int) ENDS.toMillis());
        return new String(socket.getInputStream().readNBytes(64), StandardCharsets.US_ASCII);
    }

    private static void refused(Form form, String said) {
        HttpResponse<String> response = send(form);
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains(said, "role=\"alert\"");
    }

    private static String report(String place) {
        await().atMost(ENDS).until(() -> get(place).body().contains("下载报告"));
        return get(place).body();
    }

    private static HttpResponse<String> send(Form form) {
        return gateway.send(form.in(gateway.request("/imports", "Cookie", importer)));
    }

    private static HttpResponse<String> get(String path) {
        return gateway.get(path, "Cookie", importer);
    }
}
