package qingshan.rules.testing;

import java.util.List;
import qingshan.rules.Submitter;

/** The staff of a county's organizations, as their certificates tell of them. */
public final class Submitters {
    public static final Submitter REGISTRAR = of(Submitter.REGISTRY, "registrar");
    public static final Submitter POLICY_OFFICER = of(Submitter.REGISTRY, "policy-officer");
    public static final Submitter INSPECTOR = of(Submitter.REGISTRY, "inspector");
    public static final Submitter VILLAGE_OFFICER = of(Submitter.REGISTRY, "village-officer");
    public static final Submitter TOWN_OFFICER = of(Submitter.REGISTRY, "town-officer");
    public static final Submitter COUNTY_OFFICER = of(Submitter.REGISTRY, "county-officer");
    public static final Submitter CLERK = of(Submitter.TRADE, "market-clerk");
    public static final Submitter IMPORTER = of(Submitter.TRADE, "market-clerk", Submitter.IMPORTER);
    public static final Submitter LOAN_OFFICER = of(Submitter.BANK, "loan-officer");
    public static final Submitter AUDITOR = of(Submitter.AUDITOR, "auditor");

    /** All of them. */
    public static final List<Submitter> ALL = List.of(
            REGISTRAR,
            POLICY_OFFICER,
            INSPECTOR,
            VILLAGE_OFFICER,
            TOWN_OFFICER,
            COUNTY_OFFICER,
            CLERK,
            IMPORTER,
            LOAN_OFFICER,
            AUDITOR);

    private Submitters() {}

    /** Somebody of an organization. */
    public static Submitter of(String mspId, String... attributes) {
        return new Submitter(mspId, List.of(attributes));
    }
}
