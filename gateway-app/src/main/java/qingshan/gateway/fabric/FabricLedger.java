package qingshan.gateway.fabric;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Actor;
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
import qingshan.rules.authority.Endorsement;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;

/**
 * A ledger on a Fabric network, reached through the organization's own peers.
 *
 * <p>What is sent is stored before it leaves. What its submitter is told is unknown is found out in the background, also by
 * the next process. Nothing is proposed anew but after a failure that is known to have changed nothing.
 */
public final class FabricLedger implements HomeLedger {
    private static final Logger LOG = LoggerFactory.getLogger(FabricLedger.class);

    private static final int ATTEMPTS_MAX = 8;
    /** So often the same organizations are asked when they disagree: one may only be a block behind. */
    private static final int DISAGREEMENTS_MAX = 3;

    private static final Duration AGAIN = Duration.ofMillis(300);
    private static final Duration JITTER = Duration.ofMillis(100);

    private final Peers peers;
    private final Enroller enroller;
    private final Limits limits;
    private final FabricBlocks blocks;
    private final Pending pending;
    private final Sender sender;
    private final Resolver resolver;
    private final Semaphore flight;
    private final ConcurrentMap<String, Long> passedOver = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private FabricLedger(Peers peers, Enroller enroller, Database database, Limits limits) {
        this.peers = peers;
        this.enroller = enroller;
        this.limits = limits;
        this.blocks = new FabricBlocks(peers, limits);
        this.flight = new Semaphore(limits.inFlight(), true);
        this.pending = Pending.open(database);
        this.sender = new Sender(peers, limits);
        this.resolver = Resolver.start(blocks, sender, pending, limits);
    }

    /**
     * Opens the ledger of a home's network. Its peers need not be there yet.
     *
     * @param enroller of the home; enrols the gateway itself
     * @throws LedgerException if the home does not say how to reach them
     */
    public static FabricLedger open(Home home, Database database, Enroller enroller) {
        return open(home, database, enroller, Limits.STANDARD);
    }

    /** As {@link #open(Home, Database, Enroller)}, with other limits. */
    public static FabricLedger open(Home home, Database database, Enroller enroller, Limits limits) {
        FabricBlocks.enrol(Connection.of(home), enroller);
        return new FabricLedger(Peers.open(home, limits), enroller, database, limits);
    }

    @Override
    public Enroller enroller() {
        return enroller;
    }

    @Override
    public void mustWork() {
        if (closed) {
            throw LedgerException.of("closed", null);
        }
        pending.mustWork();
    }

    @Override
    public @Nullable Exception away() {
        return sender.away();
    }

    /** {@inheritDoc} Its peers come back by themselves, and so does who is let follow them. */
    @Override
    public boolean outlasts(Exception failure) {
        return failure instanceof LedgerException;
    }

    @Override
    public int pending() {
        return resolver.count();
    }

    @Override
    public Answer read(Query query) {
        Connection connection = peers.connection();
        enter();
        try {
            byte[] answer = peers.ask(
                    peers.signer(query.actor()),
                    gateway -> gateway.getNetwork(connection.channel())
                            .getContract(connection.chaincode(), query.contract())
                            .newProposal(query.transaction())
                            .addArguments(query.json())
                            .setEndorsingOrganizations(connection.mspId())
                            .build()
                            .evaluate(options ->
                                    options.withDeadlineAfter(limits.evaluate().toMillis(), TimeUnit.MILLISECONDS)));
            return new Answer.Found(new String(answer, StandardCharsets.UTF_8));
        } catch (GatewayException e) {
            return Failures.answer(e)
                    .orElseThrow(() -> toldApart(Failures.explained(e, query.actor(), connection), query.actor()));
        } finally {
            flight.release();
        }
    }

    @Override
    public Outcome submit(Command command) {
        List<List<String>> sets = sets(command);
        enter();
        try {
            return submit(command, sets);
        } finally {
            flight.release();
        }
    }

