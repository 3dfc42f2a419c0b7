package qingshan.gateway.staff;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The pages that staff find in their menu, in order; each role sees its own. */
public enum Menu {
    /** Trades. */
    COUNTER("/counter", Role.MARKET_CLERK),
    /** Parties and cards. */
    PARTIES("/parties", Role.REGISTRAR, Role.MARKET_CLERK),
    /** Plots. */
    PLOTS("/plots", Role.REGISTRAR),
    /** Entitlements. */
    ENTITLEMENTS("/entitlements", Role.VILLAGE_OFFICER, Role.TOWN_OFFICER, Role.COUNTY_OFFICER, Role.REGISTRAR),
    /** Products. */
    PRODUCTS("/products", Role.REGISTRAR),
    /** Markets and scales. */
    SCALES("/scales", Role.REGISTRAR),
    /** Consents. */
    CONSENTS("/consents", Role.REGISTRAR, Role.MARKET_CLERK),
    /** Policies, such as those of seasons. */
    POLICIES(
            "/policies",
            Role.POLICY_OFFICER,
            Role.COUNTY_OFFICER,
            Role.TOWN_OFFICER,
            Role.VILLAGE_OFFICER,
            Role.REGISTRAR),
    /** Packing runs and labels. */
    RUNS("/runs", Role.MARKET_CLERK),
    /** Lots, inspections, freezes, recalls. */
    LOTS("/lots", Role.INSPECTOR),
    /** What shoppers reported. */
    REPORTS("/reports", Role.INSPECTOR),
    /** Imports. */
    IMPORTS("/imports", Role.IMPORTER);

    private final String path;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed
    private final Set<Role> roles;

    Menu(String path, Role... roles) {
        this.path = path;
        this.roles = Set.of(roles);
    }

    /** Where it is. */
    public String path() {
        return path;
    }

    /** What a role sees. */
    public static List<Menu> of(Role role) {
        return Arrays.stream(values()).filter(page -> page.roles.contains(role)).toList();
    }

    /** Where a role's work begins. */
    static String first(Role role) {
        List<Menu> pages = of(role);
        return pages.isEmpty() ? "/" : pages.getFirst().path;
    }
}
