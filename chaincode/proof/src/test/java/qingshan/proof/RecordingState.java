package qingshan.proof;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.HashedRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWriteHash;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReads;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.Hashes;
import qingshan.rules.state.KeyOrder;
import qingshan.rules.state.State;

/** A versioned state in memory, and what one transaction reads and writes of it, as a peer would record it. */
final class RecordingState implements State {
    /** A value and where it was written. */
    record Stored(ByteString value, long block, long transaction) {
        KVRead.Builder read(String key) {
            return KVRead.newBuilder().setKey(key).setVersion(TestTransaction.version(block, transaction));
        }
    }

    /** A committed state that transactions read. */
    static final class Committed {
        private final NavigableMap<String, Stored> values = new TreeMap<>(KeyOrder.BY_CODE_POINT);

        RecordingState begin() {
            return new RecordingState(values);
        }

        /** The same, to be changed by a forger. */
        Committed copy() {
            Committed copy = new Committed();
            copy.values.putAll(values);
            return copy;
        }

        /** Every value of the keys that begin so, changed; there must be one. */
        void replace(String prefix, String from, String to) {
            boolean found = false;
            for (Map.Entry<String, Stored> entry : values.entrySet()) {
                String value = entry.getValue().value().toStringUtf8();
                if (entry.getKey().startsWith(prefix) && value.contains(from)) {
                    found = true;
                    entry.setValue(new Stored(ByteString.copyFromUtf8(value.replace(from, to)), 0, 0));
                }
            }
            if (!found) {
                throw new IllegalStateException("nothing to change under " + prefix);
            }
        }

        /** Removes the keys that begin so; there must be one. */
        void remove(String prefix) {
            if (!values.keySet().removeIf(key -> key.startsWith(prefix))) {
                throw new IllegalStateException("nothing to remove under " + prefix);
            }
        }

        void put(String key, String value) {
            values.put(key, new Stored(ByteString.copyFromUtf8(value), 0, 0));
        }

        /** The one key that is meant. */
        String find(Predicate<String> which) {
            List<String> keys = values.keySet().stream().filter(which).toList();
            if (keys.size() != 1) {
                throw new IllegalStateException("not one key, but " + keys);
            }
            return keys.getFirst();
        }

        String value(String key) {
            return Objects.requireNonNull(values.get(key)).value().toStringUtf8();
        }

        void apply(KVRWSet set, long block, long transaction) {
            for (KVWrite write : set.getWritesList()) {
                if (write.getIsDelete()) {
                    values.remove(write.getKey());
                } else {
                    values.put(write.getKey(), new Stored(write.getValue(), block, transaction));
                }
            }
        }
    }

    private final NavigableMap<String, Stored> values;
    private final Map<String, KVRead> reads = new TreeMap<>(KeyOrder.BY_CODE_POINT);
    private final List<RangeQueryInfo> ranges = new ArrayList<>();
    private final Map<String, KVWrite> writes = new TreeMap<>(KeyOrder.BY_CODE_POINT);
    private final Map<String, HashedRWSet.Builder> privately = new TreeMap<>();

    private RecordingState(NavigableMap<String, Stored> values) {
        this.values = values;
    }

    @Override
    public byte @Nullable [] get(String key) {
        Stored stored = values.get(key);
        reads.put(
                key,
                stored == null
                        ? KVRead.newBuilder().setKey(key).build()
                        : stored.read(key).build());
        return stored == null ? null : stored.value().toByteArray();
    }

    @Override
    public void range(String from, String to, Visitor visitor) {
        QueryReads.Builder seen = QueryReads.newBuilder();
        String last = to;
        boolean exhausted = true;
        for (Map.Entry<String, Stored> entry :
                values.subMap(from, true, to, false).entrySet()) {
            seen.addKvReads(entry.getValue().read(entry.getKey()));
            if (!visitor.visit(entry.getKey(), entry.getValue().value().toByteArray())) {
                last = entry.getKey();
                exhausted = false;
                break;
            }
        }
        ranges.add(RangeQueryInfo.newBuilder()
                .setStartKey(from)
                .setEndKey(last)
                .setItrExhausted(exhausted)
                .setRawReads(seen)
                .build());
    }

    @Override
    public void put(String key, byte[] value) {
        writes.put(
                key,
                KVWrite.newBuilder()
                        .setKey(key)
                        .setValue(ByteString.copyFrom(value))
                        .build());
    }

    @Override
    public void delete(String key) {
        writes.put(key, KVWrite.newBuilder().setKey(key).setIsDelete(true).build());
    }

    @Override
    public State collection(String collection) {
        return new State() {
            @Override
            public byte @Nullable [] get(String key) {
                throw new IllegalStateException("nobody reads what is private");
            }

            @Override
            public void range(String from, String to, Visitor visitor) {
                throw new IllegalStateException("nobody reads what is private");
            }

            @Override
            public void put(String key, byte[] value) {
                write(key).setValueHash(Hashes.sha256(ByteString.copyFrom(value)));
            }

            @Override
            public void delete(String key) {
                write(key).setIsDelete(true);
            }

            private KVWriteHash.Builder write(String key) {
                return privately
                        .computeIfAbsent(collection, _ -> HashedRWSet.newBuilder())
                        .addHashedWritesBuilder()
                        .setKeyHash(Hashes.sha256(ByteString.copyFromUtf8(key)));
            }

            @Override
            public State collection(String other) {
                throw new IllegalStateException("collections hold no collections");
            }
        };
    }

    KVRWSet.Builder set() {
        return KVRWSet.newBuilder()
                .addAllReads(reads.values())
                .addAllRangeQueriesInfo(ranges)
                .addAllWrites(writes.values());
    }

    /** What the block says of private writes, by collection. */
    Map<String, HashedRWSet> privateWrites() {
        Map<String, HashedRWSet> sets = new TreeMap<>();
        privately.forEach((collection, set) -> sets.put(collection, set.build()));
        return sets;
    }
}
