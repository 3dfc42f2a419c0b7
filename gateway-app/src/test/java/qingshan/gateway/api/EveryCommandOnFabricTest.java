package qingshan.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import qingshan.gateway.bench.EveryCommandOn;
import qingshan.gateway.web.OnFabric;
import qingshan.gateway.web.TestGateway;

/** Every command over real HTTP, also slips that both sign, is answered on a real network as on the embedded ledger. */
@OnFabric
class EveryCommandOnFabricTest {
    @Test
    void every_command_is_answered_the_same() {
        List<String> fabric = answers(TestGateway.start(TestGateway.UNLIMITED));
        List<String> embedded = answers(TestGateway.startEmbedded(TestGateway.UNLIMITED));
        assertThat(fabric).hasSizeGreaterThan(30).isEqualTo(embedded);
    }

    /** Who sent what, and the result, but for the digest of what has keys and times of its own. */
    private static List<String> answers(TestGateway started) {
        try (TestGateway gateway = started;
                HttpLedger rest = new HttpLedger(gateway)) {
            EveryCommandOn.send(rest);
            return rest.taken().stream()
                    .map(taken -> taken.role() + " " + taken.type() + " "
                            + taken.answer().get("result"))
                    .map(answer -> answer.replaceAll("[0-9a-f]{64}", "…"))
                    .toList();
        }
    }
}
