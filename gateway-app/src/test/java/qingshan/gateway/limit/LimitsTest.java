package qingshan.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import qingshan.gateway.staff.ApiTokens;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.TestGateway;

/** Who asks too much waits; others do not wait for it. */
class LimitsTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        Limits.Rate few = new Limits.Rate(5, 0.1);
        gateway = TestGateway.start(new Limits(new Limits.Rate(20, 0.1), few, few));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static HttpResponse<String> from(String address) {
        return gateway.get("/", "X-Forwarded-For", address);
    }

    @Test
    void an_address_may_ask_so_much_and_is_told_when_to_go_on() {
        for (int i = 0; i < 20; i++) {
            assertThat(from("198.51.100.7").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> refused = from("198.51.100.7");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("TOO_MANY_REQUESTS").contains("短时间内请求过多");
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 10);
        assertThat(from("10.0.0.1, 198.51.100.7").statusCode())
                .as("what the client wrote itself is not believed")
                .isEqualTo(429);
        assertThat(from("198.51.100.8").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/").statusCode()).as("this machine").isEqualTo(200);
    }

    @Test
    void sign_ins_are_fewer() {
        int refused = 0;
        for (int i = 0; i < 7; i++) {
            HttpResponse<String> tried = gateway.post(
                    "/sign-in", Map.of("name", "nobody" + i, "password", "x"), "X-Forwarded-For", "198.51.100.9");
            refused += tried.statusCode() == 429 ? 1 : 0;
        }
        assertThat(refused).isEqualTo(2);
    }

    @Test
    void an_account_may_ask_so_much_from_wherever() {
        gateway.account("busy", Role.REGISTRAR);
        gateway.account("calm", Role.REGISTRAR);
        ApiTokens tokens = new ApiTokens(gateway.db());
        String busy = "Bearer " + tokens.issue("busy").orElseThrow();
        int refused = 0;
        for (int i = 0; i < 7; i++) {
            refused += gateway.get("/api/v1/markets", "Authorization", busy).statusCode() == 429 ? 1 : 0;
        }
        assertThat(refused).isEqualTo(2);
        String calm = "Bearer " + tokens.issue("calm").orElseThrow();
        assertThat(gateway.get("/api/v1/markets", "Authorization", calm).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_bucket_fills_again_and_there_are_only_so_many() {
        Buckets buckets = new Buckets(new Limits.Rate(2, 2));
        assertThat(buckets.take("a", 0)).isZero();
        assertThat(buckets.take("a", 0)).isZero();
        assertThat(buckets.take("a", 0)).isEqualTo(1);
        assertThat(buckets.take("a", 500_000_000)).isZero();
        for (int i = 0; i < Buckets.MAX + 10; i++) {
            assertThat(buckets.take("b" + i, 0)).isZero();
        }
        assertThat(buckets.size()).isEqualTo(Buckets.MAX);
    }
}
