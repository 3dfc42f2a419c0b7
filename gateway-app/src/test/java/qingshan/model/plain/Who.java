package qingshan.model.plain;

import java.util.List;

/** Somebody who submits: organization, enrolled name, and the attributes of the certificate. */
public record Who(String mspId, String name, List<String> attributes) {
    public static final Who REGISTRAR = registry("registrar", "registrar");
    public static final Who POLICY_OFFICER = registry("policy-officer", "policy-officer");
    public static final Who INSPECTOR = registry("inspector", "inspector");
    public static final Who VILLAGE = registry("village-officer", "village-officer");
    public static final Who TOWN = registry("town-officer", "town-officer");
    public static final Who COUNTY = registry("county-officer", "county-officer");
    public static final Who CLERK = new Who("TradeMSP", "clerk", List.of("market-clerk"));
    public static final Who IMPORTER = new Who("TradeMSP", "importer", List.of("market-clerk", "importer"));
    public static final Who LOAN_OFFICER = new Who("BankMSP", "loan-officer", List.of("loan-officer"));
    public static final Who AUDITOR = new Who("AuditorMSP", "auditor", List.of("auditor"));

    /** All who are enrolled in the county's organizations. */
    public static final List<Who> ENROLLED = List.of(
            REGISTRAR, POLICY_OFFICER, INSPECTOR, VILLAGE, TOWN, COUNTY, CLERK, IMPORTER, LOAN_OFFICER, AUDITOR);

    private static Who registry(String name, String role) {
        return new Who("RegistryMSP", name, List.of(role));
    }

    boolean adopts() {
        return attributes.contains("importer");
    }

    boolean registry() {
        return mspId.equals("RegistryMSP");
    }

    boolean mayCorrect(boolean adopted, String by) {
        return adopted && (registry() || (adopts() && by.equals(mspId)));
    }

    @Override
    public String toString() {
        return name + "@" + mspId + attributes;
    }
}
