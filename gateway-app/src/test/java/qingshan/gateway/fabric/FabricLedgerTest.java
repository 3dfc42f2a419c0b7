package qingshan.gateway.fabric;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.ledger.LedgerContract;
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
