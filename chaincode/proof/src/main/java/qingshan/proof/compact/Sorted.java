package qingshan.proof.compact;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A map from texts to a few bytes each, in the order of the texts' UTF-8. There are millions, and neighbours begin alike:
 * they lie in leaves, which take some tens of bytes for each where a map of objects takes hundreds.
 */
public final class Sorted {
    /** By a text that is not above the first key of the leaf, and above the last of the leaf before. */
    private final NavigableMap<byte[], Leaf> leaves = new TreeMap<>(Arrays::compareUnsigned);

    private int size;

    /** An empty one. */
    public Sorted() {
        leaves.put(new byte[0], new Leaf());
    }

    /** How many keys there are. */
    public int size() {
        return size;
    }

    /** What belongs to a key, or null if it is not there. */
    public byte @Nullable [] get(String key) {
        byte[] bytes = bytes(key);
        return leaves.floorEntry(bytes).getValue().get(bytes);
    }

    /** Adds a key, or replaces what belongs to it. */
    public void put(String key, byte[] value) {
        byte[] bytes = bytes(key);
        Leaf leaf = leaves.floorEntry(bytes).getValue();
        if (leaf.put(bytes, value)) {
            size++;
        }
        Map.Entry<byte[], Leaf> upper = leaf.split();
        if (upper != null) {
            leaves.put(upper.getKey(), upper.getValue());
        }
    }

    /** Removes a key if it is there. */
    public void remove(String key) {
        byte[] bytes = bytes(key);
        Map.Entry<byte[], Leaf> found = leaves.floorEntry(bytes);
        if (found.getValue().remove(bytes)) {
            size--;
        }
        if (found.getValue().isEmpty() && found.getKey().length > 0) {
            leaves.remove(found.getKey());
        }
    }

    /**
     * The keys from one on, in order; nothing is changed meanwhile.
     *
     * @param end where it ends, or empty for no end
     * @param included whether {@code end} belongs to it
     */
    public Range range(String start, String end, boolean included) {
        return new Range(bytes(start), bytes(end), included);
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /** Keys of a range, one after the other. */
    public final class Range {
        private final byte[] start;
        private final byte[] end;
        private final boolean included;
        private final Iterator<Leaf> rest;
        private Leaf.Scan scan;
        private byte[] key;

        private Range(byte[] start, byte[] end, boolean included) {
            this.end = end;
            this.included = included;
            rest = leaves.tailMap(leaves.floorKey(start), true).values().iterator();
            scan = rest.next().scan();
            this.start = start;
            key = start;
        }

        /** Goes to the next key, if there is one. */
        public boolean next() {
            do {
                while (!scan.next()) {
                    if (!rest.hasNext()) {
                        return false;
                    }
                    scan = rest.next().scan();
                }
                key = scan.key();
            } while (Arrays.compareUnsigned(key, start) < 0);
            if (end.length == 0) {
                return true;
            }
            int order = Arrays.compareUnsigned(key, end);
            return order < 0 || (order == 0 && included);
        }

        /** The key. */
        public String key() {
            return new String(key, StandardCharsets.UTF_8);
        }

        /** What belongs to it. */
        public byte[] value() {
            return scan.value();
        }
    }
}
