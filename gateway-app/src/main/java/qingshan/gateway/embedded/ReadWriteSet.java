package qingshan.gateway.embedded;

import com.google.protobuf.UnsafeByteOperations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.NsPvtReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxPvtReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.jspecify.annotations.Nullable;

/** What one transaction read and wrote, in the forms that Fabric gives it: sorted by key, ranges in the order asked. */
final class ReadWriteSet {

    private record RangeKey(Key start, Key end, boolean exhausted) {}

    private final TreeMap<Key, @Nullable Version> reads = new TreeMap<>();
    private final List<RangeRead> ranges = new ArrayList<>();
    private final TreeMap<Key, byte[]> writes = new TreeMap<>();
    private final TreeMap<String, CollectionSet> collections = new TreeMap<>();

    /** @param version null if the key has no value */
    void read(Key key, @Nullable Version version) {
        reads.put(key, version);
    }

    void range(RangeRead range) {
        ranges.add(range);
    }

    /** @param value empty to delete, as on Fabric */
    void write(Key key, byte[] value) {
        writes.put(key, value);
    }

    CollectionSet collection(String name) {
        return collections.computeIfAbsent(name, CollectionSet::new);
    }

    Map<Key, @Nullable Version> reads() {
        return reads;
    }

    Iterable<RangeRead> ranges() {
        return ranges;
    }

    Map<Key, byte[]> writes() {
        return writes;
    }

    /** What it wrote to a key that it wrote to; empty if it deleted it. */
    byte[] written(Key key) {
        return Objects.requireNonNull(writes.get(key));
    }

    Iterable<CollectionSet> collections() {
        return collections.values();
    }

    TxReadWriteSet toPublic(String namespace) {
        KVRWSet.Builder set = KVRWSet.newBuilder();
        reads.forEach((key, version) -> {
            KVRead.Builder read = KVRead.newBuilder().setKeyBytes(key.proto());
            if (version != null) {
                read.setVersion(version.proto());
            }
            set.addReads(read);
        });
        // The same range read twice counts once.
        Map<RangeKey, RangeRead> distinct = new LinkedHashMap<>();
        ranges.forEach(
                range -> distinct.putIfAbsent(new RangeKey(range.start(), range.end(), range.exhausted()), range));
        distinct.values().forEach(range -> set.addRangeQueriesInfo(range.proto()));
        writes.forEach((key, value) -> set.addWrites(proto(key, value)));
        NsReadWriteSet.Builder space = NsReadWriteSet.newBuilder()
                .setNamespace(namespace)
                .setRwset(set.build().toByteString());
        collections.values().forEach(collection -> space.addCollectionHashedRwset(collection.hashed()));
        return TxReadWriteSet.newBuilder()
                .setDataModel(TxReadWriteSet.DataModel.KV)
                .addNsRwset(space)
                .build();
    }

    /** What goes to the members of collections only; null if nothing does. */
    @Nullable
    TxPvtReadWriteSet toPrivate(String namespace) {
        NsPvtReadWriteSet.Builder space = NsPvtReadWriteSet.newBuilder().setNamespace(namespace);
        for (CollectionSet collection : collections.values()) {
            if (!collection.writes().isEmpty()) {
                space.addCollectionPvtRwset(collection.secret());
            }
        }
        if (space.getCollectionPvtRwsetCount() == 0) {
            return null;
        }
        return TxPvtReadWriteSet.newBuilder()
                .setDataModel(TxReadWriteSet.DataModel.KV)
                .addNsPvtRwset(space)
                .build();
    }

    static KVWrite proto(Key key, byte[] value) {
        KVWrite.Builder write = KVWrite.newBuilder().setKeyBytes(key.proto());
        return value.length == 0
                ? write.setIsDelete(true).build()
                : write.setValue(UnsafeByteOperations.unsafeWrap(value)).build();
    }
}
