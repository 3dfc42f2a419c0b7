package qingshan.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeAdditionalParams;
import org.hyperledger.fabric.protos.peer.ChaincodeGrpc;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.hyperledger.fabric.protos.peer.WriteBatchState;

/** A peer's end of the stream to a chaincode process, over a real connection; a test says what it answers. */
final class FakePeer implements AutoCloseable {
    private static final int SECONDS_MAX = 120;
    private static final int QUIET_MS = 200;

    private final ManagedChannel channel;
    private final StreamObserver<ChaincodeMessage> chaincode;
    private final ByteString proposal;
    private final BlockingQueue<ChaincodeMessage> received = new LinkedBlockingQueue<>();

    /** Connects, and lets the chaincode register. */
    FakePeer(int port, byte[] certificate, ChaincodeAdditionalParams offer) {
        channel = Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create())
                .build();
        proposal = proposal(certificate);
        chaincode = ChaincodeGrpc.newStub(channel).withWaitForReady().connect(new StreamObserver<>() {
            @Override
            public void onNext(ChaincodeMessage message) {
                received.add(message);
            }

            @Override
            public void onError(Throwable failure) {
                // the test that waits for a message fails
            }

            @Override
            public void onCompleted() {
                // as above
            }
        });
        next(ChaincodeMessage.Type.REGISTER);
        say(ChaincodeMessage.Type.REGISTERED, "", ByteString.EMPTY);
        say(ChaincodeMessage.Type.READY, "", offer.toByteString());
    }

    /** Asks for a transaction of {@link Scribe}. */
    void transact(String txId, String orders) {
        ChaincodeInput input = ChaincodeInput.newBuilder()
                .addAllArgs(List.of(ByteString.copyFromUtf8("scribe:Write"), ByteString.copyFromUtf8(orders)))
                .build();
        say(ChaincodeMessage.Type.TRANSACTION, txId, input.toByteString());
    }

    void say(ChaincodeMessage.Type type, String txId, ByteString payload) {
        ChaincodeMessage.Builder message = ChaincodeMessage.newBuilder()
                .setType(type)
                .setTxid(txId)
                .setChannelId(txId.isEmpty() ? "" : "channel")
                .setPayload(payload);
        if (type == ChaincodeMessage.Type.TRANSACTION) {
            message.setProposal(
                    SignedProposal.newBuilder().setProposalBytes(proposal).build());
        }
        chaincode.onNext(message.build());
    }

    /** Says that it has done what a transaction asked for. */
    void done(String txId) {
        say(ChaincodeMessage.Type.RESPONSE, txId, ByteString.EMPTY);
    }

    /** What the chaincode says next, which must be this. */
    ChaincodeMessage next(ChaincodeMessage.Type type) {
        try {
            ChaincodeMessage message = received.poll(SECONDS_MAX, TimeUnit.SECONDS);
            assertThat(message).isNotNull();
            assertThat(message.getType()).isEqualTo(type);
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The writes that come next, together, as {@code TYPE:collection/key}. */
    List<String> writes(String txId) throws InvalidProtocolBufferException {
        ChaincodeMessage message = next(ChaincodeMessage.Type.WRITE_BATCH_STATE);
        assertThat(message.getTxid()).isEqualTo(txId);
        assertThat(message.getChannelId()).isEqualTo("channel");
        return WriteBatchState.parseFrom(message.getPayload()).getRecList().stream()
                .map(one -> one.getType() + ":" + one.getCollection() + "/" + one.getKey())
                .toList();
    }

    /** The answer that comes next. */
    Response answer(String txId) throws InvalidProtocolBufferException {
        ChaincodeMessage message = next(ChaincodeMessage.Type.COMPLETED);
        assertThat(message.getTxid()).isEqualTo(txId);
        return Response.parseFrom(message.getPayload());
    }

    /** Whether the chaincode says nothing more, though it has time to. */
    boolean hasHeardAll() throws InterruptedException {
        return received.poll(QUIET_MS, TimeUnit.MILLISECONDS) == null;
    }

    @Override
    public void close() {
        chaincode.onCompleted();
        channel.shutdownNow();
    }

    private static ByteString proposal(byte[] certificate) {
        ByteString creator = SerializedIdentity.newBuilder()
                .setMspid("TradeMSP")
                .setIdBytes(ByteString.copyFrom(certificate))
                .build()
                .toByteString();
        Header header = Header.newBuilder()
                .setChannelHeader(ChannelHeader.newBuilder()
                        .setType(HeaderType.ENDORSER_TRANSACTION_VALUE)
                        .build()
                        .toByteString())
                .setSignatureHeader(SignatureHeader.newBuilder()
                        .setCreator(creator)
                        .setNonce(ByteString.copyFrom("nonce", UTF_8))
                        .build()
                        .toByteString())
                .build();
        return Proposal.newBuilder().setHeader(header.toByteString()).build().toByteString();
    }
}
