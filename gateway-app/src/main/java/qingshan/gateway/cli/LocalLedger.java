package qingshan.gateway.cli;

import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.contract.ContractInterface;
import qingshan.contracts.card.CardContract;
import qingshan.contracts.origin.OriginContract;
import qingshan.contracts.pack.PackContract;
import qingshan.contracts.party.PartyContract;
import qingshan.contracts.policy.PolicyContract;
import qingshan.gateway.embedded.EmbeddedLedger;
import qingshan.gateway.embedded.Settings;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Actor;

/**
 * The operator's own ledger: home, database and embedded ledger, opened together and closed together.
 *
 * @param home where keys and data are
 * @param database of the home
 * @param ledger over it
 */
record LocalLedger(Home home, Database database, EmbeddedLedger ledger) implements AutoCloseable {
    /** Opens what the environment names, for a command that writes. */
    static LocalLedger open(String command, Map<String, String> environment) {
        Home home = Home.open(environment);
        Database database = Database.open(home, environment);
        boolean done = false;
        try {
            EmbeddedLedger ledger = EmbeddedLedger.open(home, database, new Settings(command, contracts()));
            done = true;
            return new LocalLedger(home, database, ledger);
        } finally {
            if (!done) {
                database.close();
            }
        }
    }

    /** Who brings a market's records. */
    Actor importer() {
        return ledger.identities().enroll("TradeMSP", "importer", Map.of("importer", "true"));
    }

    /** Who registers for the county. */
    Actor registrar() {
        return ledger.identities().enroll("RegistryMSP", "registrar", Map.of("role", "registrar"));
    }

    @Override
    public void close() {
        ledger.close();
        database.close();
    }

    private static List<ContractInterface> contracts() {
        return List.of(
                new PartyContract(),
                new PolicyContract(),
                new OriginContract(),
                new CardContract(),
                new PackContract());
    }
}
