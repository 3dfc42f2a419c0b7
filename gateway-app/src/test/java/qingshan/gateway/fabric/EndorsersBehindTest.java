package qingshan.gateway.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.fault.fabric.Line;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Refusals;
import qingshan.gateway.network.TestNetwork;
import qingshan.rules.value.LedgerTime;

/** Endorsers that lack the block of which the own peer has told. */
class EndorsersBehindTest {
    /** Who endorses what a registrar of the registry submits, none of them the gateway's own. */
    private static final List<String> ENDORSERS = List.of("peer0.registry", "peer0.auditor");

    private static final Duration BACK_MAX = Duration.ofSeconds(60);

    private final TestNetwork network = TestNetwork.shared();
    private final Home home = network.home("TradeMSP");
    private final Enroller enroller = network.enroller(home);
    private final Actor registrar = enroller.enroll("RegistryMSP", "registrar", Map.of("role", "registrar"));

    @Test
    void what_was_acknowledged_is_not_unknown_to_who_goes_on_from_it() {
        Map<String, Line> lines =
                network.ordererAddresses().stream().collect(Collectors.toMap(Function.identity(), Line::new));
        Map<String, String> addresses = lines.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, line -> line.getValue().address()));
        try (Database database = TestPostgres.fresh();
                FabricLedger ledger = FabricLedger.open(home, database, enroller)) {
            ENDORSERS.forEach(peer -> network.reroute(peer, addresses));
            try {
                goOn(ledger, lines);
            } finally {
                ENDORSERS.forEach(peer -> network.reroute(peer, Map.of()));
                await().atMost(BACK_MAX).until(() -> commits(ledger, market(id())));
            }
        } finally {
            lines.values().forEach(Line::close);
        }
    }

    private void goOn(FabricLedger ledger, Map<String, Line> lines) {
        await().atMost(BACK_MAX).until(() -> commits(ledger, market(id())));
        lines.values().forEach(Line::mute);
        String market = id();
        assertThat(ledger.submit(market(market)))
                .as("they endorse, and do not hear of the block")
                .isInstanceOf(Outcome.Committed.class);
        assertThat(code(ledger.submit(scale(market))))
                .as("they refuse what the own peer takes")
                .isEqualTo(Refusals.ENDORSEMENT_MISMATCH);
        assertThat(code(ledger.submit(scale(id()))))
                .as("what the own peer does not know either")
                .isEqualTo("UNKNOWN_MARKET");
        lines.values().forEach(Line::cut);
        await().atMost(BACK_MAX).until(() -> commits(ledger, scale(market)));
    }

    private static String code(Outcome outcome) {
        return outcome instanceof Outcome.Rejected rejected ? rejected.code() : outcome.toString();
    }

    private static boolean commits(FabricLedger ledger, Command command) {
        try {
            return ledger.submit(command) instanceof Outcome.Committed;
        } catch (LedgerException e) {
            return false;
        }
    }

    private Command market(String market) {
        return command("RegisterMarket", market, "\"name\":\"浙南茶叶市场\",\"mspId\":\"TradeMSP\"");
    }

    private Command scale(String market) {
        return command("RegisterScale", market, "\"scale\":\"C01\"");
    }

    private Command command(String transaction, String market, String more) {
        LedgerTime now = LedgerTime.ofEpochMilli(Instant.now().toEpochMilli());
        return new Command(
                registrar,
                "party",
                transaction,
                "{\"id\":\"%s\",\"occurredAt\":\"%s\",\"market\":\"%s\",%s}"
                        .formatted(UUID.randomUUID(), now, market, more));
    }

    private static String id() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
