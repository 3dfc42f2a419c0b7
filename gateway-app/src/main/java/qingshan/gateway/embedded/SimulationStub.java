package qingshan.gateway.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.contract.ContractRuntimeException;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.shim.ledger.CompositeKey;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.Hashes;

/**
 * What a contract sees while its transaction is simulated: committed state of one moment, never its own writes. Whatever it
 * reads and writes is noted. Behaves as the shim's stub does with a Fabric peer behind it.
 */
final class SimulationStub extends UnsupportedCalls {

    private static final byte[] ABSENT = {};
    private static final String FIRST_KEY = "\u0001";

    private final Proposal proposal;
    private final ReadSession session;
    private final CollectionMembers collections;
    private final ReadWriteSet set = new ReadWriteSet();
    private final Map<Key, byte[]> known = new HashMap<>();
    private @Nullable ChaincodeEvent event;
    private boolean wrote;
    private boolean rangedOverPrivate;
    private @Nullable ReadFailed failure;

    SimulationStub(Proposal proposal, ReadSession session, CollectionMembers collections) {
        this.proposal = proposal;
        this.session = session;
        this.collections = collections;
    }

    ReadWriteSet set() {
        return set;
    }

    /** The database failed under a read. Whatever the contract made of it does not count. */
    @Nullable
    ReadFailed failure() {
        return failure;
    }

    @Override
    public byte[] getState(String key) {
        Key wanted = Key.of(key);
        byte[] seen = known.get(wanted);
        if (seen == null) {
            Stored stored = reading(() -> session.get(wanted));
            set.read(wanted, stored == null ? null : stored.version());
            seen = stored == null ? ABSENT : stored.value();
            known.put(wanted, seen);
        }
        return seen.clone();
    }

    @Override
    public void putState(String key, byte[] value) {
        mustNotBeEmpty(key);
        writing();
        set.write(Key.of(key), value.clone());
    }

    @Override
    public void delState(String key) {
        writing();
        set.write(Key.of(key), ABSENT);
    }

    @Override
    public QueryResultsIterator<KeyValue> getStateByRange(String startKey, String endKey) {
        String start = startKey == null || startKey.isEmpty() ? FIRST_KEY : startKey;
        String end = endKey == null ? "" : endKey;
        CompositeKey.validateSimpleKeys(start, end);
        return range(Key.of(start), Key.of(end));
    }

    @Override
    public QueryResultsIterator<KeyValue> getStateByPartialCompositeKey(CompositeKey compositeKey) {
        String prefix = compositeKey.toString();
        return range(Key.of(prefix), Key.of(prefix + new String(Character.toChars(Character.MAX_CODE_POINT))));
    }

    private QueryResultsIterator<KeyValue> range(Key start, Key end) {
        RangeRead read = new RangeRead(start, end);
        set.range(read);
        return new RangeResults((from, to, limit) -> reading(() -> session.range(from, to, limit)), start, end, read);
    }

    @Override
    public byte[] getPrivateData(String collection, String key) {
        collections.mustBeMember(collection, getMspId());
        Stored stored = readPrivate(collection, key);
        return stored == null ? ABSENT : stored.value();
    }

    @Override
    public byte[] getPrivateDataHash(String collection, String key) {
        collections.mustExist(collection);
        Stored stored = readPrivate(collection, key);
        return stored == null
                ? ABSENT
                : Hashes.sha256(ByteString.copyFrom(stored.value())).toByteArray();
    }

    private @Nullable Stored readPrivate(String collection, String key) {
        Key wanted = Key.of(key);
        Stored stored = reading(() -> session.getPrivate(collection, wanted));
        set.collection(collection).read(wanted, stored == null ? null : stored.version());
        return stored;
    }

    @Override
    public void putPrivateData(String collection, String key, byte[] value) {
        mustNotBeEmpty(key);
        collections.mustBeMember(collection, getMspId());
        writing();
        set.collection(collection).write(Key.of(key), value.clone());
    }

    @Override
    public void delPrivateData(String collection, String key) {
        collections.mustBeMember(collection, getMspId());
        writing();
        set.collection(collection).write(Key.of(key), ABSENT);
    }

    /** Fabric has no phantom check for collections, so it allows ranges only to transactions that write nothing. */
    @Override
    public QueryResultsIterator<KeyValue> getPrivateDataByRange(String collection, String startKey, String endKey) {
        collections.mustBeMember(collection, getMspId());
        if (wrote) {
            throw new ContractRuntimeException("a transaction that writes cannot range over private data");
        }
        rangedOverPrivate = true;
        String start = startKey == null || startKey.isEmpty() ? FIRST_KEY : startKey;
        String end = endKey == null ? "" : endKey;
        CompositeKey.validateSimpleKeys(start, end);
        return new RangeResults(
                (from, to, limit) -> reading(() -> session.rangePrivate(collection, from, to, limit)),
                Key.of(start),
                Key.of(end),
                null);
    }

    @Override
    public void setEvent(String name, byte[] payload) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("event name can not be nil string");
        }
        ChaincodeEvent.Builder builder = ChaincodeEvent.newBuilder()
                .setChaincodeId(proposal.channel().chaincode())
                .setTxId(proposal.txId())
                .setEventName(name);
        if (payload != null) {
            builder.setPayload(ByteString.copyFrom(payload));
        }
        event = builder.build();
    }

    @Override
    public @Nullable ChaincodeEvent getEvent() {
        return event;
    }

    @Override
    public List<byte[]> getArgs() {
        return getStringArgs().stream().map(text -> text.getBytes(UTF_8)).toList();
    }

    @Override
    public List<String> getStringArgs() {
        return List.of(proposal.function(), proposal.argument());
    }

    @Override
    public String getFunction() {
        return proposal.function();
    }

    @Override
    public List<String> getParameters() {
        return List.of(proposal.argument());
    }

    @Override
    public String getTxId() {
        return proposal.txId();
    }

    @Override
    public String getChannelId() {
        return proposal.channel().name();
    }

    @Override
    public Instant getTxTimestamp() {
        return proposal.timestamp();
    }

    @Override
    public byte[] getCreator() {
        return proposal.creator().serialized().toByteArray();
    }

    @Override
    public Map<String, byte[]> getTransient() {
        return proposal.secret();
    }

    @Override
    public byte[] getBinding() {
        ByteString epoch = ByteString.copyFrom(ByteBuffer.allocate(Long.BYTES).array());
        return Hashes.sha256(proposal.nonce(), proposal.creator().serialized(), epoch)
                .toByteArray();
    }

    /** On Fabric the peer's own; here the one operator serves all, so it is the creator's. */
    @Override
    public String getMspId() {
        return proposal.creator().mspId();
    }

    private static void mustNotBeEmpty(String key) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("key cannot not be an empty string");
        }
    }

    private void writing() {
        if (rangedOverPrivate) {
            throw new ContractRuntimeException("a transaction that ranged over private data cannot write");
        }
        wrote = true;
    }

    @FunctionalInterface
    private interface Read<T extends @Nullable Object> {
        T run() throws SQLException;
    }

    private <T extends @Nullable Object> T reading(Read<T> read) {
        try {
            return read.run();
        } catch (SQLException e) {
            failure = new ReadFailed(e);
            throw failure;
        }
    }
}
