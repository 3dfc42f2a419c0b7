package qingshan.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.hyperledger.fabric.protos.peer.ChaincodeAdditionalParams;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.PutState;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.WriteBatchState;
import org.hyperledger.fabric.shim.ChaincodeServer;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A chaincode process, and what a peer hears from it. */
class GatheredWritesTest {
    private static final ChaincodeAdditionalParams NO_OFFER = ChaincodeAdditionalParams.getDefaultInstance();
    private static final Logger SHIM = Logger.getLogger("org.hyperledger.fabric");

    private static byte[] certificate = {};
    private static int port;
    private static ChaincodeServer server = new ChaincodeServer() {
        @Override
        public void start() {
            throw new IllegalStateException("not made yet");
        }

        @Override
        public void stop() {
            // nothing was started
        }
    };

    @BeforeAll
    static void start() throws Exception {
        certificate = certificate();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ChaincodeProcess process = new ChaincodeProcess("-a", "127.0.0.1:7052", "-i", "scribe:1");
        SHIM.setLevel(Level.OFF);
        ChaincodeServerProperties properties = new ChaincodeServerProperties();
        properties.setServerAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server = process.server(properties);
        Thread.ofVirtual().start(() -> {
            try {
                process.serve(server);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void all_writes_go_in_one_message_in_their_order_before_the_answer() throws Exception {
        try (FakePeer peer = peer(1000)) {
            peer.transact("tx", "put:b get:a put:a tell:done delete:c hide:price purge:price endorsed:a put:b");
            assertThat(peer.next(ChaincodeMessage.Type.GET_STATE).getTxid()).isEqualTo("tx");
            peer.say(ChaincodeMessage.Type.RESPONSE, "tx", ByteString.copyFromUtf8("old"));
            assertThat(peer.writes("tx"))
                    .containsExactly(
                            "PUT_STATE:/b",
                            "PUT_STATE:/a",
                            "DEL_STATE:/c",
                            "PUT_STATE:prices/price",
                            "PURGE_PRIVATE_DATA:prices/price",
                            "PUT_STATE_METADATA:/a",
                            "PUT_STATE:/b");
            assertThat(peer.hasHeardAll()).as("the answer waits for the peer").isTrue();
            peer.done("tx");
            ChaincodeMessage answer = peer.next(ChaincodeMessage.Type.COMPLETED);
            assertThat(Response.parseFrom(answer.getPayload()).getStatus()).isEqualTo(200);
            assertThat(Response.parseFrom(answer.getPayload()).getPayload()).isEqualTo(ByteString.copyFromUtf8("old"));
            assertThat(answer.getChaincodeEvent())
                    .extracting(ChaincodeEvent::getEventName, ChaincodeEvent::getPayload)
                    .containsExactly("done", ByteString.copyFromUtf8("done"));
        }
    }

    @Test
    void values_and_metadata_come_as_they_were_written() throws Exception {
        try (FakePeer peer = peer(1000)) {
            peer.transact("tx", "put:value endorsed:owner");
            var writes = WriteBatchState.parseFrom(
                            peer.next(ChaincodeMessage.Type.WRITE_BATCH_STATE).getPayload())
                    .getRecList();
            assertThat(writes.getFirst().getValue()).isEqualTo(ByteString.copyFromUtf8("value"));
            assertThat(writes.getLast().getMetadata().getMetakey()).isEqualTo("VALIDATION_PARAMETER");
            assertThat(writes.getLast().getMetadata().getValue()).isEqualTo(ByteString.copyFromUtf8("owner"));
        }
    }

    @Test
    void each_transaction_has_its_own_writes() throws Exception {
        try (FakePeer peer = peer(1000)) {
            peer.transact("one", "put:a get:x put:b");
            peer.next(ChaincodeMessage.Type.GET_STATE);
            peer.transact("two", "put:c get:y put:d");
            peer.next(ChaincodeMessage.Type.GET_STATE);
            peer.done("one");
            assertThat(peer.writes("one")).containsExactly("PUT_STATE:/a", "PUT_STATE:/b");
            peer.done("two");
            assertThat(peer.writes("two")).containsExactly("PUT_STATE:/c", "PUT_STATE:/d");
            peer.done("two");
            assertThat(peer.answer("two").getStatus()).isEqualTo(200);
            peer.done("one");
            assertThat(peer.answer("one").getStatus()).isEqualTo(200);
        }
    }

    @Test
    void no_message_has_more_writes_than_the_peer_takes() throws Exception {
        try (FakePeer peer = peer(2)) {
            peer.transact("tx", "put:a put:b put:c put:d put:e");
            assertThat(peer.writes("tx")).containsExactly("PUT_STATE:/a", "PUT_STATE:/b");
            assertThat(peer.hasHeardAll()).isTrue();
            peer.done("tx");
            assertThat(peer.writes("tx")).containsExactly("PUT_STATE:/c", "PUT_STATE:/d");
            peer.done("tx");
            assertThat(peer.writes("tx")).containsExactly("PUT_STATE:/e");
            peer.done("tx");
            assertThat(peer.answer("tx").getStatus()).isEqualTo(200);
        }
    }

    @Test
    void a_transaction_whose_writes_are_refused_fails_as_with_a_single_write() throws Exception {
        ByteString why = ByteString.copyFromUtf8("collection prices: no write access");
        ChaincodeMessage together;
        try (FakePeer peer = peer(1)) {
            peer.transact("0123456789", "hide:a hide:b tell:done");
            peer.writes("0123456789");
            peer.say(ChaincodeMessage.Type.ERROR, "0123456789", why);
            together = peer.next(ChaincodeMessage.Type.COMPLETED);
            peer.transact("next", "put:a");
            assertThat(peer.writes("next")).containsExactly("PUT_STATE:/a");
        }
        try (FakePeer peer = peer(0)) {
            peer.transact("0123456789", "hide:a hide:b tell:done");
            peer.next(ChaincodeMessage.Type.PUT_STATE);
            peer.say(ChaincodeMessage.Type.ERROR, "0123456789", why);
            assertThat(peer.next(ChaincodeMessage.Type.COMPLETED)).isEqualTo(together);
        }
        assertThat(Response.parseFrom(together.getPayload()).getStatus()).isEqualTo(500);
    }

    @Test
    void a_transaction_that_refuses_writes_nothing() throws Exception {
        try (FakePeer peer = peer(1000)) {
            peer.transact("tx", "put:a refuse:no");
            Response answer = peer.answer("tx");
            assertThat(answer.getStatus()).isEqualTo(500);
            assertThat(answer.getMessage()).isEqualTo("no");
            peer.transact("tx", "put:b");
            assertThat(peer.writes("tx")).containsExactly("PUT_STATE:/b");
        }
    }

    @Test
    void what_the_shim_does_not_write_is_refused_at_once() throws Exception {
        try (FakePeer peer = peer(1000)) {
            peer.transact("tx", "put:a put:");
            assertThat(peer.answer("tx").getStatus()).isEqualTo(500);
        }
    }

    @Test
    void a_peer_that_does_not_offer_it_gets_each_write_by_itself() throws Exception {
        try (FakePeer peer = peer(0)) {
            peer.transact("tx", "put:a delete:b");
            assertThat(PutState.parseFrom(
                                    peer.next(ChaincodeMessage.Type.PUT_STATE).getPayload())
                            .getKey())
                    .isEqualTo("a");
            assertThat(peer.hasHeardAll()).isTrue();
            peer.done("tx");
            peer.next(ChaincodeMessage.Type.DEL_STATE);
            peer.done("tx");
            assertThat(peer.answer("tx").getStatus()).isEqualTo(200);
        }
    }

    @Test
    void nothing_is_kept_after_a_transaction() {
        Ends ends = new Ends(1);
        ends.shimWrites("taken");
        ends.shimWrites("taken");
        ends.shimWrites("refused");
        ends.shimWrites("failed");
        assertThat(ends.gathered.size()).isEqualTo(3);

        ends.shimSays(ChaincodeMessage.Type.COMPLETED, "taken");
        ends.peerSays(ChaincodeMessage.Type.RESPONSE, "taken");
        assertThat(ends.gathered.size()).isEqualTo(3);
        ends.peerSays(ChaincodeMessage.Type.RESPONSE, "taken");
        assertThat(ends.gathered.size()).isEqualTo(2);

        ends.shimSays(ChaincodeMessage.Type.COMPLETED, "refused");
        ends.peerSays(ChaincodeMessage.Type.ERROR, "refused");
        assertThat(ends.gathered.size()).isEqualTo(1);

        ends.shimSays(ChaincodeMessage.Type.ERROR, "failed");
        assertThat(ends.gathered.size()).isZero();
        assertThat(ends.toPeer)
                .containsExactly(
                        ChaincodeMessage.Type.WRITE_BATCH_STATE,
                        ChaincodeMessage.Type.WRITE_BATCH_STATE,
                        ChaincodeMessage.Type.COMPLETED,
                        ChaincodeMessage.Type.WRITE_BATCH_STATE,
                        ChaincodeMessage.Type.COMPLETED,
                        ChaincodeMessage.Type.ERROR);
        assertThat(ends.toShim)
                .as("what the shim heard: the offer, and that its writes were taken")
                .containsExactly(
                        ChaincodeMessage.Type.READY,
                        ChaincodeMessage.Type.RESPONSE,
                        ChaincodeMessage.Type.RESPONSE,
                        ChaincodeMessage.Type.RESPONSE,
                        ChaincodeMessage.Type.RESPONSE);
    }

    @Test
    void nothing_is_kept_after_the_stream_and_no_answer_goes_without_its_writes() {
        Ends ends = new Ends(1);
        ends.shimWrites("writing");
        ends.shimWrites("waiting");
        ends.shimSays(ChaincodeMessage.Type.COMPLETED, "waiting");
        ends.fromPeer.onCompleted();
        assertThat(ends.gathered.size()).isZero();

        ends.shimSays(ChaincodeMessage.Type.COMPLETED, "writing");
        ends.shimWrites("late");
        ends.peerSays(ChaincodeMessage.Type.RESPONSE, "waiting");
        assertThat(ends.gathered.size()).isZero();
        assertThat(ends.toPeer)
                .containsExactly(ChaincodeMessage.Type.WRITE_BATCH_STATE, ChaincodeMessage.Type.PUT_STATE);
    }

    @Test
    void the_same_name_on_another_channel_is_another_transaction() {
        Ends ends = new Ends(1);
        ends.shimWrites("tx");
        ends.gathered.onNext(message(ChaincodeMessage.Type.COMPLETED, "tx").toBuilder()
                .setChannelId("other")
                .build());
        assertThat(ends.toPeer).containsExactly(ChaincodeMessage.Type.COMPLETED);
        assertThat(ends.gathered.size()).isEqualTo(1);
    }

    /** The two ends of a stream, in a test's hands. */
    private static final class Ends {
        private final List<ChaincodeMessage.Type> toPeer = new ArrayList<>();
        private final List<ChaincodeMessage.Type> toShim = new ArrayList<>();
        private final GatheredWrites gathered = new GatheredWrites(into(toPeer));
        private final StreamObserver<ChaincodeMessage> fromPeer = gathered.before(into(toShim));

        private Ends(int max) {
            fromPeer.onNext(message(ChaincodeMessage.Type.READY, "").toBuilder()
                    .setPayload(offer(max).toByteString())
                    .build());
        }

        private void shimWrites(String txId) {
            shimSays(ChaincodeMessage.Type.PUT_STATE, txId);
        }

        private void shimSays(ChaincodeMessage.Type type, String txId) {
            gathered.onNext(message(type, txId));
        }

        private void peerSays(ChaincodeMessage.Type type, String txId) {
            fromPeer.onNext(message(type, txId));
        }

        private static StreamObserver<ChaincodeMessage> into(List<ChaincodeMessage.Type> types) {
            return new StreamObserver<>() {
                @Override
                public void onNext(ChaincodeMessage message) {
                    types.add(message.getType());
                }

                @Override
                public void onError(Throwable failure) {
                    throw new IllegalStateException(failure);
                }

                @Override
                public void onCompleted() {
                    // the test has what came before
                }
            };
        }
    }

    private static ChaincodeMessage message(ChaincodeMessage.Type type, String txId) {
        return ChaincodeMessage.newBuilder()
                .setType(type)
                .setChannelId("channel")
                .setTxid(txId)
                .build();
    }

    private static ChaincodeAdditionalParams offer(int max) {
        return max == 0
                ? NO_OFFER
                : ChaincodeAdditionalParams.newBuilder()
                        .setUseWriteBatch(true)
                        .setMaxSizeWriteBatch(max)
                        .build();
    }

    private static FakePeer peer(int max) {
        return new FakePeer(port, certificate, offer(max));
    }

    /** The shim reads one of every client. */
    private static byte[] certificate() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        X500Name name = new X500Name("CN=clerk");
        return new JcaX509v3CertificateBuilder(
                        name,
                        BigInteger.ONE,
                        Date.from(Instant.EPOCH),
                        Date.from(Instant.parse("2100-01-01T00:00:00Z")),
                        name,
                        keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();
    }
}
