package qingshan.gateway.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.gateway.ledger.Probe.command;
import static qingshan.gateway.ledger.Probe.saw;
import static qingshan.gateway.ledger.Probe.secretCommand;
import static qingshan.gateway.ledger.Probe.step;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.ledger.LedgerContract;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Refusals;
import qingshan.gateway.network.NetworkProcesses;
import qingshan.gateway.network.TestNetwork;

/** Everything that any ledger does, on a real Fabric network. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FabricLedgerTest extends LedgerContract {
    private final TestNetwork network = TestNetwork.shared();
    private final Home home = network.home("TradeMSP");
    private final Enroller enroller = network.enroller(home);
    private final Database database = TestPostgres.fresh();
    private final FabricLedger ledger = FabricLedger.open(home, database, enroller);
    private final Actor trade = enroller.enroll("TradeMSP", "clerk", Map.of("role", "market-clerk"));
    private final Actor bank = enroller.enroll("BankMSP", "officer", Map.of("role", "loan-officer"));

    @Test
    void a_peer_gets_the_writes_of_a_transaction_in_one_message() {
        saw(ledger.submit(command(trade, step("put", "together", "a"), step("delete", "together"))));
        NetworkProcesses processes = new NetworkProcesses(network);
        assertThat(processes.chaincodeMessages(processes.peers("TradeMSP").getFirst()))
                .contains("WRITE_BATCH_STATE")
                .doesNotContain("PUT_STATE", "DEL_STATE");
    }

    @Test
    void a_transaction_whose_writes_the_peer_refuses_fails() {
        assertThat(ledger.submit(secretCommand(
                        trade, Map.of("private", new byte[] {1}), step("putPrivate", "none", "key", "private"))))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class, it -> assertThat(it.code()).isEqualTo(Refusals.CONTRACT_FAILED));
    }

    @AfterAll
    void close() {
        ledger.close();
        database.close();
    }

    @Override
    protected Ledger ledger() {
        return ledger;
    }

    @Override
    protected Actor trade() {
        return trade;
    }

    @Override
    protected Actor bank() {
        return bank;
    }
}
