package qingshan.contracts;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.peer.ChaincodeAdditionalParams;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.DelState;
import org.hyperledger.fabric.protos.peer.PurgePrivateState;
import org.hyperledger.fabric.protos.peer.PutState;
import org.hyperledger.fabric.protos.peer.PutStateMetadata;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.WriteBatchState;
import org.hyperledger.fabric.protos.peer.WriteRecord;
import org.jspecify.annotations.Nullable;

/**
 * Stands between Fabric's shim and the peer, and lets each transaction's writes go to the peer in one message. The shim sends
 * each write by itself and waits for the peer to take it; here it is told at once that it was taken, and the peer gets all of
 * them, in their order, when the transaction has come to its answer. The answer follows when the peer took them, and is a
 * failure if it did not. Nothing reads what its own transaction wrote, so nothing sees the difference.
 *
 * <p>A peer that does not offer to take writes together ({@code ChaincodeAdditionalParams}, new in Fabric 3.1) gets them one by
 * one. There is one of these for each stream.
 */
final class GatheredWrites implements StreamObserver<ChaincodeMessage> {
    /** From this status on a peer endorses nothing, whatever was written. */
    private static final int FAILED = 400;

    /** The writes that the peer has not got yet, and the answer once there is one. */
    private static final class Transaction {
        private final List<WriteRecord> writes = new ArrayList<>();
        private @Nullable ChaincodeMessage answer;
    }

    private final StreamObserver<ChaincodeMessage> peer;
    private final Map<String, Transaction> transactions = new TreeMap<>();

    /** Set before the peer can say anything. */
    private @Nullable StreamObserver<ChaincodeMessage> shim;

    /** How many writes the peer takes together; 0 if it does not offer it, and after the stream's end. */
    private long togetherMax;

    private boolean ended;

    /** Takes what the shim sends to a peer. */
    GatheredWrites(StreamObserver<ChaincodeMessage> peer) {
        this.peer = peer;
    }

    /** Takes what the peer sends to the shim. */
    StreamObserver<ChaincodeMessage> before(StreamObserver<ChaincodeMessage> receiver) {
        shim = receiver;
        return new StreamObserver<>() {
            @Override
            public void onNext(ChaincodeMessage message) {
                if (!isAboutGathered(message)) {
                    receiver.onNext(message);
                }
            }

            @Override
            public void onError(Throwable failure) {
                forget();
                receiver.onError(failure);
            }

            @Override
            public void onCompleted() {
                forget();
                receiver.onCompleted();
            }
        };
    }

    /** How many transactions it keeps something of. */
    synchronized int size() {
        return transactions.size();
    }

    @Override
    public void onNext(ChaincodeMessage message) {
        if (isGathered(message)) {
            // outside the lock: the shim may have something to send
            Objects.requireNonNull(shim).onNext(like(message, ChaincodeMessage.Type.RESPONSE, ByteString.EMPTY));
        }
    }

    @Override
    public synchronized void onError(Throwable failure) {
        peer.onError(failure);
    }

    @Override
    public synchronized void onCompleted() {
        peer.onCompleted();
    }

    /** Keeps a write; sends all else, an answer behind its writes. One thread at a time may send. */
    private synchronized boolean isGathered(ChaincodeMessage message) {
        WriteRecord write = togetherMax == 0 ? null : write(message);
        if (write != null) {
            transactions
                    .computeIfAbsent(name(message), name -> new Transaction())
                    .writes
                    .add(write);
            return true;
        }
        Transaction transaction = isAnswer(message) ? transactions.get(name(message)) : null;
        if (transaction == null) {
            // after the end its writes are forgotten, and an answer without them would be a lie
            if (!ended || !isAnswer(message)) {
                peer.onNext(message);
            }
        } else {
            if (isFailure(message)) {
                transaction.writes.clear();
            }
            transaction.answer = message;
            sendNext(transaction, message);
        }
        return false;
    }

    /** Whether what the peer says is about writes that were sent here, so that the shim does not know of it. */
    private synchronized boolean isAboutGathered(ChaincodeMessage message) {
        ChaincodeMessage.Type type = message.getType();
        if (type == ChaincodeMessage.Type.READY) {
            togetherMax = offered(message.getPayload());
            return false;
        }
        Transaction transaction = transactions.get(name(message));
        if (transaction == null || transaction.answer == null) {
            return false;
        }
        if (type == ChaincodeMessage.Type.RESPONSE) {
            sendNext(transaction, transaction.answer);
            return true;
        }
        if (type == ChaincodeMessage.Type.ERROR) {
            transaction.writes.clear();
            sendNext(transaction, like(message, ChaincodeMessage.Type.COMPLETED, refused(message.getTxid())));
            return true;
        }
        return false;
    }

