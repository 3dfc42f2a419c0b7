package qingshan.gateway.embedded;

import com.google.protobuf.ByteString;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.hyperledger.fabric.shim.ChaincodeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import qingshan.gateway.Trouble;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.identity.Identity;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.BlockHandler;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.ledger.HomeLedger;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.ledger.Query;
import qingshan.gateway.ledger.Refusals;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;

/**
 * A ledger on one machine, over PostgreSQL, written by one process at a time.
 *
 * <p>Transactions are simulated in the threads of their callers, each against one consistent committed state, then ordered,
 * validated and committed by one thread. What it says is committed is on disk. The operator endorses alone and can read
 * everything, private data too.
 */
public final class EmbeddedLedger implements HomeLedger {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedLedger.class);
    /** All that a Fabric client is told of an accident in a contract. */
    private static final String UNEXPECTED = "Error during contract method execution";

    private static final int ATTEMPTS_MAX = 8;
    private static final int READERS_MAX = 8;
    private static final Duration JITTER_MAX = Duration.ofMillis(20);

    private final Settings settings;
    private final Contracts contracts;
    private final Identities identities;
    private final Identity endorser;
    private final ReadSessions sessions;
    private final Conflicts conflicts;
    private final Committer committer;
    private final BlockStore blocks;

    private EmbeddedLedger(
            Database database, Settings settings, Identities identities, Writer writer, Writer.Head head) {
        this.settings = settings;
        this.contracts = new Contracts(settings.contracts());
        this.identities = identities;
        this.endorser = identities.endorser();
        this.sessions = new ReadSessions(database, Writer.purpose(settings.command() + " reads"), READERS_MAX);
        this.conflicts = new Conflicts(head.number());
        this.committer = new Committer(writer, new Blocks(identities.orderer()), conflicts, head);
        this.blocks = new BlockStore(database);
    }

    /**
     * Opens the ledger in a database as its one writer; makes it, with block 0, if there is none yet.
     *
     * @param home where the keys are
     * @throws LedgerException if another process writes it, PostgreSQL is not set to keep what it commits, or the keys of the
     *     home are not those of the ledger
     */
    public static EmbeddedLedger open(Home home, Database database, Settings settings) {
        Writer writer = Writer.open(database, settings.command());
        boolean done = false;
        try {
            Identities identities = new Identities(home, settings.clock());
            Writer.Head head = head(database, writer, identities, settings);
            EmbeddedLedger ledger = new EmbeddedLedger(database, settings, identities, writer, head);
            ledger.committer.start();
            done = true;
            return ledger;
        } catch (SQLException e) {
            throw LedgerException.of("open", e, Trouble.of(e));
        } finally {
            if (!done) {
                writer.close();
            }
        }
    }

    private static Writer.Head head(Database database, Writer writer, Identities identities, Settings settings)
            throws SQLException {
        Writer.Head head = writer.head();
        if (head == null) {
            ByteString configuration = Genesis.transaction(
                    Channel.QINGSHAN, identities, settings.clock().instant());
            Blocks.Made genesis = new Blocks(identities.orderer())
                    .make(0, ByteString.EMPTY, List.of(configuration), new byte[] {TxValidationCode.VALID_VALUE});
            writer.write(genesis, List.of());
            writer.commit();
            return new Writer.Head(0, genesis.hash());
        }
        new BlockStore(database).follow(Position.START, block -> {
            Map<String, ByteString> named = Genesis.roots(block.getBlock());
            if (!named.equals(Genesis.roots(identities))) {
                throw LedgerException.of("keys", null);
            }
            return false;
        });
        return head;
    }

    @Override
    public Enroller enroller() {
        return identities;
    }

    @Override
    public void mustWork() {
        committer.mustAccept();
    }

    /** {@inheritDoc} This one works, or it has stopped for good. */
    @Override
    public @Nullable Exception away() {
        return null;
    }

    @Override
    public boolean outlasts(Exception failure) {
        return false;
    }

    /** {@inheritDoc} What this one does not know when it stops, its blocks say when it is opened again. */
    @Override
    public int pending() {
        return 0;
    }

    @Override
    public Answer read(Query query) {
        Command command = new Command(query.actor(), query.contract(), query.transaction(), query.json());
        return switch (simulate(proposal(command, settings.clock().instant()))) {
            case Simulated.Done done -> new Answer.Found(done.result());
            case Simulated.Refused refused -> refused.answer();
        };
    }

    @Override
    public Outcome submit(Command command) {
        return submit(command, settings.clock());
    }

    /**
     * Submits with a client's own clock; its proposals are refused when it is too far off the ledger's.
     *
     * @return as {@link #submit(Command)}
     */
    public Outcome submit(Command command, InstantSource clientClock) {
        committer.mustAccept();
        for (int attempt = 1; ; attempt++) {
            Proposal proposal = proposal(command, clientClock.instant());
            if (offClock(proposal)) {
                return outOfTime(proposal);
            }
            Outcome outcome = attempt(proposal);
            boolean conflict = outcome instanceof Outcome.Rejected rejected && Refusals.isConflict(rejected.code());
            if (!conflict || attempt == ATTEMPTS_MAX) {
                return outcome;
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(JITTER_MAX.toNanos()));
        }
    }

    private Outcome attempt(Proposal proposal) {
        long entered = conflicts.enter();
        try {
            return switch (simulate(proposal)) {
                case Simulated.Done done ->
                    order(Endorsed.of(proposal, done.set(), done.event(), done.result(), endorser));
                case Simulated.Refused(Answer.Refused answer) ->
                    new Outcome.Rejected(answer.code(), answer.detail(), null);
            };
        } finally {
            conflicts.leave(entered);
        }
    }

    private Outcome order(Endorsed transaction) {
        String txId = transaction.txId();
        return switch (committer.commit(transaction)) {
            case Committer.Verdict.Judged(long block, TxValidationCode flag) ->
                flag == TxValidationCode.VALID
                        ? new Outcome.Committed(txId, block, transaction.result())
                        : new Outcome.Rejected(
                                flag.name(), CanonicalJson.write(JsonObject.EMPTY.with("block", block)), txId);
            case Committer.Verdict.Lost(String reason) -> new Outcome.Unknown(txId, reason);
            case Committer.Verdict.NotTaken(LedgerException reason) -> throw reason;
        };
    }

    private Proposal proposal(Command command, Instant timestamp) {
        return Proposal.of(
                Channel.QINGSHAN,
                identities.of(command.actor()),
                timestamp,
                command.contract() + ":" + command.transaction(),
                command.json(),
                command.secret());
    }

    private boolean offClock(Proposal proposal) {
        Duration off = Duration.between(proposal.timestamp(), settings.clock().instant())
                .abs();
        return off.compareTo(settings.timeWindow()) > 0;
    }

    private Outcome outOfTime(Proposal proposal) {
        return new Outcome.Rejected(
                Refusals.TIME_WINDOW,
                CanonicalJson.write(
                        JsonObject.of("timestamp", proposal.timestamp().toString())),
                null);
    }

    private Simulated simulate(Proposal proposal) {
        ReadSession session = sessions.take();
        SimulationStub stub = new SimulationStub(proposal, session, settings.collections());
        Simulated simulated;
        try {
            simulated = run(stub);
        } finally {
            if (stub.failure() == null) {
                sessions.giveBack(session);
            } else {
                sessions.discard(session);
            }
        }
        ReadFailed failure = stub.failure();
        if (failure != null) {
            throw LedgerException.of("read", failure, Trouble.of(failure));
        }
        return simulated;
    }

    private Simulated run(SimulationStub stub) {
        try {
            String result = contracts.invoke(stub);
            return new Simulated.Done(result, stub.set(), stub.getEvent());
        } catch (ChaincodeException e) {
            return new Simulated.Refused(Refusals.read(e.getMessage()));
        } catch (RuntimeException e) {
            if (stub.failure() == null) {
                LOG.error("the contract failed in {}", stub.getFunction(), e);
            }
            return new Simulated.Refused(Refusals.read(UNEXPECTED));
        }
    }

    @Override
    public void follow(Position after, BlockHandler handler) {
        blocks.follow(after, handler);
    }

    @Override
    public Position height() {
        return new Position(conflicts.height());
    }

    @Override
    public void close() {
        committer.close();
        sessions.close();
    }
}
