package qingshan.gateway.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
    private final AtomicLong proven = new AtomicLong(System.nanoTime());
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

    /** An endorsed transaction, signed by who proposed it, as it is kept and sent. */
    Pending.Sent sign(Signer signer, Transaction endorsed) {
        ByteString signature = signer.identity().signHash(endorsed.getDigest());
        try {
            PreparedTransaction prepared = PreparedTransaction.parseFrom(endorsed.getBytes());
            PreparedTransaction signed = prepared.toBuilder()
                    .setEnvelope(prepared.getEnvelope().toBuilder().setSignature(signature))
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
     */
    Optional<Fate> send(Signer signer, Pending.Sent sent) {
        long start = System.nanoTime();
        long deadline = start + limits.commit().toNanos();
        while (System.nanoTime() - deadline < 0 && !Thread.currentThread().isInterrupted()) {
            boolean taken = false;
            try {
                taken = order(signer, sent);
            } catch (GatewayException e) {
                LOG.info(
                        "nobody can say whether orderers took {}: {}",
                        sent.txId(),
                        e.getStatus().getCode());
            }
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            Optional<Fate> fate = await(signer, sent.txId(), taken ? longer(left) : shorter(left));
            if (fate.isPresent()) {
                proven.accumulateAndGet(start, (one, other) -> one - other > 0 ? one : other);
                return fate;
            }
        }
        return Optional.empty();
    }

    /** When the newest was sent first, of {@link System#nanoTime}, of what is known to be in a block. */
    long proven() {
        return proven.get();
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
     * @return false if orderers refuse it now, which others may not do, or may not have done
     * @throws GatewayException if nobody can say whether an orderer took it
     */
    boolean order(Signer signer, Pending.Sent sent) throws GatewayException {
        try {
            peers.ask(
                    signer,
                    gateway -> gateway.newTransaction(sent.transaction().toByteArray())
                            .submitAsync(options ->
                                    options.withDeadlineAfter(limits.submit().toMillis(), TimeUnit.MILLISECONDS)));
            ordering = null;
            return true;
        } catch (GatewayException e) {
            if (Failures.isRefused(e)) {
                ordering = null;
                LOG.info("orderers refuse {}: {} {}", sent.txId(), Failures.said(e.getStatus()), e.getDetails());
                return false;
            }
            if (!Failures.isRefusedByOne(e)) {
                ordering = LedgerException.of("orderers.away", e);
            }
            throw e;
        }
    }

    private Optional<Fate> await(Signer signer, String txId, Duration max) {
        long deadline = System.nanoTime() + max.toNanos();
        byte[] request = SignedCommitStatusRequest.newBuilder()
                .setRequest(CommitStatusRequest.newBuilder()
                        .setChannelId(peers.connection().channel())
                        .setTransactionId(txId)
                        .setIdentity(signer.identity().serialized())
                        .build()
                        .toByteString())
                .build()
                .toByteArray();
        while (System.nanoTime() - deadline < 0 && !Thread.currentThread().isInterrupted()) {
            try {
                Status status = peers.await(signer, request, deadline);
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
