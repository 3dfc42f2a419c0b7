package qingshan.proof.state;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import qingshan.proof.block.ReadWrites;
import qingshan.proof.block.Version;
import qingshan.proof.compact.Fingerprint;
import qingshan.proof.compact.Sorted;
import qingshan.proof.compact.Table;
import qingshan.rules.state.KeyOrder;

/** The versions of all keys of one chaincode, and which of them the present block has changed so far. */
final class Namespace {
    /** Results a summary may list in one node; Fabric's own setting is 50. */
    private static final int DEGREE_MAX = 10_000;

    /** What is said to be a hash may be anything, so it is known by a hash of its own. */
    private record PrivateKey(String collection, Fingerprint hash) {
        PrivateKey(String collection, ByteString hash) {
            this(collection, Fingerprint.of(hash));
        }
    }

    private final Versions versions = new Versions();
    /** By collection; {@link Version#NONE} for keys that are there no more. */
    private final Map<String, Table> privateVersions = new HashMap<>();

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
            if (changedInBlock.contains(read.key()) || versions.get(read.key()) != read.version()) {
                return false;
            }
        }
        return true;
    }

    boolean privateReadsHold(ReadWrites set) {
        for (ReadWrites.Collection collection : set.collections()) {
            for (ReadWrites.HashedRead read : collection.reads()) {
                PrivateKey key = new PrivateKey(collection.name(), read.keyHash());
                if (changedInBlock.contains(key) || privateVersion(key) != read.version()) {
                    return false;
                }
            }
        }
        return true;
    }

    private long privateVersion(PrivateKey key) {
        Table versionsOf = privateVersions.get(key.collection());
        long[] version = versionsOf == null ? null : versionsOf.get(key.hash());
        return version == null ? Version.NONE : version[0];
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
        Sorted.Range now = versions.range(range.start(), range.end(), !range.exhausted());
        if (range.summary() != null) {
            int degree = range.summary().getMaxDegree();
            if (degree < 2 || degree > DEGREE_MAX) {
                return false;
            }
            MerkleSummary summary = new MerkleSummary(degree);
            while (now.next()) {
                summary.add(new ReadWrites.Read(now.key(), Versions.version(now.value())));
            }
            return summary.finish().equals(range.summary());
        }
        int i = 0;
        while (now.next()) {
            if (range.results() == null || i == range.results().size()) {
                return false;
            }
            ReadWrites.Read read = range.results().get(i++);
            if (!read.key().equals(now.key()) || read.version() != Versions.version(now.value())) {
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
                privateVersions
                        .computeIfAbsent(collection.name(), c -> new Table(1))
                        .put(key.hash(), write.valueHash() == null ? Version.NONE : version);
            }
        }
    }
}
