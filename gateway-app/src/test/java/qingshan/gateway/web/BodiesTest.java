package qingshan.gateway.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.gateway.staff.ApiTokens;
import qingshan.gateway.staff.Role;

/** Bodies and headers that are huge, slow, cut off or of another kind. */
class BodiesTest {
    private static TestGateway gateway;
    private static String cookie;
    private static String token;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        cookie = gateway.signedIn("importer", Role.IMPORTER);
        token = new ApiTokens(gateway.db()).issue("importer").orElseThrow();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static HttpResponse<String> post(String path, String type, String body) {
        return gateway.send(gateway.request(path, "Authorization", "Bearer " + TestGateway.TOKEN)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String head(String path, String type, String length) {
        String who = path.startsWith("/operator/")
                ? "Authorization: Bearer " + TestGateway.TOKEN
                : path.startsWith("/api/") ? "Authorization: Bearer " + token : "Cookie: " + cookie;
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\n" + who + "\r\n" + length
                + "\r\n\r\n";
    }

    static Stream<Arguments> larger() {
        return Stream.of(
                arguments("/api/v1/commands/RegisterMarket", "application/json", 3),
                arguments("/operator/submit", "application/octet-stream", 3),
                arguments("/sign-in", "application/x-www-form-urlencoded", 3),
                arguments("/imports", "multipart/form-data; boundary=x", 257));
    }

    @ParameterizedTest
    @MethodSource("larger")
    void what_is_too_large_is_told_to_who_sends_on(String path, String type, int megabytes) throws IOException {
        String piece = "x".repeat(1 << 20);
        try (Wire wire = new Wire(gateway.url())) {
            wire.send(head(path, type, "Content-Length: " + ((long) megabytes << 20)));
            for (int i = 0; i < Math.min(megabytes, 20); i++) {
                wire.send(piece);
            }
            assertThat(wire.answer()).startsWith("HTTP/1.1 413").contains("TOO_LARGE");
        }
        boolean readAsItComes = path.equals("/imports");
        try (Wire wire = new Wire(gateway.url())) {
            wire.send(head(path, type, "Transfer-Encoding: chunked"));
            for (int i = 0; i < megabytes && !readAsItComes; i++) {
                wire.send("100000\r\n" + piece + "\r\n");
            }
            assertThat(readAsItComes ? "413" : wire.answer()).contains("413");
        }
    }

    @ParameterizedTest
    @MethodSource("larger")
    void more_than_anything_may_have_is_not_waited_for(String path, String type, int megabytes) throws IOException {
        try (Wire wire = new Wire(gateway.url())) {
            assertThat(wire.send(head(path, type, "Content-Length: 40000000000"))
                            .answer())
                    .startsWith("HTTP/1.1 413")
                    .contains("TOO_LARGE");
        }
    }

    @Test
    void another_kind_of_body_is_refused() {
        assertThat(post("/operator/submit", "text/plain", "{}").statusCode()).isEqualTo(415);
        assertThat(post("/sign-in", "application/json", "{}").statusCode()).isEqualTo(415);
        assertThat(post("/operator/submit", "no type at all", "{}").statusCode())
                .isBetween(400, 415);
    }

    @Test
    void headers_and_addresses_have_an_end() throws IOException {
        assertThat(raw("GET /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .matches("HTTP/1\\.[01] 414");
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX-A: " + "a".repeat(20_000) + "\r\n\r\n"))
                .matches("HTTP/1\\.[01] 431");
        assertThat(raw("no HTTP at all\r\n\r\n")).matches("HTTP/1\\.[01] 4..");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "DELETE", "PROPFIND", "POST"})
    void a_method_that_an_address_does_not_take_is_refused_with_those_that_it_takes(String method) throws IOException {
        for (String path : List.of("/", "/imports/" + "0".repeat(64), "/api/v1/parties")) {
            try (Wire wire = new Wire(gateway.url())) {
                wire.send(method + " " + path + " HTTP/1.1\r\nHost: x\r\nCookie: " + cookie + "\r\n\r\n");
                assertThat(wire.head())
                        .as(method + " " + path)
                        .startsWith("HTTP/1.1 405")
                        .containsPattern("(?i)allow: .*GET");
            }
        }
    }

    @Test
    void a_body_that_is_cut_off_does_nothing_and_harms_nobody() throws IOException {
        try (Socket socket = socket()) {
            socket.getOutputStream()
                    .write(("POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"
                                    + "Content-Type: application/x-www-form-urlencoded\r\n\r\nname=a")
                            .getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
        }
        assertThat(gateway.get("/").statusCode()).isEqualTo(200);
    }

    private static Socket socket() throws IOException {
        Socket socket = new Socket(gateway.url().getHost(), gateway.url().getPort());
        socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
        return socket;
    }

    /** What comes first, whatever is sent. */
    private static String raw(String request) throws IOException {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readNBytes(12), ISO_8859_1);
        }
    }
}
