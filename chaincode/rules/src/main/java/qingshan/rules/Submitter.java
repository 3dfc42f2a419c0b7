package qingshan.rules;

import java.util.List;
import qingshan.rules.value.Basis;

/**
 * Who submitted a transaction, from the certificate.
 *
 * @param mspId the organization
 * @param attributes the role, and the names of the attributes that are {@code true}, sorted
 */
public record Submitter(String mspId, List<String> attributes) {
    /** The county's registry, and its authorities. */
    public static final String REGISTRY = "RegistryMSP";
    /** The tea trade: markets and those who use them. */
    public static final String TRADE = "TradeMSP";
    /** A bank. */
    public static final String BANK = "BankMSP";
    /** The auditor. */
    public static final String AUDITOR = "AuditorMSP";

    /** The attribute of those who bring what happened long ago. */
    public static final String IMPORTER = "importer";

    /** Copies. */
    public Submitter {
        attributes = attributes.stream().sorted().distinct().toList();
    }

    /** Whether the certificate says so. */
    public boolean is(String attribute) {
        return attributes.contains(attribute);
    }

    /**
     * Whether it may correct what was registered before: what was adopted, by an importer of the organization that adopted
     * it, and by the registry, which approves it so. What was approved stays.
     *
     * @param basis of what was registered
     * @param by the MSP id of who registered it
     */
    public boolean mayCorrect(Basis basis, String by) {
        return basis == Basis.ADOPTED && (mspId.equals(REGISTRY) || (adopts() && by.equals(mspId)));
    }

    /** Whether it brings a market's records: what it says is adopted, approved by nobody. */
    public boolean adopts() {
        return is(IMPORTER);
    }
}
