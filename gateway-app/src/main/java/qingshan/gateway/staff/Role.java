package qingshan.gateway.staff;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import qingshan.rules.Submitter;

/**
 * What a member of staff does, as their certificate says it. {@code docs/reference/authorization.md} says what each may
 * submit.
 */
public enum Role {
    /** Registers parties, cards, plots, products, scales. */
    REGISTRAR(Submitter.REGISTRY, "registrar"),
    /** Proposes entitlements for a village. */
    VILLAGE_OFFICER(Submitter.REGISTRY, "village-officer"),
    /** Approves entitlements for a town. */
    TOWN_OFFICER(Submitter.REGISTRY, "town-officer"),
    /** Approves entitlements for the county, which grants them. */
    COUNTY_OFFICER(Submitter.REGISTRY, "county-officer"),
    /** Publishes policies. */
    POLICY_OFFICER(Submitter.REGISTRY, "policy-officer"),
    /** Records inspections, freezes, releases, recalls. */
    INSPECTOR(Submitter.REGISTRY, "inspector"),
    /** Records what is traded at a market's counter. */
    MARKET_CLERK(Submitter.TRADE, "market-clerk"),
    /** Brings a market's records. */
    IMPORTER(Submitter.TRADE, "importer");

    private final String mspId;
    private final String code;

    Role(String mspId, String code) {
        this.mspId = mspId;
        this.code = code;
    }

    /** The organization that employs them. */
    public String mspId() {
        return mspId;
    }

    /** As options, sessions and certificates have it, such as {@code market-clerk}. */
    public String code() {
        return code;
    }

    /** What their certificate carries. */
    public Map<String, String> attributes() {
        return this == IMPORTER ? Map.of(code, "true") : Map.of("role", code);
    }

    /** As whom the contracts see them. */
    public Submitter submitter() {
        return new Submitter(mspId, List.of(code));
    }

    /** The one of a code. */
    public static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code.equals(code)).findFirst();
    }

    /** All codes, as a help text lists them. */
    public static String codes() {
        return Arrays.stream(values()).map(Role::code).collect(Collectors.joining(", "));
    }
}
