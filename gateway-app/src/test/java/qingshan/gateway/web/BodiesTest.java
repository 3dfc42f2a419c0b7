package qingshan.gateway.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bodies and headers that are huge, slow, cut off or of another kind. */
class BodiesTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
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

    @Test
    void what_is_larger_than_a_command_can_be_is_refused() {
        HttpResponse<String> response = post("/operator/submit", "application/json", "x".repeat(3 << 20));
        assertThat(response.statusCode()).as(response.body()).isBetween(400, 499);
        assertThat(gateway.send(gateway.request("/sign-in")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("name=" + "x".repeat(3 << 20))))
                        .statusCode())
                .isBetween(400, 499);
    }

    @Test
    void another_kind_of_body_is_refused() {
        assertThat(post("/operator/submit", "text/plain", "{}").statusCode()).isEqualTo(415);
        assertThat(post("/sign-in", "application/json", "{}").statusCode()).isEqualTo(415);
        assertThat(post("/operator/submit", "no type at all", "{}").statusCode())
                .isBetween(400, 415);
    }

    @Test
    void more_than_is_allowed_is_not_waited_for() throws IOException {
        assertThat(raw("POST /operator/submit HTTP/1.1\r\nHost: x\r\nContent-Length: 400000000\r\n"
                        + "Content-Type: application/json\r\nAuthorization: Bearer " + TestGateway.TOKEN + "\r\n\r\n"))
                .startsWith("HTTP/1.1 41");
    }

    @Test
    void headers_and_addresses_have_an_end() throws IOException {
        assertThat(raw("GET /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .matches("HTTP/1\\.[01] 4..");
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX-A: " + "a".repeat(20_000) + "\r\n\r\n"))
                .matches("HTTP/1\\.[01] 4..");
        assertThat(raw("no HTTP at all\r\n\r\n")).matches("HTTP/1\\.[01] 4..");
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
