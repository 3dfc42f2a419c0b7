package qingshan.gateway.keeper;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import qingshan.gateway.embedded.BlockStore;
import qingshan.gateway.embedded.EmbeddedLedger;
import qingshan.gateway.embedded.Identities;
import qingshan.gateway.embedded.Settings;
import qingshan.gateway.fabric.Connection;
import qingshan.gateway.fabric.FabricBlocks;
import qingshan.gateway.fabric.FabricLedger;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.BlockSource;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.ledger.HomeLedger;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.network.CaEnroller;

/** Which ledger a home has. It is chosen once, and what is kept there belongs to it. */
public enum LedgerKind {
    /** The one in the home's own database. */
    EMBEDDED {
        @Override
        public HomeLedger open(Home home, Database database, String command) {
            return EmbeddedLedger.open(home, database, new Settings(command));
        }

        @Override
        public BlockSource blocks(Home home, Database database) {
            return new BlockStore(database);
        }

        @Override
        public Enroller enroller(Home home) {
            return new Identities(home, InstantSource.system());
        }
    },
    /** A Fabric network, of whose peers the home's organization has one or more. */
    FABRIC {
        @Override
        public HomeLedger open(Home home, Database database, String command) {
            mustHaveNoBlocks(database);
            return FabricLedger.open(home, database, enroller(home));
        }

        @Override
        public BlockSource blocks(Home home, Database database) {
            mustHaveNoBlocks(database);
            return FabricBlocks.open(home, enroller(home));
        }

        @Override
        public Enroller enroller(Home home) {
            return new CaEnroller(home, System.getenv());
        }

        private static void mustHaveNoBlocks(Database database) {
            if (new BlockStore(database).height().block() >= 0) {
                throw LedgerException.of("embedded.here", null);
            }
        }
    };

    /** That of a home: Fabric where it says how to reach a network. */
    public static LedgerKind of(Home home) {
        return Connection.isThere(home) ? FABRIC : EMBEDDED;
    }

    /** By its name on the command line, such as {@code fabric}. */
    public static Optional<LedgerKind> named(String name) {
        for (LedgerKind kind : values()) {
            if (kind.title().equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Its name on the command line. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Checks that a home may have this ledger, before anything is started for it.
     *
     * @throws LedgerException if it has another one already, since nothing is ever carried from one to the other
     */
    public void mustSuit(Home home) {
        boolean fabric = Connection.isThere(home);
        if (this == EMBEDDED && fabric) {
            throw LedgerException.of("fabric.here", null, home.path());
        }
        if (this == FABRIC && !fabric && Identities.areThere(home)) {
            throw LedgerException.of("embedded.here", null, home.path());
        }
    }

    /** Opens it, for a command that writes. */
    public abstract HomeLedger open(Home home, Database database, String command);

    /** Its blocks, for a command that only reads. Close it. */
    public abstract BlockSource blocks(Home home, Database database);

    /** Who enrols on it. */
    public abstract Enroller enroller(Home home);
}
