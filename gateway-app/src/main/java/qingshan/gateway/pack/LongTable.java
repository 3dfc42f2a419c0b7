package qingshan.gateway.pack;

import java.util.Arrays;

/**
 * A table from numbers to numbers, for millions of them: two arrays, open addressing, no object for an entry. Safe for
 * several threads. Nothing is taken out of it.
 */
public final class LongTable {
    /** What {@link #get} says of a key that is not there; no value may be this one. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int CAPACITY_MIN = 1024;

    private long[] keys;
    private long[] values;
    private int size;

    /** An empty one. */
    public LongTable() {
        keys = new long[CAPACITY_MIN];
        values = empty(CAPACITY_MIN);
    }

    /** The value of a key, or {@link #NONE}. */
    public synchronized long get(long key) {
        return values[slot(keys, values, key)];
    }

    /** Sets the value of a key; the one before, or {@link #NONE}. */
    public synchronized long put(long key, long value) {
        int slot = slot(keys, values, key);
        long before = values[slot];
        if (before == NONE && ++size > keys.length / 2) {
            grow();
            slot = slot(keys, values, key);
        }
        keys[slot] = key;
        values[slot] = value;
        return before;
    }

    /** Takes an entry. */
    @FunctionalInterface
    public interface Taker {
        /** Takes it. */
        void take(long key, long value);
    }

    /** Hands out every entry, in no order. */
    public synchronized void each(Taker taker) {
        for (int i = 0; i < keys.length; i++) {
            if (values[i] != NONE) {
                taker.take(keys[i], values[i]);
            }
        }
    }

    /** How many keys it has. */
    public synchronized int size() {
        return size;
    }

    private void grow() {
        long[] widerKeys = new long[keys.length * 2];
        long[] widerValues = empty(keys.length * 2);
        for (int i = 0; i < keys.length; i++) {
            if (values[i] != NONE) {
                int slot = slot(widerKeys, widerValues, keys[i]);
                widerKeys[slot] = keys[i];
                widerValues[slot] = values[i];
            }
        }
        keys = widerKeys;
        values = widerValues;
    }

    private static long[] empty(int capacity) {
        long[] values = new long[capacity];
        Arrays.fill(values, NONE);
        return values;
    }

    /** Where a key is or would be. The multiplier spreads keys that follow one another (Knuth, volume 3, 6.4). */
    private static int slot(long[] keys, long[] values, long key) {
        int mask = keys.length - 1;
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (values[slot] != NONE && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