    /** Sends as many writes as the peer takes, or the answer when it has all. The peer takes one message of a transaction at a time. */
    private void sendNext(Transaction transaction, ChaincodeMessage answer) {
        if (transaction.writes.isEmpty()) {
            transactions.remove(name(answer));
            peer.onNext(answer);
            return;
        }
        List<WriteRecord> next = transaction.writes.subList(0, (int) Math.min(togetherMax, transaction.writes.size()));
        ByteString payload =
                WriteBatchState.newBuilder().addAllRec(next).build().toByteString();
        next.clear();
        peer.onNext(like(answer, ChaincodeMessage.Type.WRITE_BATCH_STATE, payload));
    }

    /** The stream has ended: who still writes learns it from the stream. */
    private synchronized void forget() {
        ended = true;
        togetherMax = 0;
        transactions.clear();
    }

    private static String name(ChaincodeMessage message) {
        return message.getChannelId() + '/' + message.getTxid();
    }

    private static ChaincodeMessage like(ChaincodeMessage message, ChaincodeMessage.Type type, ByteString payload) {
        return ChaincodeMessage.newBuilder()
                .setType(type)
                .setChannelId(message.getChannelId())
                .setTxid(message.getTxid())
                .setPayload(payload)
                .build();
    }

    /** What the shim answers when the peer does not take a single write: clients need know no other failure. */
    private static ByteString refused(String txId) {
        return Response.newBuilder()
                .setStatus(500)
                .setMessage(String.format(Locale.ROOT, "[%-8.8s]Unsuccessful response received.", txId))
                .build()
                .toByteString();
    }

    private static boolean isAnswer(ChaincodeMessage message) {
        return message.getType() == ChaincodeMessage.Type.COMPLETED || message.getType() == ChaincodeMessage.Type.ERROR;
    }

    private static boolean isFailure(ChaincodeMessage answer) {
        try {
            return answer.getType() == ChaincodeMessage.Type.ERROR
                    || Response.parseFrom(answer.getPayload()).getStatus() >= FAILED;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the shim answers with no response", e);
        }
    }

    private static long offered(ByteString payload) {
        try {
            ChaincodeAdditionalParams offer = ChaincodeAdditionalParams.parseFrom(payload);
            return offer.getUseWriteBatch() ? Integer.toUnsignedLong(offer.getMaxSizeWriteBatch()) : 0;
        } catch (InvalidProtocolBufferException e) {
            // no offer that is understood
            return 0;
        }
    }

    /** The write that a message of the shim asks for; null if it asks for something else. */
    private static @Nullable WriteRecord write(ChaincodeMessage message) {
        ByteString payload = message.getPayload();
        WriteRecord.Builder write = WriteRecord.newBuilder();
        try {
            switch (message.getType()) {
                case PUT_STATE -> {
                    PutState put = PutState.parseFrom(payload);
                    write.setType(WriteRecord.Type.PUT_STATE)
                            .setCollection(put.getCollection())
                            .setKey(put.getKey())
                            .setValue(put.getValue());
                }
                case DEL_STATE -> {
                    DelState delete = DelState.parseFrom(payload);
                    write.setType(WriteRecord.Type.DEL_STATE)
                            .setCollection(delete.getCollection())
                            .setKey(delete.getKey());
                }
                case PUT_STATE_METADATA -> {
                    PutStateMetadata put = PutStateMetadata.parseFrom(payload);
                    write.setType(WriteRecord.Type.PUT_STATE_METADATA)
                            .setCollection(put.getCollection())
                            .setKey(put.getKey())
                            .setMetadata(put.getMetadata());
                }
                case PURGE_PRIVATE_DATA -> {
                    PurgePrivateState purge = PurgePrivateState.parseFrom(payload);
                    write.setType(WriteRecord.Type.PURGE_PRIVATE_DATA)
                            .setCollection(purge.getCollection())
                            .setKey(purge.getKey());
                }
                default -> {
                    return null;
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the shim asks for a write that is none", e);
        }
        return write.build();
    }
}
