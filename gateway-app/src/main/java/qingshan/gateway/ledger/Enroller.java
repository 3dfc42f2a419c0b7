package qingshan.gateway.ledger;

import java.util.List;
import java.util.Map;

/** Gives people and programs their identities on a ledger. */
public interface Enroller {
    /**
     * Enrols an identity of an organization; one that is enrolled with the same attributes is left as it is, one with other
     * attributes gets a new certificate and key.
     *
     * @param name of lower-case letters, digits, dots and hyphens
     * @param attributes what contracts ask for, such as {@code role} = {@code market-clerk}, {@code importer} = {@code true}
     * @return who can submit now
     * @throws LedgerException if there is no such organization here, or it cannot be enrolled
     */
    Actor enroll(String mspId, String name, Map<String, String> attributes);

    /** Renews what expires soon; nobody who is enrolled has to do anything. */
    default void renew() {}

    /** The organizations whose members submit, by MSP id. */
    List<String> members();
}
