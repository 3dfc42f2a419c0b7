package qingshan.gateway.network;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a channel knows of an organization. */
final class Msp {
    private Msp() {}

    /** Tells members apart by the unit in their certificates. */
    static ConfigFile units() {
        ConfigFile file = ConfigFile.empty().set("NodeOUs.Enable", true);
        for (String unit : List.of("Client", "Peer", "Admin", "Orderer")) {
            file.set("NodeOUs." + unit + "OUIdentifier.OrganizationalUnitIdentifier", unit.toLowerCase(Locale.ROOT));
        }
        return file;
    }

    /** Writes it: roots and units. */
    static void write(Place place, String organization) {
        Path msp = place.msp(organization);
        Place.copy(place.root(organization), msp.resolve("cacerts").resolve("ca.pem"));
        Place.copy(place.tlsRoot(organization), msp.resolve("tlscacerts").resolve("tlsca.pem"));
        units().write(msp.resolve("config.yaml"));
    }
}
