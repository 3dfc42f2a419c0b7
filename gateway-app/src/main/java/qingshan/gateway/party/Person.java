package qingshan.gateway.party;

/**
 * What the organization knows of a party and the ledger does not.
 *
 * @param name of the person, household or firm
 * @param village where it is at home, or empty
 * @param mobile its telephone, or empty
 * @param identity its identity or registration number, or empty
 */
public record Person(String name, String village, String mobile, String identity) {
    private static final String SEPARATOR = "\u001f";

    /** The same without what nobody has said yet. */
    Person without() {
        return new Person(name, village, "", "");
    }

    /** What the party's commitment on the ledger is made of, as imports make it. */
    public String known() {
        return String.join(SEPARATOR, name, mobile, identity);
    }
}
