package qingshan.gateway.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.embedded.Identities;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.staff.Accounts;
import qingshan.gateway.staff.ApiTokens;
import qingshan.gateway.staff.Role;
import qingshan.rules.Opening;
import qingshan.rules.card.Slip;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.Fen;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.Salt;
import qingshan.rules.value.Text;

/** kill -9 of the gateway while shoppers scan and trades come in: nothing that was acknowledged is lost or done twice. */
class KilledGatewayTest {
    private static final int SCANS_A_SECOND = 50;
    private static final int TRADES_A_SECOND = 20;
    private static final int KILLS = 3;
    private static final int OK = 200;
    private static final Pattern PACK = Pattern.compile("(/01/\\S+) +a pack in order");

    @TempDir
    private Path temp;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, String> open = new ConcurrentHashMap<>();
    private final AtomicInteger scanned = new AtomicInteger();
    private final AtomicInteger strange = new AtomicInteger();

    private int port;
    private String token = "";
    private String pack = "/";

    @Test
    void what_was_acknowledged_is_there_once_and_the_gateway_comes_back() throws Exception {
        port = freePort();
        Path homePath = temp.resolve("home");
        Machine machine = new Machine(homePath, Files.createDirectory(temp.resolve("output")), "-Xmx512m");
        Machine.Running up = machine.start("up", "--port", port);
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> Files.exists(homePath.resolve("gateway.json")) && scan("/") == OK);
        Matcher order = PACK.matcher("");
        Machine.Running demo = up;
        await().atMost(Duration.ofSeconds(60))
                .until(() -> order.reset(demo.said()).find());
        pack = order.group(1);
        Home home = Home.at(homePath);
        try (Database database = Database.open(home, Map.of())) {
            Db db = new Db(database.source());
            new Accounts(db)
                    .put(
                            new Identities(home, InstantSource.system()),
                            "trader",
                            "trader",
                            Role.IMPORTER,
                            "correct horse battery",
                            null,
                            false);
            token = new ApiTokens(db).issue("trader").orElseThrow();
            Trades trades = Trades.of(db);
            try (ScheduledExecutorService load = Executors.newScheduledThreadPool(24)) {
                ScheduledFuture<?> shopping =
                        load.scheduleAtFixedRate(this::shop, 0, 1_000_000 / SCANS_A_SECOND, TimeUnit.MICROSECONDS);
                ScheduledFuture<?> trading = load.scheduleAtFixedRate(
                        () -> trade(trades), 0, 1_000_000 / TRADES_A_SECOND, TimeUnit.MICROSECONDS);
                for (int kill = 0; kill < KILLS; kill++) {
                    LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
                    up.kill();
                    long killed = System.nanoTime();
                    up = machine.start("up", "--port", port);
                    await().atMost(Duration.ofSeconds(60))
                            .pollInterval(Duration.ofMillis(20))
                            .until(() -> scan("/") == OK);
                    System.out.println("killed gateway: back after "
                            + Duration.ofNanos(System.nanoTime() - killed).toMillis() + " ms");
                }
                LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
                assertThat(shopping.cancel(false) && trading.cancel(false))
                        .as("shoppers and traders went on to the end")
                        .isTrue();
                load.shutdown();
                assertThat(load.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            }
            // what nobody answered is sent again with the same id, and then everything is known
            open.forEach((id, body) -> send(id, body));
            assertThat(open).isEmpty();
            assertThat(acknowledged).hasSizeGreaterThan(TRADES_A_SECOND * KILLS);
            assertThat(scanned).hasValueGreaterThan(SCANS_A_SECOND * KILLS);
            assertThat(strange)
                    .as("answers that were neither taken nor 'send it again'")
                    .hasValue(0);
            List<String> recorded = db.list(
                    "SELECT name FROM read.record WHERE kind = 'slip' AND name LIKE 'command/%'",
                    row -> row.getString(1).substring("command/".length()));
            assertThat(recorded).containsExactlyInAnyOrderElementsOf(acknowledged.keySet());
        }
        assertThat(machine.run("stop").code()).isZero();
        assertThat(up.end().code()).isZero();
        Path export = temp.resolve("export");
        assertThat(machine.run("export", export).code()).isZero();
        assertThat(machine.run("audit", export).code()).isZero();
        assertThat(machine.postgres()).isEmpty();
    }

    /**
     * What trades are made of: a grower with an entitlement left, a buyer, the season's words.
     *
     * @param slip any slip of the season
     */
    private record Trades(Slip slip) {
        static Trades of(Db db) {
            return db.one(
                            """
                            SELECT r.season, e.card, r.buyer, r.product, r.grade, r.market, r.scale, r.occurred_at
                            FROM read.record r JOIN read.entitlement e ON e.card = r.seller AND e.season = r.season
                            WHERE r.kind = 'slip' AND r.maker IS NOT NULL AND r.certificate IS NULL
                            ORDER BY e.granted - e.used DESC LIMIT 1""",
                            row -> new Trades(new Slip(
                                    new Name(row.getString(1)),
                                    Slip.Source.HARVEST,
                                    new Id(row.getString(2)),
                                    new Id(row.getString(3)),
                                    new Text(row.getString(4)),
                                    new Text(row.getString(5)),
                                    new Grams(1),
                                    LedgerTime.ofEpochMilli(row.getTimestamp(8).getTime()),
                                    null,
                                    null,
                                    null,
                                    OPENING.commitment(),
                                    new Witnesses(new Id(row.getString(6)), new Text(row.getString(7)), List.of()))))
                    .orElseThrow();
        }

        private static final Opening OPENING =
                new Opening(new Fen(1), new Fen(1_000), new Salt("00112233445566778899aabbccddeeff"));

        String body(String id) {
            JsonObject command = JsonObject.of("id", id)
                    .with("slip", Records.write(slip, Slip.class))
                    .with("signatures", new JsonArray(List.of()));
            return CanonicalJson.write(
                    JsonObject.of("command", command).with("opening", Records.write(OPENING, Opening.class)));
        }
    }

    private void shop() {
        if (scan(pack) == OK) {
            scanned.incrementAndGet();
        }
    }

    private void trade(Trades trades) {
        String id = UUID.randomUUID().toString();
        String body = trades.body(id);
        open.put(id, body);
        send(id, body);
    }

    private void send(String id, String body) {
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(at("/api/v1/commands/RecordSlip"))
                            .timeout(Duration.ofSeconds(20))
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer " + token)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == OK
                    && JsonParser.object(response.body()).get("block") instanceof JsonInteger(long block)) {
                acknowledged.put(id, block);
                open.remove(id);
            } else if (response.statusCode() != 503 && response.statusCode() != 429) {
                System.out.println("strange: " + response.statusCode() + " " + response.body());
                strange.incrementAndGet();
            }
        } catch (IOException e) {
            // not answered: it stays open and is sent again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int scan(String path) {
        try {
            return client.send(
                            HttpRequest.newBuilder(at(path))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
