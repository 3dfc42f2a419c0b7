package qingshan.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.home.Database;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.staff.ApiTokens;
import qingshan.gateway.staff.Role;
import qingshan.rules.json.JsonObject;
import qingshan.rules.value.LedgerTime;

/** The database goes away in the middle of work, and comes back. */
@Timeout(120)
class AwayTest {
    @Test
    void pages_say_so_it_comes_back_by_itself_and_nothing_acknowledged_is_lost() throws InterruptedException {
        String url = TestPostgres.freshUrl();
        String name = URI.create(url.substring("jdbc:".length())).getPath().substring(1);
        try (Database other = TestPostgres.fresh();
                TestGateway gateway = TestGateway.start(Map.of("QINGSHAN_DATABASE_URL", url))) {
            Db server = new Db(other.source());
            String cookie = gateway.signedIn("registrar", Role.REGISTRAR);
            String token =
                    "Bearer " + new ApiTokens(gateway.db()).issue("registrar").orElseThrow();
            ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
            AtomicBoolean going = new AtomicBoolean(true);
            Thread sender = Thread.ofPlatform().start(() -> {
                while (going.get()) {
                    JsonObject body = market();
                    sent.add(new Sent(body, post(gateway, token, body).statusCode()));
                }
            });
            await().until(() -> sent.size() > 5);
            server.update("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
            server.list("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?", row -> 0, name);

            await().until(() -> gateway.get("/health/readiness").statusCode() == 503);
            assertThat(gateway.get("/health/readiness").body()).contains("DOWN");
            assertThat(gateway.get("/health/liveness").statusCode()).isEqualTo(200);
            assertThat(gateway.get("/").statusCode())
                    .as("what needs no database")
                    .isEqualTo(200);
            HttpResponse<String> page = gateway.get("/parties?lang=zh", "Cookie", cookie);
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After")).isPresent();
            assertThat(page.body()).contains("503 · LEDGER_AWAY", "会自动恢复");
            assertThat(gateway.get("/api/v1/parties", "Authorization", token).body())
                    .contains("\"code\":\"LEDGER_AWAY\"");

            // the one that was under way may wait a while before it is told
            await().atMost(Duration.ofSeconds(30)).until(() -> sent.stream().anyMatch(one -> one.status() == 503));

            server.update("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> gateway.get("/health/readiness").statusCode() == 200);
            assertThat(gateway.get("/parties", "Cookie", cookie).statusCode()).isEqualTo(200);
            await().until(() -> sent.stream().toList().getLast().status() == 200);
            going.set(false);
            sender.join();
            Map<Integer, List<JsonObject>> byStatus = new LinkedHashMap<>();
            sent.forEach(one -> byStatus.computeIfAbsent(one.status(), _ -> new ArrayList<>())
                    .add(one.body()));
            assertThat(byStatus.keySet()).containsExactlyInAnyOrder(200, 503);
            for (JsonObject open : byStatus.getOrDefault(503, List.of())) {
                assertThat(post(gateway, token, open).statusCode()).isEqualTo(200);
            }
            List<String> there = gateway.db().list("SELECT market FROM read.market", row -> row.getString(1));
            assertThat(new TreeSet<>(there)).hasSize(there.size());
            assertThat(there)
                    .containsExactlyInAnyOrderElementsOf(sent.stream()
                            .map(one -> String.valueOf(((JsonObject) command(one.body())).text("market")))
                            .toList());
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
