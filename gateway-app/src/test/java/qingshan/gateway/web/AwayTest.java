package qingshan.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.fault.Hang;
import qingshan.gateway.home.Database;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.staff.ApiTokens;
import qingshan.gateway.staff.Role;
import qingshan.rules.json.JsonObject;
import qingshan.rules.value.LedgerTime;

/** The database goes away in the middle of work, and comes back. */
@Timeout(120)
class AwayTest {
    /** For a statement, as the test sets it. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(3);

    private static final Duration SAID_WITHIN = Duration.ofSeconds(20);

    @Test
    void pages_say_so_it_comes_back_by_itself_and_nothing_acknowledged_is_lost() throws InterruptedException {
        String url = TestPostgres.freshUrl();
        String name = URI.create(url.substring("jdbc:".length())).getPath().substring(1);
        try (Database other = TestPostgres.fresh();
                TestGateway gateway = TestGateway.start(Map.of("QINGSHAN_DATABASE_URL", url));
                Sender sender = new Sender(gateway)) {
            Db server = new Db(other.source());
            String cookie = gateway.signIn("registrar");
            sender.mustGoOn();
            server.update("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
            server.list("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?", row -> 0, name);

            await().until(() -> gateway.get("/health/readiness").statusCode() == 503);
            says(gateway, cookie, sender.token);
            sender.mustBeTold();

            server.update("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
            back(gateway, cookie);
            sender.mustGoOn();
            sender.end();
            sender.everythingIsThereOnce();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_database_that_hangs_is_away_and_comes_back() throws InterruptedException {
        String url = TestPostgres.freshUrl() + "&socketTimeout=" + ANSWER_MAX.toSeconds();
        try (TestGateway gateway = TestGateway.start(Map.of("QINGSHAN_DATABASE_URL", url));
                Sender sender = new Sender(gateway)) {
            String cookie = gateway.signIn("registrar");
            sender.mustGoOn();
            try (Hang hang = Hang.of(TestPostgres.home())) {
                assertThat(hang).isNotNull();
                long begun = System.nanoTime();
                assertThat(gateway.get("/parties", "Cookie", cookie).statusCode())
                        .isEqualTo(503);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SAID_WITHIN);
                await().atMost(SAID_WITHIN)
                        .until(() -> gateway.get("/health/readiness").statusCode() == 503);
                begun = System.nanoTime();
                says(gateway, cookie, sender.token);
                sender.mustBeTold();
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SAID_WITHIN);
            }
            back(gateway, cookie);
            sender.mustGoOn();
            sender.end();
            sender.everythingIsThereOnce();
        }
    }

    private static void says(TestGateway gateway, String cookie, String token) {
        assertThat(gateway.get("/health/readiness").body()).contains("DOWN");
        assertThat(gateway.get("/health/liveness").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/").statusCode()).as("what needs no database").isEqualTo(200);
        HttpResponse<String> page = gateway.get("/parties?lang=zh", "Cookie", cookie);
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Retry-After")).isPresent();
        assertThat(page.body()).contains("503 · LEDGER_AWAY", "会自动恢复");
        assertThat(gateway.get("/api/v1/parties", "Authorization", token).body())
                .contains("\"code\":\"LEDGER_AWAY\"");
    }

    private static void back(TestGateway gateway, String cookie) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> gateway.get("/health/readiness").statusCode() == 200);
        assertThat(gateway.get("/parties", "Cookie", cookie).statusCode()).isEqualTo(200);
    }

    /** Registers one market after another, whatever comes of it. */
    private static final class Sender implements AutoCloseable {
        final String token;
        private final TestGateway gateway;
        private final ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
        private final AtomicBoolean going = new AtomicBoolean(true);
        private final Thread thread;

        Sender(TestGateway gateway) {
            this.gateway = gateway;
            gateway.account("registrar", Role.REGISTRAR);
            token = "Bearer " + new ApiTokens(gateway.db()).issue("registrar").orElseThrow();
            thread = Thread.ofPlatform().start(() -> {
                while (going.get()) {
                    // slower than one account may ask
                    LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
                    JsonObject body = market();
                    sent.add(new Sent(body, post(gateway, token, body).statusCode()));
                }
            });
        }

        /** Waits until some more are on the ledger. */
        void mustGoOn() {
            long before = acknowledged();
            await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged() > before + 5);
        }

        /** Waits until it was told of the outage: a command that was under way may wait a while. */
        void mustBeTold() {
            await().atMost(Duration.ofSeconds(30)).until(() -> sent.stream().anyMatch(one -> one.status() == 503));
        }

        private long acknowledged() {
            return sent.stream().filter(one -> one.status() == 200).count();
        }

        /** Sends what has no answer once more, and compares with what is there. */
        void everythingIsThereOnce() {
            assertThat(sent.stream().map(Sent::status).distinct()).containsExactlyInAnyOrder(200, 503);
            for (Sent open : sent) {
                if (open.status() == 503) {
                    assertThat(post(gateway, token, open.body()).statusCode()).isEqualTo(200);
                }
            }
            List<String> there = gateway.db().list("SELECT market FROM read.market", row -> row.getString(1));
            assertThat(there)
                    .containsExactlyInAnyOrderElementsOf(sent.stream()
                            .map(one -> String.valueOf(((JsonObject) command(one.body())).text("market")))
                            .toList());
        }

        /** Sends no more, and waits for the last answer. */
        void end() throws InterruptedException {
            going.set(false);
            thread.join();
        }

        @Override
        public void close() {
            going.set(false);
        }
    }

    private record Sent(JsonObject body, int status) {}

    private static Object command(JsonObject body) {
        Object command = body.get("command");
        return command == null ? JsonObject.EMPTY : command;
    }

    private static HttpResponse<String> post(TestGateway gateway, String token, JsonObject body) {
        return gateway.send(gateway.request("/api/v1/commands/RegisterMarket", "Authorization", token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private static JsonObject market() {
        return JsonObject.of(
                "command",
                JsonObject.of("id", UUID.randomUUID().toString())
                        .with(
                                "occurredAt",
                                LedgerTime.ofEpochMilli(System.currentTimeMillis())
                                        .value())
                        .with("market", UUID.randomUUID().toString().replace("-", ""))
                        .with("name", "market")
                        .with("mspId", "TradeMSP"));
    }
}
