package qingshan.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import qingshan.gateway.staff.ApiTokens;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.TestGateway;

/** Server-sent events over real HTTP. */
@Timeout(90)
class EventsTest {
    private static TestGateway gateway;
    private static String token;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        gateway.account("listener", Role.IMPORTER);
        token = "Bearer " + new ApiTokens(gateway.db()).issue("listener").orElseThrow();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void who_listens_learns_where_things_are_and_what_happens_next() throws Exception {
        Progress progress = gateway.bean(Progress.class);
        progress.tell(new Progress.Step("import", "first", 1, 10, Progress.State.RUNNING));
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> response = client.send(
                    gateway.request("/api/v1/events", "Authorization", token).build(),
                    HttpResponse.BodyHandlers.ofLines());
            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/event-stream");
            Thread reader = Thread.ofVirtual().start(() -> response.body().forEach(lines::add));
            await().untilAsserted(() -> assertThat(lines).contains("event: block", "event: progress"));
            progress.tell(new Progress.Step("import", "first", 10, 10, Progress.State.DONE));
            await().untilAsserted(() -> assertThat(lines)
                    .contains(
                            "data: {\"all\":10,\"done\":10,\"id\":\"first\",\"state\":\"done\",\"task\":\"import\"}"));
            client.shutdownNow();
            reader.join(Duration.ofSeconds(5));
        }
    }

    private static int listen(HttpClient client, String as) throws Exception {
        // the body is left where it is: nobody reads it
        return client.send(
                        gateway.request("/api/v1/events", "Authorization", as).build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .statusCode();
    }

    private static String token(String account) {
        gateway.account(account, Role.IMPORTER);
        return "Bearer " + new ApiTokens(gateway.db()).issue(account).orElseThrow();
    }

    @Test
    void one_account_cannot_take_all_and_one_that_reads_nothing_holds_nobody_up() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String greedy = token("greedy");
            for (int i = 0; i < Events.ACCOUNT_MAX; i++) {
                assertThat(listen(client, greedy)).isEqualTo(200);
            }
            assertThat(listen(client, greedy)).isEqualTo(429);
            int others = Events.LISTENERS_MAX / Events.ACCOUNT_MAX - 1;
            for (int account = 0; account < others; account++) {
                String other = token("other-" + account);
                for (int i = 0; i < Events.ACCOUNT_MAX; i++) {
                    listen(client, other);
                }
            }
            assertThat(listen(client, token("late")))
                    .as("no more than %s in all", Events.LISTENERS_MAX)
                    .isEqualTo(429);
            Progress progress = gateway.bean(Progress.class);
            for (int i = 0; i < 100_000; i++) {
                progress.tell(new Progress.Step("import", "noise", i, 0, Progress.State.RUNNING));
            }
            client.shutdownNow();
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> gateway.bean(Events.class).listen("greedy").isPresent());
    }
}
