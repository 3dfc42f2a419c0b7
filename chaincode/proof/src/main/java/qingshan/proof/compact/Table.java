package qingshan.proof.compact;

import org.jspecify.annotations.Nullable;

/**
 * A map from fingerprints to a few numbers each, which takes no more than the numbers: a map of objects takes several
 * times as much. Open addressing in parts that grow one by one, so that growing does not need all of it twice. Nothing is
 * ever removed.
 */
public final class Table {
    private static final int PARTS = 64;
    private static final int FIRST_SLOTS = 8;
    private static final int KEY = 2;

    private final int columns;
    private final int width;
    private final long[][] parts = new long[PARTS][];
    private final int[] used = new int[PARTS];

    /** @param columns how many numbers belong to a fingerprint; 0 for a set */
    public Table(int columns) {
        this.columns = columns;
        width = KEY + columns;
        for (int i = 0; i < PARTS; i++) {
            parts[i] = new long[FIRST_SLOTS * width];
        }
    }

    /** The numbers of a key, or null if it is not there. */
    public long @Nullable [] get(Fingerprint key) {
        long[] part = parts[part(key)];
        int at = find(part, key.high(), key.low());
        if (part[at + 1] == 0) {
            return null;
        }
        long[] values = new long[columns];
        System.arraycopy(part, at + KEY, values, 0, columns);
        return values;
    }

    /** Whether a key is there. */
    public boolean has(Fingerprint key) {
        long[] part = parts[part(key)];
        return part[find(part, key.high(), key.low()) + 1] != 0;
    }

    /** Adds a key with its numbers, or replaces its numbers; true if it was not there. */
    public boolean put(Fingerprint key, long... values) {
        int no = part(key);
        long[] part = parts[no];
        int at = find(part, key.high(), key.low());
        boolean isNew = part[at + 1] == 0;
        if (isNew && ++used[no] * width > part.length / 4 * 3) {
            part = grown(part);
            parts[no] = part;
            at = find(part, key.high(), key.low());
        }
        part[at] = key.high();
        part[at + 1] = key.low();
        System.arraycopy(values, 0, part, at + KEY, columns);
        return isNew;
    }

    private static int part(Fingerprint key) {
        return (int) key.low() & (PARTS - 1);
    }

    /** Where a key is, or the free slot where it belongs. */
    private int find(long[] part, long high, long low) {
        int slots = part.length / width;
        int at = (int) Math.unsignedMultiplyHigh(high, slots) * width;
        while (part[at + 1] != 0 && (part[at] != high || part[at + 1] != low)) {
            at += width;
            if (at == part.length) {
                at = 0;
            }
        }
        return at;
    }

    private long[] grown(long[] part) {
        int slots = part.length / width;
        long[] larger = new long[Math.multiplyExact(slots + slots / 2, width)];
        for (int i = 0; i < part.length; i += width) {
            if (part[i + 1] != 0) {
                System.arraycopy(part, i, larger, find(larger, part[i], part[i + 1]), width);
            }
        }
        return larger;
    }
}
