package qingshan.gateway.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import qingshan.gateway.ledger.Actor;
import qingshan.rules.Submitter;

/** Who submits in the benchmarks, with the attributes of the certificate. */
enum Staff {
    REGISTRAR(Submitter.REGISTRY, "registrar", false),
    POLICY_OFFICER(Submitter.REGISTRY, "policy-officer", false),
    VILLAGE_OFFICER(Submitter.REGISTRY, "village-officer", false),
    TOWN_OFFICER(Submitter.REGISTRY, "town-officer", false),
    COUNTY_OFFICER(Submitter.REGISTRY, "county-officer", false),
    INSPECTOR(Submitter.REGISTRY, "inspector", false),
    CLERK(Submitter.TRADE, "market-clerk", false),
    IMPORTER(Submitter.TRADE, "market-clerk", true);

    private final String mspId;
    private final String role;
    private final boolean importer;

    Staff(String mspId, String role, boolean importer) {
        this.mspId = mspId;
        this.role = role;
        this.importer = importer;
    }

    /** Whose actor it is. */
    static Staff of(Actor actor) {
        for (Staff one : values()) {
            if (one.actor().equals(actor)) {
                return one;
            }
        }
        throw new IllegalStateException(actor + " is nobody here");
    }

    Actor actor() {
        return new Actor(mspId, "bench-" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** What the certificate says. */
    Map<String, String> attributes() {
        return importer ? Map.of("role", role, Submitter.IMPORTER, "true") : Map.of("role", role);
    }

    /** As the contracts see it. */
    Submitter submitter() {
        return new Submitter(mspId, importer ? List.of(role, Submitter.IMPORTER) : List.of(role));
    }
}