    /** Private input reaches none but members of its collection, the first peer on its way included. */
    private List<List<String>> sets(Command command) {
        Connection connection = peers.connection();
        boolean secret = !command.secret().isEmpty();
        if (secret && !Endorsement.ENDORSERS.contains(connection.mspId())) {
            throw LedgerException.of("private.outside", null, connection.mspId());
        }
        List<List<String>> sets = Endorsement.sets(
                command.transaction(),
                command.actor().mspId(),
                connection.endorsers(),
                connection.endorsements(),
                secret);
        if (sets.isEmpty()) {
            throw LedgerException.of(
                    "endorsers.none", null, command.contract(), command.actor().mspId());
        }
        return sets;
    }

    private Outcome submit(Command command, List<List<String>> sets) {
        int disagreements = 0;
        for (int attempt = 1; ; attempt++) {
            Signer signer = peers.signer(command.actor());
            Outcome outcome = switch (endorsePatiently(signer, command, sets, disagreements / DISAGREEMENTS_MAX)) {
                case Endorsing.Done(var transaction) ->
                    send(signer, sender.sign(signer, transaction), transaction.getResult());
                case Endorsing.Refused(Answer.Refused answer) ->
                    new Outcome.Rejected(answer.code(), answer.detail(), null);
                case Endorsing.Disagreed _ -> {
                    disagreements++;
                    yield new Outcome.Rejected(Refusals.ENDORSEMENT_MISMATCH, EMPTY, null);
                }
                case Endorsing.Away(List<String> _, LedgerException why) -> throw why;
                case Endorsing.Failed(LedgerException why) -> throw toldApart(why, signer.actor());
            };
            boolean again = outcome instanceof Outcome.Rejected rejected && Refusals.isConflict(rejected.code());
            if (!again || attempt == ATTEMPTS_MAX || isEnding()) {
                if (again && disagreements == attempt) {
                    LOG.warn("of {} none endorse the same {}", sets, command.transaction());
                }
                return outcome;
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(JITTER.toNanos() * attempt));
        }
    }

    /** A network says the same of one whose certificate was revoked and of all of an organization: it may still take the gateway. */
    private LedgerException toldApart(LedgerException why, Actor actor) {
        if (why.kind() != LedgerException.Kind.DENIED) {
            return why;
        }
        try {
            blocks.height();
        } catch (LedgerException e) {
            return why;
        }
        return LedgerException.of("identity.revoked", why, actor.name(), actor.mspId());
    }

    private static final String EMPTY = CanonicalJson.write(JsonObject.EMPTY);

    /** Peers that have just come up learn of each other in seconds; so long it is worth waiting for. */
    private Endorsing endorsePatiently(Signer signer, Command command, List<List<String>> sets, int skip) {
        long deadline = System.nanoTime() + limits.endorse().toNanos();
        while (true) {
            Endorsing endorsing = endorse(signer, command, sets, skip);
            if (System.nanoTime() - deadline > 0 || isEnding() || !(endorsing instanceof Endorsing.Away)) {
                return endorsing;
            }
            LockSupport.parkNanos(AGAIN.toNanos());
        }
    }

    /** Whether whoever tries again and again is to stop, since the ledger is closed or its caller wants no more. */
    private boolean isEnding() {
        return closed || Thread.currentThread().isInterrupted();
    }

    /**
     * Asks one set of organizations after the other until one has said something.
     *
     * @param skip so many of those that did answer, because they disagreed before
     */
    private Endorsing endorse(Signer signer, Command command, List<List<String>> sets, int skip) {
        List<List<String>> left = Preference.order(sets, this::isPassedOver);
        Collections.rotate(left, -skip);
        Endorsing last = null;
        while (!left.isEmpty()) {
            List<String> set = left.removeFirst();
            last = endorse(signer, command, set);
            if (!(last instanceof Endorsing.Away(List<String> endorsers, LedgerException _))) {
                if (last instanceof Endorsing.Disagreed) {
                    LOG.debug("{} do not endorse the same {}", set, command.transaction());
                }
                return last;
            }
            LOG.debug("{} did not endorse", endorsers);
            long until = System.nanoTime() + limits.away().toNanos();
            endorsers.forEach(mspId -> passedOver.put(mspId, until));
            left = Preference.order(left, this::isPassedOver); // those without who was silent come first
        }
        if (last == null) {
            throw new IllegalArgumentException("no organization to ask");
        }
        return last;
    }

