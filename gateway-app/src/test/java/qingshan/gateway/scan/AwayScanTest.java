package qingshan.gateway.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.postgresql.ds.PGSimpleDataSource;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.fault.Hang;
import qingshan.gateway.keeper.DbException;
import qingshan.gateway.label.Serial;
import qingshan.gateway.web.TestGateway;
import qingshan.rules.value.RecordName;

/** Shoppers scan while the database hangs: what is in memory is shown and counted as ever, all else says so in time. */
@Timeout(240)
@EnabledOnOs(OS.LINUX)
class AwayScanTest {
    private static final int VISITS = 200;
    /** For a statement, a connection and the line before both, with the bound that the test sets. */
    private static final Duration SAID_WITHIN = Duration.ofSeconds(30);

    @Test
    void a_page_in_memory_is_served_and_counted_while_the_database_hangs() {
        String url;
        String told;
        String other;
        try (Shop shop = new Shop()) {
            url = url(shop);
            List<RecordName> runs = shop.runs();
            told = path(shop, runs.get(0));
            other = path(shop, runs.get(1));
        }
        try (TestGateway gateway = TestGateway.start(Map.of("QINGSHAN_DATABASE_URL", url + "&socketTimeout=3"))) {
            assertThat(visit(gateway, told, 0).body()).contains("第 1 次查询");
            long usual = slowest(gateway, told, 1);
            try (Hang hang = Hang.of(TestPostgres.home())) {
                assertThat(hang).isNotNull();
                assertThat(slowest(gateway, told, 1 + VISITS))
                        .as("ms, where %s are usual", usual)
                        .isLessThan(Math.max(1_000, 10 * usual));
                assertThat(visit(gateway, told, 1 + 2 * VISITS).body()).contains("第 " + (2 + 2 * VISITS) + " 次");
                long begun = System.nanoTime();
                HttpResponse<String> untold = visit(gateway, other, 0);
                assertThat(untold.statusCode()).isEqualTo(503);
                assertThat(untold.body()).contains("LEDGER_AWAY");
                assertThat(untold.headers().firstValue("Retry-After")).isPresent();
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SAID_WITHIN);
                await().atMost(SAID_WITHIN).until(() -> gateway.keeper().away() != null);
                assertThatThrownBy(() -> gateway.bean(Scans.class).flush()).isInstanceOf(DbException.class);
                assertThat(visit(gateway, told, 2 + 2 * VISITS).statusCode())
                        .as("when it is known that the database is away")
                        .isEqualTo(200);
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> gateway.keeper().away() == null);
            assertThat(visit(gateway, other, 0).statusCode()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(gateway.db()
                                    .list("SELECT count FROM own.scan ORDER BY count", row -> row.getInt(1)))
                            .as("each visit once")
                            .containsExactly(1, 3 + 2 * VISITS));
        }
    }

    private static String url(Shop shop) {
        PGSimpleDataSource source =
                (PGSimpleDataSource) shop.gateway.keeper().database().source();
        return source.getURL() + "&user=" + source.getUser() + "&password=" + source.getPassword();
    }

    private static String path(Shop shop, RecordName run) {
        Serial serial = shop.dispatched(run, 1).getFirst();
        return shop.path(run, serial);
    }

    /** Visits by so many from then on; how long the slowest waited, in milliseconds. */
    private static long slowest(TestGateway gateway, String path, int from) {
        long slowest = 0;
        for (int i = from; i < from + VISITS; i++) {
            long begun = System.nanoTime();
            assertThat(visit(gateway, path, i).statusCode()).isEqualTo(200);
            slowest = Math.max(slowest, System.nanoTime() - begun);
        }
        return Duration.ofNanos(slowest).toMillis();
    }

    private static HttpResponse<String> visit(TestGateway gateway, String path, int visitor) {
        return gateway.get(
                path,
                "User-Agent",
                Shop.PHONE,
                "X-Forwarded-For",
                "198.51." + (visitor >> Byte.SIZE) + "." + (visitor & 0xff));
    }
}
