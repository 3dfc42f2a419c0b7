package qingshan.gateway.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.CollectionHashedReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.CollectionPvtReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.HashedRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVReadHash;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWriteHash;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.Hashes;

/** What a transaction read from and wrote to one collection. The block gets hashes only. */
final class CollectionSet {

    private final String name;
    private final TreeMap<Key, @Nullable Version> reads = new TreeMap<>();
    private final TreeMap<Key, byte[]> writes = new TreeMap<>();

    CollectionSet(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void read(Key key, @Nullable Version version) {
        reads.put(key, version);
    }

    /** @param value empty to delete */
    void write(Key key, byte[] value) {
        writes.put(key, value);
    }

    Map<Key, @Nullable Version> reads() {
        return reads;
    }

    Map<Key, byte[]> writes() {
        return writes;
    }

    /** What it wrote to a key that it wrote to; empty if it deleted it. */
    byte[] written(Key key) {
        return Objects.requireNonNull(writes.get(key));
    }

    CollectionPvtReadWriteSet secret() {
        KVRWSet.Builder set = KVRWSet.newBuilder();
        writes.forEach((key, value) -> set.addWrites(ReadWriteSet.proto(key, value)));
        return CollectionPvtReadWriteSet.newBuilder()
                .setCollectionName(name)
                .setRwset(set.build().toByteString())
                .build();
    }

    CollectionHashedReadWriteSet hashed() {
        HashedRWSet.Builder set = HashedRWSet.newBuilder();
        reads.forEach((key, version) -> {
            KVReadHash.Builder read = KVReadHash.newBuilder().setKeyHash(Hashes.sha256(key.proto()));
            if (version != null) {
                read.setVersion(version.proto());
            }
            set.addHashedReads(read);
        });
        writes.forEach((key, value) -> {
            KVWriteHash.Builder write = KVWriteHash.newBuilder().setKeyHash(Hashes.sha256(key.proto()));
            if (value.length == 0) {
                write.setIsDelete(true);
            } else {
                write.setValueHash(Hashes.sha256(UnsafeByteOperations.unsafeWrap(value)));
            }
            set.addHashedWrites(write);
        });
        ByteString hash = writes.isEmpty() ? ByteString.EMPTY : Hashes.sha256(secret().getRwset());
        return CollectionHashedReadWriteSet.newBuilder()
                .setCollectionName(name)
                .setHashedRwset(set.build().toByteString())
                .setPvtRwsetHash(hash)
                .build();
    }
}
