package qingshan.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonObject;

class LifecycleTest {
    private static final String NO_POLICY = "";

    @Test
    void each_organization_that_answers_for_something_has_a_collection_that_only_it_endorses() {
        Map<String, String> policies = Map.of(
                "prices", NO_POLICY,
                "endorsed-by-TradeMSP", "OR('TradeMSP.peer')",
                "endorsed-by-RegistryMSP", "OR('RegistryMSP.peer')");
        assertThat(policies("county")).isEqualTo(policies);
        assertThat(policies("small")).isEqualTo(policies);
    }

    @Test
    void who_does_not_endorse_is_a_member_of_no_collection() {
        assertThat(Lifecycle.collections(Topologies.of("county")).elements())
                .allSatisfy(collection -> assertThat(((JsonObject) collection).text("policy"))
                        .isEqualTo("OR('TradeMSP.member','RegistryMSP.member','AuditorMSP.member')"));
    }

    private static Map<String, String> policies(String topology) {
        Map<String, String> policies = new TreeMap<>();
        for (Json collection : Lifecycle.collections(Topologies.of(topology)).elements()) {
            JsonObject json = (JsonObject) collection;
            policies.put(
                    String.valueOf(json.text("name")),
                    json.get("endorsementPolicy") instanceof JsonObject policy
                            ? String.valueOf(policy.text("signaturePolicy"))
                            : NO_POLICY);
        }
        return policies;
    }
}
