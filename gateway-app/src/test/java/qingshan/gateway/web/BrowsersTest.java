package qingshan.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.gateway.staff.Menu;
import qingshan.gateway.staff.Role;

/** What browsers send that no program does, over real HTTP. */
class BrowsersTest {
    private static final List<String> PAGES =
            List.of("text/html", "application/xhtml+xml", "text/html,application/xhtml+xml");

    private static TestGateway gateway;
    private static final Map<Role, String> SESSIONS = new HashMap<>();

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        for (Role role : Role.values()) {
            SESSIONS.put(role, gateway.signedIn(role.code(), role));
        }
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/find?code=x", "/sign-in", "/problems", "/api", "/01/06901234567892/10/x/21/x", "/nothing"
            })
    void a_page_for_everybody_is_there_for_who_accepts_pages_alone(String path) {
        int status = gateway.get(path).statusCode();
        for (String accepted : PAGES) {
            HttpResponse<String> page = gateway.get(path, "Accept", accepted);
            assertThat(page.statusCode())
                    .as(path + " " + accepted)
                    .isEqualTo(status)
                    .isNotEqualTo(406);
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        }
    }

    /** Each page of the menu to each role that has it, and those of the counter. */
    static Stream<Asked> pages() {
        Stream<Asked> menus = Stream.of(Role.values())
                .flatMap(role -> Menu.of(role).stream().map(item -> new Asked(role, item.path())));
        Stream<Asked> forms = Stream.of("/parties/new", "/plots/new", "/products/new", "/scales/market", "/parties")
                .map(path -> new Asked(Role.REGISTRAR, path));
        Stream<Asked> counter = Stream.of(
                        "card", "lost", "late", "clerk", "more", "checks", "day", "statement", "window")
                .map(page -> new Asked(Role.MARKET_CLERK, "/counter/" + page));
        return Stream.of(menus, forms, counter).flatMap(all -> all);
    }

    record Asked(Role role, String path) {}

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_of_staff_is_there_for_who_accepts_pages_alone(Asked asked) {
        for (String accepted : PAGES) {
            HttpResponse<String> page = gateway.get(asked.path, "Accept", accepted, "Cookie", session(asked.role));
            assertThat(page.statusCode()).as(asked + " " + accepted).isEqualTo(200);
            assertThat(page.body()).contains("<!doctype html>");
        }
    }

    private static HttpResponse<String> nothing(String path, @Nullable String type, Role role) {
        HttpRequest.Builder request =
                gateway.request(path, "Cookie", session(role)).POST(HttpRequest.BodyPublishers.noBody());
        return gateway.send(type == null ? request : request.header("Content-Type", type));
    }

    private static String session(Role role) {
        return String.valueOf(SESSIONS.get(role));
    }

    @ParameterizedTest
    @CsvSource({
        "/sign-in, 401, id=\"password\"",
        "/counter/clerk, 403, id=\"pin\"",
        "/counter/card, 400, 请填写。",
        "/counter/late, 400, 请填写。",
        "/counter/checks, 400, 请填写。",
        "/counter/drivers, 400, BAD_VALUE",
        "/reveal, 404, NOT_FOUND"
    })
    void a_form_of_which_nothing_came_is_shown_again(String path, int status, String says) {
        for (String type : new String[] {null, "application/x-www-form-urlencoded"}) {
            HttpResponse<String> shown = nothing(path, type, Role.MARKET_CLERK);
            assertThat(shown.statusCode()).as(shown.body()).isEqualTo(status);
            assertThat(shown.body()).contains(says).doesNotContain("BAD_REQUEST");
        }
    }

    @Test
    void a_name_that_no_database_takes_is_a_wrong_one() {
        Map<String, String> strange = Map.of("name", "a\0b", "password", "x", "pin", "1\0");
        assertThat(gateway.post("/sign-in", strange).statusCode()).isEqualTo(401);
        HttpResponse<String> pin = gateway.post("/counter/clerk", strange, "Cookie", session(Role.MARKET_CLERK));
        assertThat(pin.statusCode()).isEqualTo(403);
        assertThat(pin.body()).contains("id=\"pin\"");
    }

    private static final Pattern SWITCH = Pattern.compile("class=\"switch\" href=\"([^\"]+)\"");

    private static String switched(HttpResponse<String> page) {
        Matcher at = SWITCH.matcher(page.body());
        assertThat(at.find()).as(page.body()).isTrue();
        return at.group(1).replace("&amp;", "&");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/counter/card", "/counter/late", "/counter/lost", "/counter/checks", "/counter/clerk"})
    void the_other_language_of_a_form_that_was_sent_is_the_page_of_the_form(String path) {
        HttpResponse<String> refused = nothing(path, null, Role.MARKET_CLERK);
        HttpResponse<String> other = gateway.get(switched(refused), "Cookie", session(Role.MARKET_CLERK));
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.body()).contains("<html lang=\"en\">", "action=\"" + path + "\"");
    }

    @Test
    void who_mistook_a_password_changes_the_language_and_types_no_more_than_that() {
        HttpResponse<String> refused =
                gateway.post("/sign-in", Map.of("name", "li na", "password", "x", "next", "/plots?village=a%26b"));
        assertThat(gateway.get(switched(refused)).body())
                .contains("<html lang=\"en\">", "value=\"li na\"", "value=\"/plots?village=a%26b\"");
    }

    @Test
    void what_is_shown_once_has_no_other_language() {
        String clerk = session(Role.MARKET_CLERK);
        HttpResponse<String> nothing = nothing("/counter/drivers", null, Role.MARKET_CLERK);
        assertThat(nothing.body()).doesNotContain("class=\"switch\"");
        HttpResponse<String> revealed =
                gateway.post("/reveal", Map.of("list", "cards", "id", "x"), "Cookie", clerk, "Referer", "x");
        assertThat(revealed.body()).doesNotContain("class=\"switch\"");
    }

    @Test
    void who_accepts_nothing_of_what_programs_get_is_told() {
        assertThat(gateway.get("/api/v1/parties", "Accept", "text/html", "Cookie", session(Role.REGISTRAR))
                        .statusCode())
                .isEqualTo(406);
    }
}
