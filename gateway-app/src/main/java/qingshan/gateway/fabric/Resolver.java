package qingshan.gateway.fabric;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import qingshan.gateway.Threads;

/**
 * Finds out what became of transactions that nobody waits for any more, also those of a gateway that ended: asks the own
 * peer, and sends the same envelope again while no block has it. Fabric takes a second copy for what it is and changes
 * nothing by it.
 */
final class Resolver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Resolver.class);
    private static final Duration ROUND = Duration.ofSeconds(1);
    /** Others may have left some: so many rounds between looks into the table. */
    private static final int LOOK_ROUNDS = 5;

    private final FabricBlocks blocks;
    private final Sender sender;
    private final Pending pending;
    private final Limits limits;
    private final ConcurrentMap<String, Unsettled> open = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private Resolver(FabricBlocks blocks, Sender sender, Pending pending, Limits limits) {
        this.blocks = blocks;
        this.sender = sender;
        this.pending = pending;
        this.limits = limits;
        this.thread = Thread.ofPlatform().name("resolver").unstarted(this::run);
    }

    static Resolver start(FabricBlocks blocks, Sender sender, Pending pending, Limits limits) {
        Resolver resolver = new Resolver(blocks, sender, pending, limits);
        resolver.thread.start();
        return resolver;
    }

    /** Takes over one that its submitter waits for no longer. */
    void take(Pending.Sent sent) {
        open.putIfAbsent(sent.txId(), new Unsettled(sent, limits.settle(), System.nanoTime()));
    }

    /** How many there are. */
    int count() {
        return open.size();
    }

    private void run() {
        try {
            for (int round = 0; ; round++) {
                if (round % LOOK_ROUNDS == 0) {
                    look();
                }
                all(round % LOOK_ROUNDS == 0 || sender.away() != null);
                if (closing.await(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whose submitters wait for them still are too young. */
    private void look() {
        try {
            List<Pending.Sent> left = pending.olderThan(limits.commit().plus(limits.submit()));
            left.forEach(this::take);
        } catch (SQLException | RuntimeException e) {
            LOG.debug("looking for what is pending", e);
        }
    }

    /** @param peer whether to find out if the own peer is there, though nobody asks it for anything */
    private void all(boolean peer) {
        try {
            if (peer) {
                blocks.height();
            }
            // all are asked for before any is sent: what is in a block must not wait for orderers that are away
            List<Unsettled> due = new ArrayList<>();
            for (Unsettled one : open.values()) {
                if (closing.getCount() == 0) {
                    return;
                }
                if (isDue(one)) {
                    due.add(one);
                }
            }
            for (Unsettled one : due) {
                if (closing.getCount() == 0) {
                    return;
                }
                send(one);
            }
        } catch (GatewayException | RuntimeException e) {
            LOG.debug("asking for what is pending", e);
        }
    }

    /** Asks what became of one; whether it is to be sent again. */
    private boolean isDue(Unsettled one) throws GatewayException {
        String txId = one.sent().txId();
        long proven = sender.proven();
        Optional<TxValidationCode> fate = blocks.fate(txId);
        if (fate.isPresent()) {
            LOG.info("transaction {} is known now: {}", txId, fate.get());
            sender.ordered();
            done(txId);
        } else if (one.isOver(proven)) {
            LOG.warn("transaction {} is on no ledger, orderers refused it, and have none of that age", txId);
            done(txId);
        } else {
            return one.isDue(System.nanoTime());
        }
        return false;
    }

    private void send(Unsettled one) throws GatewayException {
        Signer gateway = blocks.signer();
        boolean refused = false;
        one.sentAt(System.nanoTime());
        try {
            refused = !sender.order(gateway, one.sent());
        } finally {
            one.answered(refused, System.nanoTime());
        }
    }

    private void done(String txId) {
        open.remove(txId);
        pending.remove(txId);
    }

    @Override
    public void close() {
        closing.countDown();
        Threads.awaitEnd(thread);
    }
}
