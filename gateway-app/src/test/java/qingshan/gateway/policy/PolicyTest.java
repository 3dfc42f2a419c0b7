package qingshan.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.TestGateway;

/** The policy officer's page over real HTTP. */
class PolicyTest {
    private static final String DOCUMENT = """
            {
              "from": "2026-03-01", "to": "2026-06-30", "utcOffsetMinutes": 480,
              "leafProduct": "茶青", "madeProduct": "干茶", "leafYieldGramsPerMu": 180000,
              "leafPerMadeMin": 4000000, "leafPerMadeMax": 5200000,
              "harvestKinds": ["household"], "certificateKinds": ["enterprise"]
            }""";

    private static TestGateway gateway;
    private static String officer;
    private static String inspector;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
        officer = gateway.signedIn("officer", Role.POLICY_OFFICER);
        inspector = gateway.signedIn("inspector", Role.INSPECTOR);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static HttpResponse<String> get(String session, String path) {
        return gateway.get(path, "Cookie", session, "Accept-Language", "en");
    }

    private static HttpResponse<String> publish(Map<String, String> changed) {
        Map<String, String> form = new HashMap<>(Map.of(
                "id", UUID.randomUUID().toString(),
                "name", "2026-spring",
                "effectiveFrom", "2026-03-01",
                "source", "county notice 2026-7",
                "status", "verified",
                "document", DOCUMENT));
        form.putAll(changed);
        return gateway.post("/policies/new", form, "Cookie", officer, "Accept-Language", "en");
    }

    @Test
    void the_policy_officer_publishes_and_all_staff_read() {
        assertThat(get(officer, "/staff").headers().firstValue("Location")).hasValue("/policies");
        assertThat(get(officer, "/policies/new").statusCode()).isEqualTo(200);
        HttpResponse<String> braces = publish(Map.of("document", "from: 2026-03-01"));
        assertThat(braces.statusCode()).isEqualTo(400);
        assertThat(braces.body()).contains("href=\"#f-document\"", "one whole JSON object");
        HttpResponse<String> member = publish(Map.of("document", DOCUMENT.replace("2026-03-01", "2026-02-30")));
        assertThat(member.statusCode()).isEqualTo(400);
        assertThat(member.body()).contains("href=\"#f-document\"", "from: ", "2026-02-30");
        HttpResponse<String> name = publish(Map.of("name", "2026/spring"));
        assertThat(name.statusCode()).isEqualTo(400);
        assertThat(name.body()).contains("href=\"#f-name\"", "no slash");

        assertThat(publish(Map.of()).statusCode()).isEqualTo(303);
        assertThat(publish(Map.of("effectiveFrom", "2026-04-01", "status", "unverified"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(get(inspector, "/policies").body())
                .contains(
                        "2026-spring",
                        "county notice 2026-7",
                        "unverified",
                        "/policies/of?name=2026-spring&amp;version=2")
                .doesNotContain("/policies/new", "leafYieldGramsPerMu");
        assertThat(get(inspector, "/policies/of?name=2026-spring&version=1").body())
                .contains("edition 1", "read in the source", "\"leafYieldGramsPerMu\": 180000,");
        for (String none : List.of("", "?name=2026-spring", "?name=2026-spring&version=3", "?name=%27&version=x")) {
            assertThat(get(inspector, "/policies/of" + none).statusCode()).isEqualTo(404);
        }
        assertThat(get(inspector, "/api/v1/policies?name=2026-spring&limit=1").body())
                .contains("\"version\":2", "\"firstDay\":\"2026-03-01\"", "\"next\"");
        assertThat(get(inspector, "/api/v1/policies/season/2026-spring/1").body())
                .contains("\"version\":1", "\"status\":\"verified\"", "leafYieldGramsPerMu");
        assertThat(get(inspector, "/api/v1/policies.csv?lang=en").body()).contains("In force from", "2026-04-01");
        assertThat(get(inspector, "/policies/new").statusCode()).isEqualTo(403);
        assertThat(get(officer, "/policies/new").body())
                .as("the newest stands there to be changed")
                .contains("  \"from\": \"2026-03-01\",");
    }
}
