package qingshan.proof.state;

/**
 * A set of transaction ids that keeps 16 bytes of each, which no one can make collide: to find two ids that begin alike
 * takes 2^64 hashes. Open addressing over pairs of longs; never shrinks.
 */
final class TransactionIds {
    private static final int HEX_DIGITS = 16;

    private long[] slots = new long[1 << 12];
    private int size;

    /** Adds an id of at least 32 hexadecimal digits; false if it was there. */
    boolean add(String id) {
        if (size >= slots.length / 4) {
            grow();
        }
        long high = Long.parseUnsignedLong(id, 0, HEX_DIGITS, 16);
        long low = Long.parseUnsignedLong(id, HEX_DIGITS, 2 * HEX_DIGITS, 16);
        // a slot of two zeros is free; no hash begins with 128 zeros
        return put(slots, high, low == 0 ? 1 : low);
    }

    private boolean put(long[] table, long high, long low) {
        int mask = table.length / 2 - 1;
        for (int i = (int) high & mask; ; i = i + 1 & mask) {
            if (table[2 * i] == high && table[2 * i + 1] == low) {
                return false;
            }
            if (table[2 * i + 1] == 0) {
                table[2 * i] = high;
                table[2 * i + 1] = low;
                size++;
                return true;
            }
        }
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        size = 0;
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i + 1] != 0) {
                put(larger, slots[i], slots[i + 1]);
            }
        }
        slots = larger;
    }
}
