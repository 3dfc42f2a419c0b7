package qingshan.proof;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.ledger.rwset.CollectionHashedReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.HashedRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.Hashes;
import qingshan.rules.json.JsonParser;
import qingshan.rules.state.KeyOrder;
import qingshan.rules.value.Digest;
import qingshan.rules.value.RecordName;

/** A transaction of the tests: say what it holds, change what is to be forged, and sign. */
final class TestTransaction {
    static final String CHANNEL = "qingshan";
    static final String CHAINCODE = "qingshan";

    TestSigner creator;
    List<TestSigner> endorsers = new ArrayList<>();
    Instant timestamp = Instant.parse("2026-04-02T01:02:03.004Z");
    String channel = CHANNEL;
    String chaincode = CHAINCODE;
    ByteString nonce;
    String function = "party:ReadParty";
    String argument = "{}";

    @Nullable
    String event;

    String answer = "{}";
    KVRWSet.Builder set = KVRWSet.newBuilder();

    /** By collection. */
    Map<String, HashedRWSet> privateWrites = new TreeMap<>();

    UnaryOperator<ChannelHeader.Builder> header = h -> h;
    UnaryOperator<ProposalResponsePayload.Builder> response = r -> r;
    UnaryOperator<ChaincodeAction.Builder> action = a -> a;
    UnaryOperator<ChaincodeProposalPayload.Builder> proposal = p -> p;
    UnaryOperator<ByteString> creatorSignature = s -> s;
    UnaryOperator<ByteString> endorsementSignature = s -> s;

    TestTransaction(TestSigner creator, TestSigner endorser, long number) {
        this.creator = creator;
        endorsers.add(endorser);
        nonce = ByteString.copyFromUtf8("nonce " + number);
    }

    TestTransaction read(String key, long block, long transaction) {
        set.addReads(read(key).setVersion(version(block, transaction)));
        return this;
    }

    /** Writes one more key, or removes it when the value is null. */
    TestTransaction write(String key, @Nullable String value) {
        KVWrite.Builder write = KVWrite.newBuilder().setKey(key);
        TreeMap<String, KVWrite> writes = new TreeMap<>(KeyOrder.BY_CODE_POINT);
        set.getWritesList().forEach(other -> writes.put(other.getKey(), other));
        writes.put(
                key,
                value == null
                        ? write.setIsDelete(true).build()
                        : write.setValue(ByteString.copyFromUtf8(value)).build());
        set.clearWrites().addAllWrites(writes.values());
        return this;
    }

    /** Leaves out the writes of the keys that begin so; there must be one. */
    void leaveOut(String prefix) {
        List<KVWrite> left = set.getWritesList().stream()
                .filter(write -> !write.getKey().startsWith(prefix))
                .toList();
        if (left.size() == set.getWritesCount()) {
            throw new IllegalStateException("nothing was written under " + prefix);
        }
        set.clearWrites().addAllWrites(left);
    }

    /** Changes the values that are written under the keys that begin so; there must be one. */
    void rewrite(String prefix, String from, String to) {
        boolean found = false;
        for (KVWrite.Builder write : set.getWritesBuilderList()) {
            String value = write.getValue().toStringUtf8();
            if (write.getKey().startsWith(prefix) && value.contains(from)) {
                found = true;
                write.setValue(ByteString.copyFromUtf8(value.replace(from, to)));
            }
        }
        if (!found) {
            throw new IllegalStateException("nothing to change under " + prefix);
        }
    }

    /** Writes under other keys, and other values. */
    void rename(UnaryOperator<String> keys, UnaryOperator<String> values) {
        List<KVWrite> old = List.copyOf(set.getWritesList());
        set.clearWrites().clearReads().clearRangeQueriesInfo();
        for (KVWrite write : old) {
            write(keys.apply(write.getKey()), values.apply(write.getValue().toStringUtf8()));
        }
    }

    /** Changes what is said everywhere: in the command, the event, the answer and all that is written. */
    void say(String from, String to) {
        argument = argument.replace(from, to);
        event = event == null ? null : event.replace(from, to);
        answer = answer.replace(from, to);
        rewrite("", from, to);
    }

    /** The record that it made. */
    RecordName record() {
        return new RecordName(Objects.requireNonNull(
                JsonParser.stored(answer.getBytes(StandardCharsets.UTF_8)).text("record")));
    }

    /** Says something else everywhere, also where the command's digest is kept. */
    void sayAndKeep(String type, String from, String to) {
        String before = argument;
        say(from, to);
        rewrite("command", digest(type, before), digest(type, argument));
    }

