package qingshan.gateway.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.ContractRouter;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.ChaincodeException;
import org.hyperledger.fabric.shim.ChaincodeServer;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.LedgerAround;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Query;

/**
 * An embedded ledger that runs each command and query through Fabric's own router first, over the same state, and insists
 * that both ways give the same answer, reads, writes, private writes and event, to the byte.
 */
public final class ParityLedger extends LedgerAround {

    private static final class Router {
        /** Kept, so that its level is: by default it prints every argument. */
        private static final Logger LOG = Logger.getLogger("org.hyperledger.fabric");

        private static final ContractRouter ROUTER = start();

        private static ContractRouter start() {
            ContractRouter router = new ContractRouter(new String[] {"-a", "127.0.0.1:7052", "-i", "qingshan:1"});
            LOG.setLevel(Level.OFF);
            try {
                router.startRouterWithChaincodeServer(new ChaincodeServer() {

                    @Override
                    public void start() {
                        // Nobody connects: the test calls the router itself.
                    }

                    @Override
                    public void stop() {
                        // Nothing was started.
                    }
                });
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            return router;
        }
    }

    private final Contracts contracts;
    private final Identities identities;
    private final ReadSessions sessions;
    private final Set<String> compared = new ConcurrentSkipListSet<>();

    /** Puts itself before a ledger that runs the same contracts over the same database. */
    public ParityLedger(EmbeddedLedger ledger, Home home, Database database, List<ContractInterface> contracts) {
        super(ledger);
        this.contracts = new Contracts(contracts);
        this.identities = new Identities(home, InstantSource.system());
        this.sessions = new ReadSessions(database, "qingshan parity", 4);
    }

    /** The transactions that were compared, as {@code contract:transaction}. */
    public Set<String> compared() {
        return new TreeSet<>(compared);
    }

    @Override
    public Outcome submit(Command command) {
        compare(command);
        return ledger.submit(command);
    }

    @Override
    public Answer read(Query query) {
        compare(new Command(query.actor(), query.contract(), query.transaction(), query.json()));
        return ledger.read(query);
    }

    private void compare(Command command) {
        String function = command.contract() + ":" + command.transaction();
        Proposal proposal = Proposal.of(
                Channel.QINGSHAN,
                identities.of(command.actor()),
                Instant.now(),
                function,
                command.json(),
                command.secret());
        ReadSession session = sessions.take();
        try {
            SimulationStub direct = new SimulationStub(proposal, session, CollectionMembers.COUNTY);
            SimulationStub routed = new SimulationStub(proposal, session, CollectionMembers.COUNTY);
            String answer = direct(direct);
            Chaincode.Response response = Router.ROUTER.invoke(routed);
            assertThat(answer(response)).as(function + command.json()).isEqualTo(answer);
            assertThat(routed.set().toPublic("qingshan")).isEqualTo(direct.set().toPublic("qingshan"));
            assertThat(routed.set().toPrivate("qingshan"))
                    .isEqualTo(direct.set().toPrivate("qingshan"));
            assertThat(routed.getEvent()).isEqualTo(direct.getEvent());
            compared.add(function);
        } finally {
            sessions.giveBack(session);
        }
    }

    private String direct(SimulationStub stub) {
        try {
            return "200 " + contracts.invoke(stub);
        } catch (ChaincodeException e) {
            return "500 " + e.getMessage();
        } catch (RuntimeException e) {
            return "500 Error during contract method execution";
        }
    }

    private static String answer(Chaincode.Response response) {
        boolean good = response.getStatus() == Chaincode.Response.Status.SUCCESS;
        return good ? "200 " + new String(response.getPayload(), UTF_8) : "500 " + response.getMessage();
    }

    /** Leaves the ledger behind it open. */
    @Override
    public void close() {
        sessions.close();
    }
}
