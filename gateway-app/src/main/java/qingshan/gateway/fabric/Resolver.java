package qingshan.gateway.fabric;

import java.sql.SQLException;
import java.time.Duration;
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
import qingshan.gateway.ledger.LedgerException;

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

    private static final Duration AGAIN_MAX = Duration.ofSeconds(10);

    private final FabricBlocks blocks;
    private final Sender sender;
    private final Pending pending;
    private final Limits limits;
    private final ConcurrentMap<String, Open> open = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /** One that is looked for. */
    private static final class Open {
        private final Pending.Sent sent;
        private final long since = System.nanoTime();
        private long again = since;
        private Duration wait = ROUND;

        Open(Pending.Sent sent) {
            this.sent = sent;
        }

        boolean isDue() {
            return System.nanoTime() - again >= 0;
        }

        void sentAgain() {
            again = System.nanoTime() + wait.toNanos();
            Duration twice = wait.multipliedBy(2);
            wait = twice.compareTo(AGAIN_MAX) < 0 ? twice : AGAIN_MAX;
        }
    }

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
        open.putIfAbsent(sent.txId(), new Open(sent));
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
            for (Open one : open.values()) {
                if (closing.getCount() == 0) {
                    return;
                }
                one(one);
            }
        } catch (GatewayException | RuntimeException e) {
            LOG.debug("asking for what is pending", e);
        }
    }

    private void one(Open one) throws GatewayException {
        String txId = one.sent.txId();
        Optional<TxValidationCode> fate = blocks.fate(txId);
        if (fate.isPresent()) {
            LOG.info("transaction {} is known now: {}", txId, fate.get());
            sender.ordered();
            done(txId);
        } else if (one.isDue()) {
            one.sentAgain();
            boolean refused = isRefused(one.sent);
            boolean old = System.nanoTime() - one.since > limits.settle().toNanos();
            if (refused && old) {
                LOG.warn("transaction {} is on no ledger, and orderers take it no more", txId);
                done(txId);
            }
        }
    }

    /** Sends it again; whether orderers refuse it. */
    private boolean isRefused(Pending.Sent sent) throws GatewayException {
        try {
            sender.order(blocks.gateway(), sent);
            return false;
        } catch (LedgerException e) {
            return true;
        } catch (GatewayException e) {
            if (Failures.isRefusedBySeveral(e)) {
                return true;
            }
            throw e;
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
