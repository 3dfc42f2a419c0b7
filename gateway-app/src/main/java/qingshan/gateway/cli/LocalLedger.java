package qingshan.gateway.cli;

import java.util.Map;
import java.util.Optional;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.keeper.LedgerKind;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.operator.GatewayLedger;
import qingshan.gateway.operator.RunningFile;

/**
 * The operator's own ledger: home, database and ledger, opened together and closed together. While the home's gateway runs,
 * what is written to an embedded ledger goes through it: it is the one writer.
 *
 * @param home where keys and data are
 * @param database of the home
 * @param ledger over it
 */
record LocalLedger(Home home, Database database, Ledger ledger) implements AutoCloseable {
    /** Opens what the environment names, for a command that writes. */
    static LocalLedger open(String command, Map<String, String> environment) {
        Home home = Home.open(environment);
        LedgerKind kind = LedgerKind.of(home);
        Optional<RunningFile> gateway = RunningFile.read(home).filter(GatewayLedger::answers);
        Database database = Database.open(home, environment);
        boolean done = false;
        try {
            Ledger ledger = gateway.isPresent() && kind == LedgerKind.EMBEDDED
                    ? new GatewayLedger(gateway.get(), kind.blocks(home, database))
                    : kind.open(home, database, command);
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
        return enroller().enroll("TradeMSP", "importer", Map.of("importer", "true"));
    }

    /** Who registers for the county. */
    Actor registrar() {
        return enroller().enroll("RegistryMSP", "registrar", Map.of("role", "registrar"));
    }

    private Enroller enroller() {
        return LedgerKind.of(home).enroller(home);
    }

    @Override
    public void close() {
        ledger.close();
        database.close();
    }
}
