package qingshan.gateway.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.TestGateway;

/** The counter while its database is away, and after. */
class LedgerAwayTest {
    @Test
    void a_trade_sent_while_the_database_is_away_is_recorded_once_when_it_is_back() {
        String url = TestPostgres.freshUrl();
        try (TestGateway gateway = TestGateway.start(Map.of("QINGSHAN_DATABASE_URL", url))) {
            new MarketDay(gateway);
            String session = gateway.signedIn("li-na", Role.MARKET_CLERK);
            String trade = CounterTest.trade(12_500).toString();
            String database = url.replaceAll(".*/([^?]+)\\?.*", "$1");
            take(database, "gone_" + database);
            HttpResponse<String> away = CounterTest.post(gateway, session, "/counter/slips", trade);
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.body()).contains("LEDGER_AWAY");
            take("gone_" + database, database);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(CounterTest.post(gateway, session, "/counter/slips", trade)
                                    .statusCode())
                            .isEqualTo(200));
            assertThat(gateway.db().one("SELECT count(*) FROM read.record WHERE kind = 'slip'", row -> row.getLong(1)))
                    .hasValue(1L);
        }
    }

    /** Gives a database another name; whoever is in it is thrown out, and finds nothing under the old one. */
    private static void take(String database, String to) {
        PGSimpleDataSource other = new PGSimpleDataSource();
        other.setUrl(TestPostgres.freshUrl());
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> {
                    try (Connection connection = other.getConnection();
                            Statement statement = connection.createStatement()) {
                        statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                                + database + "'");
                        statement.execute("ALTER DATABASE " + database + " RENAME TO " + to);
                        return true;
                    }
                });
    }
}