    private boolean isPassedOver(List<String> set) {
        long now = System.nanoTime();
        return set.stream().anyMatch(mspId -> {
            Long until = passedOver.get(mspId);
            return until != null && now - until < 0;
        });
    }

    private Endorsing endorse(Signer signer, Command command, List<String> set) {
        Connection connection = peers.connection();
        Actor actor = signer.actor();
        try {
            return new Endorsing.Done(peers.ask(
                    signer,
                    gateway -> gateway.getNetwork(connection.channel())
                            .getContract(connection.chaincode(), command.contract())
                            .newProposal(command.transaction())
                            .addArguments(command.json())
                            .putAllTransient(command.secret())
                            .setEndorsingOrganizations(set.toArray(String[]::new))
                            .build()
                            .endorse(options ->
                                    options.withDeadlineAfter(limits.endorse().toMillis(), TimeUnit.MILLISECONDS))));
        } catch (EndorseException e) {
            Endorsing said = Failures.endorsing(e, set, actor, connection);
            boolean behind = said instanceof Endorsing.Refused
                    && !set.contains(connection.mspId())
                    && ownPeerWouldTake(signer, command, connection);
            return behind ? new Endorsing.Disagreed() : said;
        } catch (GatewayException e) {
            return new Endorsing.Failed(Failures.explained(e, actor, connection));
        }
    }

    /**
     * Whether the own peer does not refuse what others do: they may be a block behind what was told to be done here. Who was
     * told so must not hear that it is not there.
     */
    private boolean ownPeerWouldTake(Signer signer, Command command, Connection connection) {
        try {
            peers.ask(
                    signer,
                    gateway -> gateway.getNetwork(connection.channel())
                            .getContract(connection.chaincode(), command.contract())
                            .newProposal(command.transaction())
                            .addArguments(command.json())
                            .putAllTransient(command.secret())
                            .setEndorsingOrganizations(connection.mspId())
                            .build()
                            .evaluate(options ->
                                    options.withDeadlineAfter(limits.evaluate().toMillis(), TimeUnit.MILLISECONDS)));
            return true;
        } catch (GatewayException e) {
            return false;
        }
    }

    private Outcome send(Signer signer, Pending.Sent sent, byte[] result) {
        String txId = sent.txId();
        if (!pending.add(sent)) {
            return new Outcome.Unknown(txId, LedgerException.of("unknown", null).getMessage());
        }
        Optional<Sender.Fate> fate;
        try {
            fate = sender.send(signer, sent);
        } catch (RuntimeException e) {
            LOG.warn("waiting for transaction {} ended, it may have left", txId, e);
            fate = Optional.empty();
        }
        if (fate.isEmpty()) {
            resolver.take(sent);
            return new Outcome.Unknown(txId, LedgerException.of("unknown", null).getMessage());
        }
        pending.remove(txId);
        TxValidationCode code = fate.get().code();
        long block = fate.get().block();
        return code == TxValidationCode.VALID
                ? new Outcome.Committed(txId, block, new String(result, StandardCharsets.UTF_8))
                : new Outcome.Rejected(code.name(), CanonicalJson.write(JsonObject.EMPTY.with("block", block)), txId);
    }

    private void enter() {
        mustWork();
        try {
            if (!flight.tryAcquire(limits.queue().toMillis(), TimeUnit.MILLISECONDS)) {
                throw LedgerException.of("overloaded", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LedgerException.of("interrupted", e);
        }
    }

    @Override
    public void follow(Position after, BlockHandler handler) {
        blocks.follow(after, handler);
    }

    @Override
    public Position height() {
        mustWork();
        return blocks.height();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        flight.acquireUninterruptibly(limits.inFlight());
        resolver.close();
        pending.close();
        peers.close();
    }
}
