package qingshan.gateway.embedded;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;

/**
 * Says whether what a transaction read still stands, with the outcome that Fabric's validator gives.
 *
 * <p>It need not ask the database: what a simulation read was committed state no older than when it began, so only keys
 * written since can differ. Those are kept until no simulation that began before them is under way. Judging and applying is
 * the committer's alone; entering and leaving is for any thread.
 */
final class Conflicts {

    /** @param version null if it was deleted */
    private record Written(@Nullable Version version, long block) {}

    private record SecretKey(String collection, Key key) {}

    private record Block(long number, List<Key> keys, List<SecretKey> secrets) {}

    private final TreeMap<Key, Written> recent = new TreeMap<>();
    private final Map<SecretKey, Written> recentSecrets = new HashMap<>();
    private final Deque<Block> blocks = new ArrayDeque<>();

    private final TreeMap<Long, Integer> underWay = new TreeMap<>();
    private long height;

    Conflicts(long height) {
        this.height = height;
    }

    /** A simulation begins; its first read must come after. Leave with the height that this gives. */
    synchronized long enter() {
        underWay.merge(height, 1, Integer::sum);
        return height;
    }

    /** Its transaction has been judged, or there is none. */
    synchronized void leave(long entered) {
        underWay.computeIfPresent(entered, (block, count) -> count == 1 ? null : count - 1);
    }

    synchronized long height() {
        return height;
    }

    /** Judges a transaction for a place in a block, after those before it in that block were applied. */
    TxValidationCode judge(ReadWriteSet set, long block) {
        for (Map.Entry<Key, @Nullable Version> read : set.reads().entrySet()) {
            if (changed(recent.get(read.getKey()), read.getValue(), block)) {
                return TxValidationCode.MVCC_READ_CONFLICT;
            }
        }
        for (RangeRead range : set.ranges()) {
            if (changed(range)) {
                return TxValidationCode.PHANTOM_READ_CONFLICT;
            }
        }
        for (CollectionSet collection : set.collections()) {
            for (Map.Entry<Key, @Nullable Version> read : collection.reads().entrySet()) {
                Written written = recentSecrets.get(new SecretKey(collection.name(), read.getKey()));
                if (changed(written, read.getValue(), block)) {
                    return TxValidationCode.MVCC_READ_CONFLICT;
                }
            }
        }
        return TxValidationCode.VALID;
    }

    /** Within a block any earlier write counts, even one that leaves the key as absent as it was. */
    private static boolean changed(@Nullable Written written, @Nullable Version read, long block) {
        return written != null
                && (written.block == block || (read == null ? written.version != null : !read.equals(written.version)));
    }

    private boolean changed(RangeRead range) {
        Map<Key, Written> written = writtenIn(range);
        if (written.isEmpty()) {
            return false;
        }
        Map<Key, Version> seen = new HashMap<>();
        range.seen().forEach(stored -> seen.put(stored.key(), stored.version()));
        for (Map.Entry<Key, Written> entry : written.entrySet()) {
            Version now = entry.getValue().version;
            Version then = seen.get(entry.getKey());
            if (now == null ? then != null : !now.equals(then)) {
                return true;
            }
        }
        return false;
    }

    private Map<Key, Written> writtenIn(RangeRead range) {
        if (range.end().isEmpty()) {
            return recent.tailMap(range.start(), true);
        }
        // A range may have been asked for the wrong way round: there is nothing in it.
        return range.start().compareTo(range.end()) > 0
                ? Map.of()
                : recent.subMap(range.start(), true, range.end(), !range.exhausted());
    }

    /** Applies a valid transaction's writes. */
    void apply(ReadWriteSet set, Version version) {
        Block block = blocks.peekLast();
        if (block == null || block.number != version.block()) {
            block = new Block(version.block(), new ArrayList<>(), new ArrayList<>());
            blocks.addLast(block);
        }
        for (Map.Entry<Key, byte[]> write : set.writes().entrySet()) {
            recent.put(write.getKey(), written(write.getValue(), version));
            block.keys.add(write.getKey());
        }
        for (CollectionSet collection : set.collections()) {
            for (Map.Entry<Key, byte[]> write : collection.writes().entrySet()) {
                SecretKey key = new SecretKey(collection.name(), write.getKey());
                recentSecrets.put(key, written(write.getValue(), version));
                block.secrets.add(key);
            }
        }
    }

    private static Written written(byte[] value, Version version) {
        return new Written(value.length == 0 ? null : version, version.block());
    }

    /** A block is durable: new simulations see it. Forgets what no simulation can have missed. */
    void committed(long block) {
        long oldest;
        synchronized (this) {
            height = block;
            oldest = underWay.isEmpty() ? height : underWay.firstKey();
        }
        for (Block first = blocks.peekFirst(); first != null && first.number <= oldest; first = blocks.peekFirst()) {
            long number = first.number;
            first.keys.forEach(key -> recent.computeIfPresent(key, (k, w) -> w.block == number ? null : w));
            first.secrets.forEach(key -> recentSecrets.computeIfPresent(key, (k, w) -> w.block == number ? null : w));
            blocks.removeFirst();
        }
    }
}
