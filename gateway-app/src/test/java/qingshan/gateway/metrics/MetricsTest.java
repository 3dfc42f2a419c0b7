package qingshan.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import qingshan.gateway.staff.Desk;
import qingshan.gateway.staff.Role;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.TestGateway;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Text;

/** What a monitor reads, and who may. */
class MetricsTest {
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
    void it_counts_requests_by_route_and_commands_by_outcome_and_says_how_far_the_rows_are() {
        Staff registrar = gateway.account("registrar", Role.REGISTRAR);
        gateway.bean(Desk.class)
                .submit(
                        registrar,
                        new PartyCommand.RegisterMarket(
                                new CommandId(UUID.randomUUID().toString()),
                                LedgerTime.ofEpochMilli(System.currentTimeMillis()),
                                new Id(UUID.randomUUID().toString().replace("-", "")),
                                new Text("market"),
                                new Text("TradeMSP")),
                        null);
        gateway.get("/sign-in");
        gateway.get("/no/such/page/" + UUID.randomUUID());
        String metrics = gateway.get("/metrics").body();
        assertThat(metrics)
                .containsPattern("qingshan_commands_total\\{outcome=\"COMMITTED\",type=\"RegisterMarket\"} 1")
                .containsPattern(
                        "http_server_requests_seconds_count\\{[^}]*method=\"GET\",status=\"200\",uri=\"/sign-in\"")
                .containsPattern("qingshan_ledger_away 0")
                .containsPattern("qingshan_rows_block [1-9]")
                .containsPattern("qingshan_rows_behind 0")
                .contains("qingshan_pool_active");
        assertThat(metrics).as("addresses that nobody serves").doesNotContain("/no/such/page");
    }

    @Test
    void it_is_for_the_operator_and_for_this_machine() {
        String token = "Bearer " + TestGateway.TOKEN;
        assertThat(gateway.get("/metrics", "X-Forwarded-For", "198.51.100.7").statusCode())
                .isEqualTo(404);
        assertThat(gateway.get("/metrics", "X-Forwarded-For", "198.51.100.7", "Authorization", token)
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.get("/prometheus").statusCode()).isEqualTo(404);
    }
}
