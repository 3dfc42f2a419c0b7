package qingshan.gateway.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.contracts.card.CardContract;
import qingshan.contracts.origin.OriginContract;
import qingshan.contracts.pack.PackContract;
import qingshan.contracts.party.PartyContract;
import qingshan.contracts.policy.PolicyContract;
import qingshan.gateway.embedded.EmbeddedLedger;
import qingshan.gateway.embedded.Settings;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;

/** A throw-away home with a PostgreSQL of its own, and a ledger in it for who writes one. */
final class Place implements AutoCloseable {
    private final Home home;
    private final Database database;
    private @Nullable EmbeddedLedger ledger;

    /** Opens a home; makes what is not there. */
    Place(Path directory) {
        home = Home.at(directory);
        database = Database.open(home, Map.of());
    }

    Path home() {
        return home.path();
    }

    Database database() {
        return database;
    }

    /** The ledger, with {@link Staff} enrolled. */
    synchronized EmbeddedLedger ledger() {
        EmbeddedLedger open = ledger;
        if (open == null) {
            open = EmbeddedLedger.open(
                    home,
                    database,
                    new Settings(
                            "bench",
                            List.of(
                                    new PartyContract(),
                                    new PolicyContract(),
                                    new OriginContract(),
                                    new CardContract(),
                                    new PackContract())));
            for (Staff staff : Staff.values()) {
                open.enroller().enroll(staff.actor().mspId(), staff.actor().name(), staff.attributes());
            }
            ledger = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        if (ledger != null) {
            ledger.close();
        }
        database.close();
    }
}
