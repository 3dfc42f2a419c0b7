package qingshan.gateway.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.gateway.web.TestGateway;

/** Signing in and out over real HTTP. */
class SignInTest {
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
    void who_signs_in_comes_to_the_page_that_was_asked_for() {
        gateway.account("anna", Role.REGISTRAR);
        HttpResponse<String> asked = gateway.get("/staff");
        assertThat(asked.statusCode()).isEqualTo(303);
        assertThat(asked.headers().firstValue("Location")).hasValue("/sign-in?next=%2Fstaff");
        HttpResponse<String> in =
                gateway.post("/sign-in", Map.of("name", "anna", "password", TestGateway.PASSWORD, "next", "/staff"));
        assertThat(in.headers().firstValue("Location")).hasValue("/staff");
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow()).contains("HTTPOnly", "SameSite=Lax");
        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        assertThat(gateway.get("/staff", "Cookie", cookie).headers().firstValue("Location"))
                .hasValue("/parties");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "///evil.example",
                "https://evil.example",
                "/\\evil.example",
                "javascript:1",
                "/a b",
                "",
                "/a|b",
                "/{a}",
                "/a\"b",
                "/a^b",
                "/[",
                "/%zz",
                "/staff?a=%",
                "/\u0001",
                "/a\r\nSet-Cookie: qs=1"
            })
    void nobody_is_led_to_another_site(String next) {
        gateway.account("lisa", Role.REGISTRAR);
        HttpResponse<String> in =
                gateway.post("/sign-in", Map.of("name", "lisa", "password", TestGateway.PASSWORD, "next", next));
        assertThat(in.headers().firstValue("Location")).hasValue("/staff");
    }

    @Test
    void a_session_that_is_forged_ended_or_replayed_is_none() {
        String cookie = gateway.signedIn("berta", Role.INSPECTOR);
        assertThat(gateway.get("/staff", "Cookie", cookie).headers().firstValue("Location"))
                .hasValue("/lots");
        assertThat(gateway.get("/staff", "Cookie", "qs=" + "A".repeat(43))
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .startsWith("/sign-in");
        gateway.db().update("UPDATE own.session SET seen = now() - interval '3 hours' WHERE staff = 'berta'");
        assertThat(gateway.get("/staff", "Cookie", cookie)
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .startsWith("/sign-in");
        String fresh = gateway.signIn("berta");
        gateway.post("/sign-out", Map.of(), "Cookie", fresh);
        assertThat(gateway.get("/staff", "Cookie", fresh)
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .as("replayed after the sign-out")
                .startsWith("/sign-in");
    }

    @Test
    void five_wrong_passwords_lock_the_account_and_nobody_learns_whether_it_exists() {
        gateway.account("carl", Role.REGISTRAR);
        String unknown = gateway.post("/sign-in", Map.of("name", "nobody", "password", "wrong"))
                .body();
        for (int i = 0; i < Accounts.FAILURES_MAX; i++) {
            HttpResponse<String> wrong = gateway.post("/sign-in", Map.of("name", "carl", "password", "wrong"));
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.body().replace("carl", "nobody")).isEqualTo(unknown);
        }
        HttpResponse<String> locked =
                gateway.post("/sign-in", Map.of("name", "carl", "password", TestGateway.PASSWORD));
        assertThat(locked.statusCode()).isEqualTo(429);
        assertThat(locked.body()).contains("密码错误次数过多");
    }

    @Test
    void a_name_that_nobody_has_locks_like_one_that_somebody_has() {
        gateway.account("gerd", Role.REGISTRAR);
        new Accounts(gateway.db()).disable("gerd");
        for (String name : List.of("nobody-at-all", "gerd", "Not A Name", "x".repeat(3_000))) {
            String last = "";
            for (int i = 0; i <= Accounts.FAILURES_MAX; i++) {
                HttpResponse<String> wrong = gateway.post("/sign-in", Map.of("name", name, "password", "wrong"));
                assertThat(wrong.statusCode()).as(name + i).isEqualTo(i < Accounts.FAILURES_MAX ? 401 : 429);
                last = wrong.body();
            }
            assertThat(last).contains("密码错误次数过多", "15 分钟");
        }
    }

    @Test
    void of_names_that_nobody_has_no_more_are_remembered_than_there_is_room_for() {
        Strangers strangers = new Strangers();
        Instant now = Instant.now();
        for (int i = 0; i < Accounts.FAILURES_MAX; i++) {
            assertThat(strangers.count("first", now)).isEmpty();
        }
        assertThat(strangers.count("first", now)).hasValue(now.plus(Accounts.LOCKED));
        assertThat(strangers.count("first", now.plus(Accounts.LOCKED))).isEmpty();
        for (int i = 1; i < Accounts.FAILURES_MAX; i++) {
            assertThat(strangers.count("first", now.plus(Accounts.LOCKED))).isEmpty();
        }
        assertThat(strangers.count("first", now.plus(Accounts.LOCKED))).isPresent();
        for (int i = 0; i < 20_000; i++) {
            strangers.count("n" + i, now);
        }
        assertThat(strangers.count("first", now.plus(Accounts.LOCKED))).isEmpty();
    }

    @Test
    void many_tries_at_once_are_no_more_than_may_be_made() throws Exception {
        gateway.account("ella", Role.REGISTRAR);
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService all = Executors.newFixedThreadPool(40)) {
            for (Future<HttpResponse<String>> one : all.invokeAll(Collections.<Callable<HttpResponse<String>>>nCopies(
                    40, () -> gateway.post("/sign-in", Map.of("name", "ella", "password", "wrong"))))) {
                answers.add(one.get().statusCode());
            }
        }
        assertThat(Collections.frequency(answers, 401)).isEqualTo(Accounts.FAILURES_MAX);
        assertThat(Collections.frequency(answers, 429)).isEqualTo(40 - Accounts.FAILURES_MAX);
    }

    @Test
    void after_a_lock_the_count_begins_anew() {
        gateway.account("fred", Role.REGISTRAR);
        for (int i = 0; i < Accounts.FAILURES_MAX; i++) {
            signIn("fred", "wrong");
        }
        assertThat(signIn("fred", TestGateway.PASSWORD)).isEqualTo(429);
        gateway.db().update("UPDATE own.staff SET locked_until = now() - interval '1 second' WHERE name = 'fred'");
        for (int i = 1; i < Accounts.FAILURES_MAX; i++) {
            assertThat(signIn("fred", "wrong")).as("mistake " + i).isEqualTo(401);
        }
        assertThat(signIn("fred", TestGateway.PASSWORD))
                .as("the fifth is right")
                .isEqualTo(303);
        for (int i = 1; i < Accounts.FAILURES_MAX; i++) {
            assertThat(signIn("fred", "wrong")).as("mistake " + i).isEqualTo(401);
        }
        assertThat(signIn("fred", TestGateway.PASSWORD)).isEqualTo(303);
    }

    private static int signIn(String name, String password) {
        return gateway.post("/sign-in", Map.of("name", name, "password", password))
                .statusCode();
    }

    @Test
    void an_account_that_was_removed_is_out_at_once() {
        String cookie = gateway.signedIn("dora", Role.REGISTRAR);
        new Accounts(gateway.db()).disable("dora");
        assertThat(gateway.get("/staff", "Cookie", cookie)
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .startsWith("/sign-in");
        assertThat(gateway.post("/sign-in", Map.of("name", "dora", "password", TestGateway.PASSWORD))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void what_an_account_may_not_be_is_told() {
        assertThatThrownBy(() -> gateway.account("Anna", Role.REGISTRAR)).hasMessageContaining("no user name");
        assertThatThrownBy(() -> new Accounts(gateway.db())
                        .put(gateway.keeper().enroller(), "eva", "eva", Role.REGISTRAR, "short", null, false))
                .hasMessageContaining("10 to 200");
    }
}
