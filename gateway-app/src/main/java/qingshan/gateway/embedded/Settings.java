package qingshan.gateway.embedded;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.hyperledger.fabric.contract.ContractInterface;
import qingshan.contracts.card.CardContract;
import qingshan.contracts.origin.OriginContract;
import qingshan.contracts.pack.PackContract;
import qingshan.contracts.party.PartyContract;
import qingshan.contracts.policy.PolicyContract;

/**
 * How an embedded ledger runs.
 *
 * @param command who opens it, as another one that wants to write is told
 * @param contracts what it runs
 * @param collections who sees which private data
 * @param clock the ledger's own
 * @param timeWindow how far a proposal's timestamp may be off that clock, either way
 */
public record Settings(
        String command,
        List<ContractInterface> contracts,
        CollectionMembers collections,
        InstantSource clock,
        Duration timeWindow) {

    /** What runs on the ledger. */
    public static final List<ContractInterface> CONTRACTS = List.of(
            new PartyContract(), new PolicyContract(), new OriginContract(), new CardContract(), new PackContract());

    /** A proposal is made and checked on one machine, so it is never older than a pause of the program. */
    private static final Duration TIME_WINDOW = Duration.ofSeconds(30);

    public Settings {
        contracts = List.copyOf(contracts);
    }

    /** The county's ledger, on the system's clock. */
    public Settings(String command) {
        this(command, CONTRACTS);
    }

    /** As the county's, with other contracts. */
    public Settings(String command, List<ContractInterface> contracts) {
        this(command, contracts, CollectionMembers.COUNTY, InstantSource.system(), TIME_WINDOW);
    }
}