    private static String digest(String type, String json) {
        return Digest.of(JsonParser.object(json).with("type", type)).value();
    }

    static KVRead.Builder read(String key) {
        return KVRead.newBuilder().setKey(key);
    }

    static Version.Builder version(long block, long transaction) {
        return Version.newBuilder().setBlockNum(block).setTxNum(transaction);
    }

    String id() {
        return HexFormat.of()
                .formatHex(Hashes.sha256(nonce, creator.serialized()).toByteArray());
    }

    Envelope envelope() {
        ChaincodeID.Builder id = ChaincodeID.newBuilder().setName(chaincode);
        ByteString channelHeader = header.apply(ChannelHeader.newBuilder()
                        .setType(HeaderType.ENDORSER_TRANSACTION_VALUE)
                        .setTimestamp(Timestamp.newBuilder()
                                .setSeconds(timestamp.getEpochSecond())
                                .setNanos(timestamp.getNano()))
                        .setChannelId(channel)
                        .setTxId(id())
                        .setExtension(ChaincodeHeaderExtension.newBuilder()
                                .setChaincodeId(id)
                                .build()
                                .toByteString()))
                .build()
                .toByteString();
        ByteString signatureHeader = SignatureHeader.newBuilder()
                .setCreator(creator.serialized())
                .setNonce(nonce)
                .build()
                .toByteString();
        ByteString proposed = proposal.apply(ChaincodeProposalPayload.newBuilder()
                        .setInput(ChaincodeInvocationSpec.newBuilder()
                                .setChaincodeSpec(ChaincodeSpec.newBuilder()
                                        .setType(ChaincodeSpec.Type.JAVA)
                                        .setChaincodeId(id)
                                        .setInput(ChaincodeInput.newBuilder()
                                                .addArgs(ByteString.copyFromUtf8(function))
                                                .addArgs(ByteString.copyFromUtf8(argument))))
                                .build()
                                .toByteString()))
                .build()
                .toByteString();
        ByteString answered = response.apply(ProposalResponsePayload.newBuilder()
                        .setProposalHash(Hashes.sha256(channelHeader, signatureHeader, proposed))
                        .setExtension(action.apply(chaincodeAction(id)).build().toByteString()))
                .build()
                .toByteString();
        ChaincodeEndorsedAction.Builder endorsed =
                ChaincodeEndorsedAction.newBuilder().setProposalResponsePayload(answered);
        for (TestSigner endorser : endorsers) {
            endorsed.addEndorsements(Endorsement.newBuilder()
                    .setEndorser(endorser.serialized())
                    .setSignature(endorsementSignature.apply(endorser.sign(answered, endorser.serialized()))));
        }
        ByteString payload = Payload.newBuilder()
                .setHeader(Header.newBuilder().setChannelHeader(channelHeader).setSignatureHeader(signatureHeader))
                .setData(Transaction.newBuilder()
                        .addActions(TransactionAction.newBuilder()
                                .setHeader(signatureHeader)
                                .setPayload(ChaincodeActionPayload.newBuilder()
                                        .setChaincodeProposalPayload(proposed)
                                        .setAction(endorsed)
                                        .build()
                                        .toByteString()))
                        .build()
                        .toByteString())
                .build()
                .toByteString();
        return Envelope.newBuilder()
                .setPayload(payload)
                .setSignature(creatorSignature.apply(creator.sign(payload)))
                .build();
    }

    private ChaincodeAction.Builder chaincodeAction(ChaincodeID.Builder id) {
        NsReadWriteSet.Builder written = NsReadWriteSet.newBuilder()
                .setNamespace(chaincode)
                .setRwset(set.build().toByteString());
        privateWrites.forEach(
                (collection, hashes) -> written.addCollectionHashedRwset(CollectionHashedReadWriteSet.newBuilder()
                        .setCollectionName(collection)
                        .setHashedRwset(hashes.toByteString())));
        ChaincodeAction.Builder result = ChaincodeAction.newBuilder()
                .setResults(TxReadWriteSet.newBuilder()
                        .setDataModel(TxReadWriteSet.DataModel.KV)
                        .addNsRwset(written)
                        .build()
                        .toByteString())
                .setResponse(Response.newBuilder().setStatus(200).setPayload(ByteString.copyFromUtf8(answer)))
                .setChaincodeId(id);
        if (event != null) {
            result.setEvents(ChaincodeEvent.newBuilder()
                    .setChaincodeId(chaincode)
                    .setTxId(id())
                    .setEventName("qingshan")
                    .setPayload(ByteString.copyFromUtf8(event))
                    .build()
                    .toByteString());
        }
        return result;
    }
}
