package qingshan.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.gateway.staff.ApiTokens;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.TestGateway;
import qingshan.gateway.web.Wire;

/** Who sends a byte now and then does not hold a connection for long. */
@Timeout(60)
class ArrivalTest {
    private static final Duration TIME = Duration.ofMillis(800);
    private static final Duration NOW_AND_THEN = Duration.ofMillis(100);

    private static TestGateway gateway;
    private static String cookie;
    private static String token;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(new Patience(TIME, 1_000, Duration.ofMinutes(1), 2));
        cookie = gateway.signedIn("importer", Role.IMPORTER);
        token = new ApiTokens(gateway.db()).issue("importer").orElseThrow();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String head(String path, String type, String more) {
        String who = path.startsWith("/api/") ? "Authorization: Bearer " + token : "Cookie: " + cookie;
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\n" + who + "\r\n" + more + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "})
    void headers_that_do_not_end_are_given_up(String beginning) throws IOException {
        try (Wire wire = new Wire(gateway.url())) {
            String answer = wire.send(beginning).drip("x", NOW_AND_THEN).all();
            assertThat(answer).startsWith("HTTP/1.1 408").containsIgnoringCase("connection: close");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in application/x-www-form-urlencoded name=",
                "/api/v1/commands/RegisterMarket application/json {",
                "/imports multipart/form-data;boundary=x --x\r\n"
            })
    void a_body_that_does_not_come_is_given_up_and_told(String request) throws IOException {
        String[] parts = request.split(" ", 3);
        for (String framing : new String[] {"Content-Length: 1000000\r\n", "Transfer-Encoding: chunked\r\n"}) {
            boolean chunked = framing.startsWith("T");
            String first = chunked ? Integer.toHexString(parts[2].length()) + "\r\n" + parts[2] + "\r\n" : parts[2];
            try (Wire wire = new Wire(gateway.url())) {
                String answer = wire.send(head(parts[0], parts[1], framing) + first)
                        .drip(chunked ? "1\r\nx\r\n" : "x", NOW_AND_THEN)
                        .all();
                assertThat(answer).as(request + " " + framing).startsWith("HTTP/1.1 408");
                assertThat(answer).containsIgnoringCase("connection: close").contains("TOO_SLOW");
            }
        }
        await().untilAsserted(() -> assertThat(scratch()).isEmpty());
    }

    @Test
    void what_nobody_waits_for_is_closed_too() throws IOException {
        try (Wire wire = new Wire(gateway.url())) {
            wire.send(head("/nowhere", "text/plain", "Content-Length: 1000000\r\n"))
                    .drip("x", NOW_AND_THEN);
            assertThat(wire.all()).startsWith("HTTP/1.1 4").doesNotContain("408");
        }
    }

    @Test
    void who_sends_on_may_take_longer_and_who_has_nothing_to_send_may_stay() throws Exception {
        String body = "name=" + "x".repeat(9_995);
        try (Wire wire = new Wire(gateway.url())) {
            wire.send(head("/sign-in", "application/x-www-form-urlencoded", "Content-Length: 10000\r\n"));
            for (int i = 0; i < 20; i++) {
                wire.send(body.substring(i * 500, (i + 1) * 500));
                pause(NOW_AND_THEN);
            }
            assertThat(wire.head()).startsWith("HTTP/1.1 4").doesNotStartWith("HTTP/1.1 408");
        }
        try (Wire wire = new Wire(gateway.url())) {
            for (int i = 0; i < 2; i++) {
                wire.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(wire.answer()).startsWith("HTTP/1.1 200");
                pause(TIME.multipliedBy(2));
            }
        }
    }

    @Test
    void one_address_has_only_so_many_on_their_way() {
        Arriving arriving = new Arriving(Optional.empty());
        assertThat(arriving.enter("a", 2)).isTrue();
        assertThat(arriving.enter("a", 2)).isTrue();
        assertThat(arriving.enter("a", 2)).isFalse();
        assertThat(arriving.enter("b", 2)).isTrue();
        arriving.leave("a");
        assertThat(arriving.enter("a", 2)).isTrue();
        for (int i = 0; i < 10; i++) {
            assertThat(arriving.enter(null, 2)).as("a proxy on this machine").isTrue();
        }
    }

    private static void pause(Duration time) throws Exception {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS))
                .get();
    }

    private static String[] scratch() {
        return gateway.keeper().home().directory("scratch").toFile().list();
    }
}
