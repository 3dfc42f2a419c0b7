package qingshan.proof.state;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import qingshan.proof.block.ReadWrites;
import qingshan.proof.block.Version;
import qingshan.rules.state.KeyOrder;

/** The versions of all keys of one chaincode, and which of them the present block has changed so far. */
final class Namespace {
    /** Results a summary may list in one node; Fabric's own setting is 50. */
    private static final int DEGREE_MAX = 10_000;

    private record PrivateKey(String collection, ByteString hash) {
        /** The same apart from the block's bytes, in which the hash lies. */
        PrivateKey kept() {
            return new PrivateKey(collection, ByteString.copyFrom(hash.asReadOnlyByteBuffer()));
        }
    }

    private final NavigableMap<String, Long> versions = new TreeMap<>(KeyOrder.BY_CODE_POINT);
    private final Map<PrivateKey, Long> privateVersions = new HashMap<>();
    private final Set<Object> changedInBlock = new HashSet<>();

    void startBlock() {
        changedInBlock.clear();
    }

    int keys() {
        return versions.size();
    }

    /** A key is read well when the block has not changed it and its version is the one that was read. */
    boolean readsHold(ReadWrites set) {
        for (ReadWrites.Read read : set.reads()) {
            if (changedInBlock.contains(read.key())
                    || versions.getOrDefault(read.key(), Version.NONE) != read.version()) {
                return false;
            }
        }
        return true;
    }

    boolean privateReadsHold(ReadWrites set) {
        for (ReadWrites.Collection collection : set.collections()) {
            for (ReadWrites.HashedRead read : collection.reads()) {
                PrivateKey key = new PrivateKey(collection.name(), read.keyHash());
                if (changedInBlock.contains(key) || privateVersions.getOrDefault(key, Version.NONE) != read.version()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Ranges are read again over the state, with what the block has changed so far in it. */
    boolean rangesHold(ReadWrites set) {
        for (ReadWrites.Range range : set.ranges()) {
            if (!holds(range)) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(ReadWrites.Range range) {
        boolean unbounded = range.end().isEmpty();
        if (!unbounded && KeyOrder.BY_CODE_POINT.compare(range.start(), range.end()) > 0) {
            return range.results() != null && range.results().isEmpty();
        }
        NavigableMap<String, Long> now = unbounded
                ? versions.tailMap(range.start(), true)
                : versions.subMap(range.start(), true, range.end(), !range.exhausted());
        if (range.summary() != null) {
            int degree = range.summary().getMaxDegree();
            if (degree < 2 || degree > DEGREE_MAX) {
                return false;
            }
            MerkleSummary summary = new MerkleSummary(degree);
            now.forEach((key, version) -> summary.add(new ReadWrites.Read(key, version)));
            return summary.finish().equals(range.summary());
        }
        int i = 0;
        for (Map.Entry<String, Long> entry : now.entrySet()) {
            if (range.results() == null || i == range.results().size()) {
                return false;
            }
            ReadWrites.Read read = range.results().get(i++);
            if (!read.key().equals(entry.getKey()) || read.version() != entry.getValue()) {
                return false;
            }
        }
        return range.results() != null && i == range.results().size();
    }

    void apply(ReadWrites set, long version) {
        for (ReadWrites.Write write : set.writes()) {
            changedInBlock.add(write.key());
            if (write.value() == null) {
                versions.remove(write.key());
            } else {
                versions.put(write.key(), version);
            }
        }
        for (ReadWrites.Collection collection : set.collections()) {
            for (ReadWrites.HashedWrite write : collection.writes()) {
                PrivateKey key = new PrivateKey(collection.name(), write.keyHash());
                changedInBlock.add(key);
                if (write.valueHash() == null) {
                    privateVersions.remove(key);
                } else {
                    privateVersions.put(key.kept(), version);
                }
            }
        }
    }
}
