package qingshan.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.gateway.operator.OperatorToken;
import qingshan.gateway.staff.Role;
import qingshan.rules.json.JsonParser;

/** What every answer of the gateway keeps to, over real HTTP. */
class GatewayTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void the_first_page_is_chinese_and_english_for_who_asks() {
        assertThat(gateway.get("/").body()).contains("<html lang=\"zh-CN\">", "查询一包茶");
        assertThat(gateway.get("/", "Accept-Language", "en-GB,en;q=0.9").body()).contains("<html lang=\"en\">");
        assertThat(gateway.get("/", "Accept-Language", "fr,zh;q=0.5,en;q=0.1").body())
                .contains("<html lang=\"zh-CN\">");
        HttpResponse<String> switched = gateway.get("/?lang=en");
        assertThat(switched.body()).contains("Look up a pack");
        assertThat(switched.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(c -> assertThat(c).startsWith("lang=en"));
        assertThat(gateway.get("/", "Cookie", "lang=en").body()).contains("Look up a pack");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sign-in", "/nothing-here", "/api/nothing-here", "/staff", "/health"})
    void every_answer_says_what_may_be_loaded_and_is_framed_by_nobody(String path) {
        HttpResponse<String> response = gateway.get(path);
        String policy = response.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy).contains("default-src 'none'", "frame-ancestors 'none'", "script-src 'none'");
        assertThat(policy).doesNotContain("unsafe");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void only_a_pages_own_scripts_run_and_what_tells_them_is_for_one_answer() {
        gateway.account("rosa", Role.REGISTRAR);
        String[] policies = new String[2];
        for (int i = 0; i < policies.length; i++) {
            HttpResponse<String> page = gateway.get("/parties/new", "Cookie", gateway.signIn("rosa"));
            policies[i] = page.headers().firstValue("Content-Security-Policy").orElseThrow();
            Matcher nonce = Pattern.compile("<script nonce=\"([^\"]+)\"").matcher(page.body());
            assertThat(nonce.find()).isTrue();
            assertThat(policies[i]).contains("script-src 'nonce-" + nonce.group(1) + "'");
        }
        assertThat(policies[0]).isNotEqualTo(policies[1]);
    }

    @Test
    void what_is_not_there_is_a_page_for_people_and_a_problem_for_programs() {
        HttpResponse<String> page = gateway.get("/nothing-here");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("此地址没有内容").contains("404 · NOT_FOUND");
        HttpResponse<String> problem = gateway.get("/api/nothing-here");
        assertThat(problem.statusCode()).isEqualTo(404);
        assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(problem.body()).contains("\"code\":\"NOT_FOUND\"", "\"status\":404");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%00",
                "/..%2f..%2fetc",
                "/assets/0000/qingshan.css",
                "/?lang=%00",
                "/%F0%9F%8D%B5",
                "/;a=b",
                "//"
            })
    void strange_addresses_get_an_answer(String path) {
        assertThat(gateway.get(path).statusCode()).isBetween(200, 499);
    }

    @Test
    void the_type_of_every_problem_leads_to_its_meaning_in_both_languages() {
        String type = String.valueOf(
                JsonParser.object(gateway.get("/api/nothing-here").body()).text("type"));
        assertThat(type).isEqualTo("/problems#NOT_FOUND");
        assertThat(gateway.get("/problems").body())
                .contains("id=\"NOT_FOUND\"", "id=\"BAD_VALUE\"", Problem.say("BAD_VALUE.cure", Locale.CHINESE));
        assertThat(gateway.get("/problems", "Accept-Language", "en").body())
                .contains(Problem.say("BAD_VALUE.cure", Locale.ENGLISH));
    }

    @Test
    void other_sites_may_make_no_browser_send_anything() {
        Map<String, String> form = Map.of("name", "x", "password", "y");
        assertThat(gateway.post("/sign-in", form, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(gateway.post("/sign-in", form, "Sec-Fetch-Site", "same-site").statusCode())
                .isEqualTo(403);
        assertThat(gateway.post("/sign-in", form, "Origin", "https://other.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(gateway.post("/sign-in", form, "Origin", "null").statusCode())
                .isEqualTo(403);
        assertThat(gateway.post("/sign-in", form, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void assets_are_kept_for_good_under_an_address_of_their_content() {
        String page = gateway.get("/").body();
        String path = page.replaceAll("(?s).*href=\"(/assets/[^\"]+\\.css)\".*", "$1");
        HttpResponse<String> sheet = gateway.get(path);
        assertThat(sheet.statusCode()).isEqualTo(200);
        assertThat(sheet.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(sheet.headers().firstValue("Content-Type")).hasValue("text/css;charset=utf-8");
    }

    @Test
    void a_wrong_method_is_told() {
        HttpResponse<String> response = gateway.send(gateway.request("/health").DELETE());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(gateway.send(gateway.request("/").method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .body())
                .isEmpty();
    }

    @Test
    void it_is_alive_and_ready() {
        assertThat(gateway.get("/health/liveness").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/health/readiness").body()).contains("UP");
    }

    @Test
    void only_the_operator_speaks_with_the_operators_addresses() {
        assertThat(gateway.get("/operator/status").statusCode()).isEqualTo(401);
        assertThat(gateway.get("/operator/status", "Authorization", "Bearer " + "0".repeat(64))
                        .statusCode())
                .isEqualTo(401);
        assertThat(gateway.get("/operator/status", "Authorization", "Bearer " + TestGateway.TOKEN)
                        .body())
                .contains("\"ready\":true");
    }

    @Test
    void a_port_that_is_taken_is_told_in_one_sentence() {
        GatewaySettings settings =
                new GatewaySettings(GatewaySettings.LOOPBACK, gateway.url().getPort(), null);
        OperatorToken token = new OperatorToken(TestGateway.TOKEN, new CountDownLatch(1));
        assertThatThrownBy(
                        () -> Gateway.start(gateway.keeper(), settings, token).close())
                .isInstanceOf(WebException.class)
                .hasMessageContaining("is taken by another program");
    }
}
