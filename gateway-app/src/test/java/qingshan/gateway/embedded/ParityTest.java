package qingshan.gateway.embedded;

import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.contract.ContractInterface;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.home.Database;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.ledger.LedgerContract;
import qingshan.gateway.ledger.ProbeContract;

/** Everything that any ledger does, with each transaction run through Fabric's own router beside it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParityTest extends LedgerContract {

    private static final List<ContractInterface> CONTRACTS = List.of(new ProbeContract());

    private final Database database = TestPostgres.fresh();
    private final EmbeddedLedger embedded =
            EmbeddedLedger.open(TestPostgres.home(), database, new Settings("parity", CONTRACTS));
    private final ParityLedger ledger = new ParityLedger(embedded, TestPostgres.home(), database, CONTRACTS);

    @BeforeAll
    void enrol() {
        embedded.enroller().enroll("TradeMSP", "clerk", Map.of("role", "market-clerk"));
        embedded.enroller().enroll("BankMSP", "officer", Map.of("role", "loan-officer"));
    }

    @AfterAll
    void close() {
        ledger.close();
        embedded.close();
        database.close();
    }

    @Override
    protected Ledger ledger() {
        return ledger;
    }

    @Override
    protected Actor trade() {
        return new Actor("TradeMSP", "clerk");
    }

    @Override
    protected Actor bank() {
        return new Actor("BankMSP", "officer");
    }
}
