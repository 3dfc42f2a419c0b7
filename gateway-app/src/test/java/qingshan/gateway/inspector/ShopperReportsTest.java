package qingshan.gateway.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an inspector does with what shoppers reported, over real HTTP. */
class ShopperReportsTest {
    private static Ground ground;

    @BeforeAll
    static void start(@TempDir Path directory) {
        ground = new Ground(directory);
    }

    @AfterAll
    static void stop() {
        ground.close();
    }

    @Test
    void what_a_shopper_reported_is_handled_once() {
        String run = ground.one("SELECT record FROM read.run ORDER BY 1 LIMIT 1");
        long report = ground.report(run, 3);
        assertThat(get("/reports").body()).contains("茶有霉味", "******", "#3").doesNotContain("13800001234");
        String address = "/reports/close?report=" + report;
        assertThat(get(address).body()).contains("茶有霉味");
        Map<String, String> form = new HashMap<>(Map.of("id", UUID.randomUUID().toString(), "note", ""));
        assertThat(post(address, form).statusCode()).isEqualTo(400);
        form.put("note", "长".repeat(501));
        assertThat(post(address, form).statusCode()).isEqualTo(400);
        form.put("note", "已抽样，送检");
        HttpResponse<String> done = post(address, form);
        assertThat(get(location(done)).body()).contains("已记为处理完毕");
        assertThat(post(address, form).statusCode()).as("sent twice").isEqualTo(303);
        form.put("id", UUID.randomUUID().toString());
        form.put("note", "别的");
        assertThat(post(address, form).statusCode()).as("handled by now").isEqualTo(409);
        assertThat(get("/reports?handled=yes").body())
                .contains("已抽样，送检", "ines")
                .doesNotContain("别的");
        assertThat(get("/api/v1/shopper-reports.csv").body()).contains("已抽样，送检").doesNotContain("13800001234");
    }

    @Test
    void codes_that_were_asked_for_unusually_often_are_found() {
        String run = ground.one("SELECT record FROM read.run ORDER BY 1 OFFSET 1 LIMIT 1");
        ground.scanned(run, 7, 4);
        ground.scanned(run, 8, 5);
        assertThat(get("/reports").body()).contains("查询次数异常的码（1）");
        assertThat(get("/reports/often").body()).contains("%238").doesNotContain("%237");
        assertThat(get("/api/v1/often-scanned.csv").body()).contains(",8,5,");
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
