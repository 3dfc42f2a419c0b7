package qingshan.gateway.ledger;

/**
 * Who submits: an enrolled identity of an organization. The ledger holds its key and certificate.
 *
 * @param mspId the organization's MSP id, such as {@code TradeMSP}
 * @param name the name under which it was enrolled, such as {@code importer}
 */
public record Actor(String mspId, String name) {

    @Override
    public String toString() {
        return name + "@" + mspId;
    }
}
