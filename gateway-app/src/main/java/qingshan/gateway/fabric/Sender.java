package qingshan.gateway.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.LedgerException;

/**
 * Brings endorsed transactions to the orderers and waits for their fate. However often it sends one, it is the same envelope:
 * the ledger takes a transaction id once.
 */
final class Sender {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Peers peers;
    private final Limits limits;
    private volatile @Nullable Exception ordering;

    Sender(Peers peers, Limits limits) {
        this.peers = peers;
        this.limits = limits;
    }

    /**
     * What became of a transaction.
     *
     * @param block that holds it
     */
    record Fate(TxValidationCode code, long block) {}

    /** Why nothing can be sent now, or null. */
    @Nullable
    Exception away() {
        Exception peer = peers.away();
        return peer == null ? ordering : peer;
    }

    /** What was sent is in a block: orderers work. */
    void ordered() {
        ordering = null;
    }

    /** An endorsed transaction, signed by who submits it, as it is kept and sent. */
    Pending.Sent sign(Actor actor, Transaction endorsed) {
        byte[] signature = peers.sign(actor, endorsed.getDigest());
        try {
            PreparedTransaction prepared = PreparedTransaction.parseFrom(endorsed.getBytes());
            PreparedTransaction signed = prepared.toBuilder()
                    .setEnvelope(prepared.getEnvelope().toBuilder().setSignature(ByteString.copyFrom(signature)))
                    .build();
            return new Pending.Sent(endorsed.getTransactionId(), signed.toByteString());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a transaction that cannot be parsed", e);
        }
    }

    /**
     * Sends one and waits for its fate.
     *
     * @return empty if it is not known in time
     * @throws LedgerException if orderers looked at it and refused it: then it is on no ledger, and never will be
     */
    Optional<Fate> send(Actor actor, Pending.Sent sent) {
        long deadline = System.nanoTime() + limits.commit().toNanos();
        boolean first = true;
        while (System.nanoTime() - deadline < 0 && !Thread.currentThread().isInterrupted()) {
            boolean taken = false;
            try {
                order(actor, sent);
                taken = true;
            } catch (LedgerException e) {
                if (first) {
                    throw e;
                }
                LOG.debug("orderers refuse {}", sent.txId());
            } catch (GatewayException e) {
                LOG.info(
                        "nobody can say whether orderers took {}: {}",
                        sent.txId(),
                        e.getStatus().getCode());
            }
            first = false;
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            Optional<Fate> fate = await(actor, sent.txId(), taken ? longer(left) : shorter(left));
            if (fate.isPresent()) {
                return fate;
            }
        }
        return Optional.empty();
    }

    /** What orderers took is in a block in moments; it is sent again once, for the case that they lost it. */
    private Duration longer(Duration left) {
        Duration half = limits.commit().dividedBy(2);
        return left.compareTo(half) < 0 ? left : half;
    }

    private Duration shorter(Duration left) {
        Duration tenth = limits.commit().dividedBy(10);
        return left.compareTo(tenth) < 0 ? left : tenth;
    }

    /**
     * Sends one.
     *
     * @throws LedgerException if the first orderer that was asked refused it
     * @throws GatewayException if nobody can say whether an orderer took it
     */
    void order(Actor actor, Pending.Sent sent) throws GatewayException {
        int[] asked = {0};
        try {
            peers.ask(actor, gateway -> {
                asked[0]++;
                return gateway.newTransaction(sent.transaction().toByteArray())
                        .submitAsync(options ->
                                options.withDeadlineAfter(limits.submit().toMillis(), TimeUnit.MILLISECONDS));
            });
            ordering = null;
        } catch (GatewayException e) {
            if (Failures.isRefusedByOrderers(e) && asked[0] == 1) {
                ordering = null;
                throw LedgerException.of(
                        "orderers.refused", e, String.valueOf(e.getStatus().getDescription()));
            }
            ordering = Failures.isRefusedBySeveral(e) ? null : LedgerException.of("orderers.away", e);
            throw e;
        }
    }

    private Optional<Fate> await(Actor actor, String txId, Duration max) {
        long deadline = System.nanoTime() + max.toNanos();
        byte[] request = SignedCommitStatusRequest.newBuilder()
                .setRequest(CommitStatusRequest.newBuilder()
                        .setChannelId(peers.connection().channel())
                        .setTransactionId(txId)
                        .setIdentity(ByteString.copyFrom(peers.serialized(actor)))
                        .build()
                        .toByteString())
                .build()
                .toByteArray();
        while (System.nanoTime() - deadline < 0 && !Thread.currentThread().isInterrupted()) {
            try {
                Status status = peers.askForABlock(
                        actor,
                        gateway -> gateway.newCommit(request)
                                .getStatus(options -> options.withDeadlineAfter(
                                        Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)));
                peers.saw(status.getBlockNumber());
                ordered();
                return Optional.of(new Fate(status.getCode(), status.getBlockNumber()));
            } catch (GatewayException e) {
                LOG.debug(
                        "the fate of {} is not known yet: {}",
                        txId,
                        e.getStatus().getCode());
                if (e.getStatus().getCode() != io.grpc.Status.Code.DEADLINE_EXCEEDED) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        }
        return Optional.empty();
    }
}
