package qingshan.gateway.fabric;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.GatewayRuntimeException;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.protos.peer.BlockAndPrivateData;
import org.hyperledger.fabric.protos.peer.ProcessedTransaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.BlockHandler;
import qingshan.gateway.ledger.BlockSource;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.Position;

/** Blocks, with the private data that the organization holds, from its own peers. */
public final class FabricBlocks implements BlockSource {
    private static final Logger LOG = LoggerFactory.getLogger(FabricBlocks.class);
    /** Under which name the gateway itself is enrolled: it asks and follows, and has no role. */
    static final String GATEWAY = "gateway";

    private static final Duration AGAIN_MIN = Duration.ofMillis(100);
    private static final Duration AGAIN_MAX = Duration.ofSeconds(5);

    private final Peers peers;
    private final Actor gateway;
    private final Limits limits;

    FabricBlocks(Peers peers, Limits limits) {
        this.peers = peers;
        this.gateway = new Actor(peers.connection().mspId(), GATEWAY);
        this.limits = limits;
    }

    /**
     * Those of a home's network.
     *
     * @param enroller of the home; enrols the gateway itself
     */
    public static FabricBlocks open(Home home, Enroller enroller) {
        enrol(Connection.of(home), enroller);
        return new FabricBlocks(Peers.open(home, Limits.STANDARD), Limits.STANDARD);
    }

    static void enrol(Connection connection, Enroller enroller) {
        enroller.enroll(connection.mspId(), GATEWAY, Map.of());
    }

    /** Who asks when nobody in particular does. */
    Signer signer() {
        try {
            return peers.signer(gateway);
        } catch (LedgerException e) {
            throw ofTheGateway(e);
        }
    }

    /** Where the gateway's own identity does not count, the ledger denies it to everybody. */
    private static LedgerException ofTheGateway(LedgerException why) {
        return why.kind() == LedgerException.Kind.AWAY ? why : LedgerException.of("gateway.denied", why, why);
    }

    @Override
    public Position height() {
        try {
            return new Position(peers.ask(signer(), peers::height));
        } catch (GatewayException e) {
            throw ofTheGateway(Failures.explained(e, gateway, peers.connection()));
        }
    }

    /**
     * What became of a transaction.
     *
     * @return empty if the own peer's ledger does not have it now
     */
    Optional<TxValidationCode> fate(String txId) throws GatewayException {
        try {
            byte[] answer = peers.ask(signer(), it -> peers.system(it, "GetTransactionByID", txId));
            return Optional.ofNullable(TxValidationCode.forNumber(
                    ProcessedTransaction.parseFrom(answer).getValidationCode()));
        } catch (GatewayException e) {
            if (Failures.isNotThere(e)) {
                return Optional.empty();
            }
            throw e;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a peer's answer that cannot be parsed", e);
        }
    }

    /** {@inheritDoc} A connection that is cut is made again, and goes on with the block that is due. */
    @Override
    public void follow(Position after, BlockHandler handler) {
        Following following = new Following(after.block() + 1, handler);
        Duration again = AGAIN_MIN;
        while (!Thread.currentThread().isInterrupted()) {
            long before = following.next;
            if (following.run()) {
                return;
            }
            again = following.next > before ? AGAIN_MIN : doubled(again);
            LockSupport.parkNanos(again.toNanos());
        }
    }

    private static Duration doubled(Duration again) {
        Duration twice = again.multipliedBy(2);
        return twice.compareTo(AGAIN_MAX) > 0 ? AGAIN_MAX : twice;
    }

    /** One following, over as many connections as it takes. */
    private final class Following {
        private final BlockHandler handler;
        private long next;

        Following(long next, BlockHandler handler) {
            this.next = next;
            this.handler = handler;
        }

        /** Follows while one connection lasts; true when the handler wants no more. */
        boolean run() {
            Peers.Peer peer = peers.first();
            try (CloseableIterator<BlockAndPrivateData> events = events(peer)) {
                peer.followed(events::close);
                for (BlockAndPrivateData block = read(events); block != null; block = read(events)) {
                    long number = block.getBlock().getHeader().getNumber();
                    peers.delivered(peer, number);
                    if (number > next) {
                        LOG.warn("{} gave block {} where {} was due", peer.address(), number, next);
                        return false;
                    }
                    if (number == next) {
                        if (!handler.handle(block)) {
                            return true;
                        }
                        next++;
                    }
                }
                return false;
            } catch (Cut e) {
                peer.failed(limits, String.valueOf(e.getMessage()));
                LOG.info("following {} was cut before block {}: {}", peer.address(), next, e.getMessage());
                return false;
            }
        }

        private CloseableIterator<BlockAndPrivateData> events(Peers.Peer peer) {
            Network network = peers.network(peer, signer());
            return network.newBlockAndPrivateDataEventsRequest()
                    .startBlock(next)
                    .build()
                    .getEvents();
        }

        private @Nullable BlockAndPrivateData read(CloseableIterator<BlockAndPrivateData> events) {
            try {
                return events.hasNext() ? events.next() : null;
            } catch (GatewayRuntimeException e) {
                throw cut(e.getStatus(), e);
            } catch (NoSuchElementException e) {
                throw cut(said(e), e);
            }
        }

        private RuntimeException cut(Status status, RuntimeException e) {
            return switch (status.getCode()) {
                case PERMISSION_DENIED, UNAUTHENTICATED, INVALID_ARGUMENT ->
                    ofTheGateway(Failures.explained(status, e, gateway, peers.connection()));
                default -> new Cut(Failures.said(status));
            };
        }
    }

    /** The peer's delivery ends with a status of its own; the library hands it on in words. */
    private static Status said(NoSuchElementException e) {
        String message = String.valueOf(e.getMessage());
        if (message.endsWith("FORBIDDEN")) {
            return Status.PERMISSION_DENIED.withDescription("access denied");
        }
        return message.endsWith("BAD_REQUEST")
                ? Status.INVALID_ARGUMENT.withDescription("the peer refuses to be followed: " + message)
                : Status.UNAVAILABLE.withDescription(message);
    }

    /** A connection ended that can be made again. */
    private static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Cut(String message) {
            super(message, null, false, false);
        }
    }

    @Override
    public void close() {
        peers.close();
    }
}
