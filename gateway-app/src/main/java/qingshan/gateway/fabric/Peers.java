package qingshan.gateway.fabric;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.bouncycastle.cert.X509CertificateHolder;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.protos.common.BlockchainInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import qingshan.gateway.Trouble;
import qingshan.gateway.home.Home;
import qingshan.gateway.identity.Identity;
import qingshan.gateway.identity.Pem;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.LedgerException;

/**
 * The organization's own peers, in order of preference. One that does not answer is passed over for a while and then tried
 * first again; no connection is ever given up.
 */
final class Peers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);
    private static final int MESSAGE_BYTES_MAX = 100 * 1024 * 1024;
    private static final int KEEP_ALIVE_WAIT_SECONDS = 10;
    private static final Duration BEHIND = Duration.ofMillis(20);
    private static final int END_WAIT_SECONDS = 5;

    private final Connection connection;
    private final Wallet wallet;
    private final Limits limits;
    private final byte[] tlsHash;
    private final List<Peer> peers = new ArrayList<>();
    private final AtomicLong seen = new AtomicLong(-1);
    private volatile @Nullable Exception away;

    /** Asks one peer. */
    @FunctionalInterface
    interface Call<T> {
        T of(Gateway gateway) throws GatewayException;
    }

    /** The same, where it counts which. */
    @FunctionalInterface
    private interface CallOf<T> {
        T of(Peer peer, Gateway gateway) throws GatewayException;
    }

    private Peers(Connection connection, Wallet wallet, Limits limits, byte[] tlsHash) {
        this.connection = connection;
        this.wallet = wallet;
        this.limits = limits;
        this.tlsHash = tlsHash;
    }

    /**
     * Those that a home names. None of them need be there yet.
     *
     * @throws LedgerException if the home does not say how to reach them
     */
    static Peers open(Home home, Limits limits) {
        Connection connection = Connection.of(home);
        Path roots = Connection.directory(home).resolve("tls-roots.pem");
        Path client = Connection.directory(home).resolve("tls-client.pem");
        Path reading = client;
        try {
            Pem pem = Pem.read(client);
            TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder();
            byte[] hash = new byte[0];
            if (pem != null) {
                X509CertificateHolder certificate = pem.certificate();
                hash = Hash.SHA256.apply(certificate.getEncoded());
                tls.keyManager(client.toFile(), client.toFile());
            }
            reading = roots;
            tls.trustManager(roots.toFile());
            Peers peers = new Peers(connection, new Wallet(home), limits, hash);
            for (String address : connection.peers()) {
                peers.peers.add(new Peer(
                        address,
                        Grpc.newChannelBuilder(address, tls.build())
                                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                                .keepAliveTime(limits.keepAlive().toSeconds(), TimeUnit.SECONDS)
                                .keepAliveTimeout(KEEP_ALIVE_WAIT_SECONDS, TimeUnit.SECONDS)
                                .build()));
            }
            return peers;
        } catch (IOException e) {
            throw LedgerException.of("key", e, reading, Trouble.of(e));
        }
    }

    Connection connection() {
        return connection;
    }

    /** Why none of them can be asked, when that was tried last; null if one could. */
    @Nullable
    Exception away() {
        return away;
    }

    /**
     * An actor, as enrolled now.
     *
     * @throws LedgerException if the actor is not enrolled here, or its certificate has expired
     */
    Signer signer(Actor actor) {
        return new Signer(actor, wallet.of(actor));
    }

    /**
     * Asks the first that answers. What is asked must be safe to ask twice.
     *
     * @throws GatewayException of the last that was asked, if none answers, or of the first that answers with an error
     */
    <T> T ask(Signer signer, Call<T> call) throws GatewayException {
        return ask(signer, (_, gateway) -> call.of(gateway));
    }

    /** Waits for the block that a transaction is in. */
    org.hyperledger.fabric.client.Status await(Signer signer, byte[] commitStatusRequest, long deadlineNanos)
            throws GatewayException {
        return ask(signer, (peer, gateway) -> {
            long left = Math.max(1, deadlineNanos - System.nanoTime());
            var status = gateway.newCommit(commitStatusRequest)
                    .getStatus(options -> options.withDeadlineAfter(left, TimeUnit.NANOSECONDS));
            saw(peer, status.getBlockNumber());
            return status;
        });
    }

    private <T> T ask(Signer signer, CallOf<T> call) throws GatewayException {
        GatewayException last = null;
        List<Peer> behind = new ArrayList<>();
        for (Peer peer : inOrder()) {
            Gateway gateway = gateway(peer, signer);
            try {
                if (!isBehind(peer, gateway)) {
                    return answered(peer, call.of(peer, gateway));
                }
                behind.add(peer); // it is waited for when there is no other
            } catch (GatewayException e) {
                last = failed(peer, e);
            }
        }
        for (Peer peer : behind) {
            Gateway gateway = gateway(peer, signer);
            try {
                awaitSeen(peer, gateway);
                return answered(peer, call.of(peer, gateway));
            } catch (GatewayException e) {
                last = failed(peer, e);
            }
        }
        if (last == null) {
            throw new IllegalStateException("a home names at least one peer");
        }
        away = Failures.explained(last, signer.actor(), connection);
        throw last;
    }

    private <T> T answered(Peer peer, T answer) {
        isThere(peer);
        return answer;
    }

    /** What is no fault of the peer's is thrown again: others would say the same. */
    private GatewayException failed(Peer peer, GatewayException failure) throws GatewayException {
        if (!Failures.isOfThePeer(failure)) {
            if (!Failures.isSilence(failure)) {
                isThere(peer);
            }
            throw failure;
        }
        peer.failed(limits, Failures.said(failure.getStatus()));
        return failure;
    }

    /** It gave a block to who follows: so it is there, and no peer is asked any more that has not come to this block. */
    void delivered(Peer peer, long block) {
        isThere(peer);
        saw(peer, block);
    }

    private void isThere(Peer peer) {
        peer.answered();
        away = null;
    }

    /** The one to follow: the first that is not passed over, else the first of all. */
    Peer first() {
        return inOrder().getFirst();
    }

    /** The network as who acts sees it through a peer. */
    Network network(Peer peer, Signer signer) {
        return gateway(peer, signer).getNetwork(connection.channel());
    }

    /** From now on no peer is asked that has not come to this block: who was told of it must find it. */
    private void saw(Peer peer, long block) {
        peer.has(block); // first, so that nobody asks it whether it does
        seen.accumulateAndGet(block, Math::max);
    }

    /** The height of a peer's ledger: the number of its newest block. */
    long height(Gateway gateway) throws GatewayException {
        try {
            return BlockchainInfo.parseFrom(system(gateway, "GetChainInfo")).getHeight() - 1;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a peer's answer that cannot be parsed", e);
        }
    }

    /** Asks the peer itself, not the contracts. */
    byte[] system(Gateway gateway, String function, String... arguments) throws GatewayException {
        return gateway.getNetwork(connection.channel())
                .getContract("qscc")
                .newProposal(function)
                .addArguments(connection.channel())
                .addArguments(arguments)
                .setEndorsingOrganizations(connection.mspId())
                .build()
                .evaluate(options -> options.withDeadlineAfter(limits.evaluate().toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Another peer may be some blocks behind the one that was asked before. */
    private boolean isBehind(Peer peer, Gateway gateway) throws GatewayException {
        if (peer.hasNot(seen.get())) {
            peer.has(height(gateway));
        }
        return peer.hasNot(seen.get());
    }

    private void awaitSeen(Peer peer, Gateway gateway) throws GatewayException {
        long deadline = System.nanoTime() + limits.evaluate().toNanos();
        while (isBehind(peer, gateway)) {
            if (Thread.currentThread().isInterrupted()) {
                throw new GatewayException(
                        Status.CANCELLED.withDescription("interrupted").asRuntimeException());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new GatewayException(Status.DEADLINE_EXCEEDED
                        .withDescription("deadline exceeded: the peer is behind")
                        .asRuntimeException());
            }
            LockSupport.parkNanos(BEHIND.toNanos());
        }
    }

    private Gateway gateway(Peer peer, Signer signer) {
        Identity identity = signer.identity();
        Gateway.Builder builder = Gateway.newInstance()
                .connection(peer.channel)
                .identity(new Credentials(identity))
                .signer(digest -> identity.signHash(digest).toByteArray())
                .hash(Hash.SHA256);
        if (tlsHash.length > 0) {
            builder.tlsClientCertificateHash(tlsHash);
        }
        return builder.connect();
    }

    private List<Peer> inOrder() {
        return Preference.order(peers, Peer::isPassedOver);
    }

    @Override
    public void close() {
        for (Peer peer : peers) {
            peer.channel.shutdownNow();
        }
        try {
            for (Peer peer : peers) {
                peer.channel.awaitTermination(END_WAIT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A certificate as the client's library wants it. */
    private record Credentials(Identity identity) implements org.hyperledger.fabric.client.identity.Identity {
        @Override
        public String getMspId() {
            return identity.mspId();
        }

        @Override
        public byte[] getCredentials() {
            return identity.certificate();
        }
    }

    /** One of them. */
    static final class Peer {
        private final String address;
        private final ManagedChannel channel;
        private final AtomicLong newest = new AtomicLong(-1);
        private volatile long passedOverUntil;
        private volatile boolean failing;
        private volatile Runnable followed = () -> {};

        Peer(String address, ManagedChannel channel) {
            this.address = address;
            this.channel = channel;
        }

        String address() {
            return address;
        }

        /** It showed that it has this block. */
        void has(long block) {
            newest.accumulateAndGet(block, Math::max);
        }

        boolean hasNot(long block) {
            return newest.get() < block;
        }

        /** @param end ends the following, so that another one can be followed when this one does not answer */
        void followed(Runnable end) {
            followed = end;
        }

        boolean isPassedOver() {
            return failing && System.nanoTime() - passedOverUntil < 0;
        }

        void answered() {
            if (failing && turn(false)) {
                LOG.warn("peer {} answers again", address);
            }
        }

        /** The next try connects at once: what grew in the way of one that was away must not delay it when it is back. */
        void failed(Limits limits, String why) {
            passedOverUntil = System.nanoTime() + limits.away().toNanos();
            newest.set(-1); // it may come back with less than it had
            if (turn(true)) {
                LOG.warn("peer {} does not answer: {}", address, why);
            }
            followed.run();
            channel.resetConnectBackoff();
        }

        /** Whether this is news: each outage is told once, and so is its end. */
        private synchronized boolean turn(boolean now) {
            boolean news = failing != now;
            failing = now;
            return news;
        }
    }
}
