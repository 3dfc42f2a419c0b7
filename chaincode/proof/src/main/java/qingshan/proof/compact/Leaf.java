package qingshan.proof.compact;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some keys in order, each with a few bytes. Of a key only those bytes are kept that the one before it does not begin
 * with. An entry: how many bytes it shares with the one before, how many are its own, these, how many bytes belong to it,
 * these; numbers in seven bits a byte, the lowest first.
 */
final class Leaf {
    /** Larger ones are halved: what a change copies, and what a search goes through. */
    private static final int BYTES_MAX = 1024;

    /** What the lengths in two entries take at most. */
    private static final int LENGTHS_BYTES = 32;

    private static final int SEVEN_BITS = 7;
    private static final int LOW_BITS = 0x7f;
    private static final int MORE = 0x80;

    private byte[] entries;

    Leaf() {
        this(new byte[0]);
    }

    private Leaf(byte[] entries) {
        this.entries = entries;
    }

    boolean isEmpty() {
        return entries.length == 0;
    }

    /** What belongs to a key, or null if it is not there. */
    byte @Nullable [] get(byte[] key) {
        Entry entry = new Entry();
        return entry.seek(key) ? Arrays.copyOfRange(entries, entry.value, entry.next) : null;
    }

    /** Sets what belongs to a key; true if the key was not there. */
    boolean put(byte[] key, byte[] value) {
        Entry entry = new Entry();
        Writer out = new Writer(entries.length + key.length + value.length + LENGTHS_BYTES);
        if (entry.seek(key)) {
            out.write(entries, 0, entry.own + entry.length);
            out.value(value, 0, value.length);
            out.write(entries, entry.next, entries.length - entry.next);
            entries = out.toByteArray();
            return false;
        }
        out.write(entries, 0, entry.at);
        out.key(entry.before, key, entry.before, key.length - entry.before);
        out.value(value, 0, value.length);
        if (entry.at < entries.length) {
            // the one after it shares with it what both have in common now
            out.key(entry.shared + entry.more, entries, entry.own + entry.more, entry.length - entry.more);
            out.value(entries, entry.value, entry.next - entry.value);
            out.write(entries, entry.next, entries.length - entry.next);
        }
        entries = out.toByteArray();
        return true;
    }

    /** Removes a key; false if it was not there. */
    boolean remove(byte[] key) {
        Entry entry = new Entry();
        if (!entry.seek(key)) {
            return false;
        }
        Writer out = new Writer(entries.length + key.length);
        out.write(entries, 0, entry.at);
        int shared = entry.shared;
        if (entry.next < entries.length) {
            entry.read(entry.next);
            if (entry.shared > shared) {
                // what it had of the removed one is its own now
                byte[] own = Arrays.copyOf(
                        Arrays.copyOfRange(key, shared, entry.shared), entry.shared - shared + entry.length);
                System.arraycopy(entries, entry.own, own, entry.shared - shared, entry.length);
                out.key(shared, own, 0, own.length);
                out.value(entries, entry.value, entry.next - entry.value);
            } else {
                out.write(entries, entry.at, entry.next - entry.at);
            }
        }
        out.write(entries, entry.next, entries.length - entry.next);
        entries = out.toByteArray();
        return true;
    }

    /** When it is too large, splits off its upper half, under a text that is not above its keys and above all that stay. */
    Map.@Nullable Entry<byte[], Leaf> split() {
        if (entries.length <= BYTES_MAX) {
            return null;
        }
        Scan scan = new Scan();
        do {
            scan.next();
        } while (scan.entry.at < entries.length / 2 && scan.entry.next < entries.length);
        if (scan.entry.at == 0) {
            return null;
        }
        byte[] key = scan.key();
        Writer out = new Writer(entries.length);
        out.key(0, key, 0, key.length);
        out.value(entries, scan.entry.value, scan.entry.next - scan.entry.value);
        out.write(entries, scan.entry.next, entries.length - scan.entry.next);
        Leaf upper = new Leaf(out.toByteArray());
        entries = Arrays.copyOf(entries, scan.entry.at);
        return Map.entry(Arrays.copyOf(key, scan.entry.shared + 1), upper);
    }

    /** Goes through all keys in order. The leaf does not change meanwhile. */
    Scan scan() {
        return new Scan();
    }

    /** One key after the other. */
    final class Scan {
        private final Entry entry = new Entry();
        private byte[] key = new byte[128];

        boolean next() {
            if (entry.next == entries.length) {
                return false;
            }
            entry.read(entry.next);
            int end = entry.shared + entry.length;
            if (end > key.length) {
                key = Arrays.copyOf(key, 2 * end);
            }
            System.arraycopy(entries, entry.own, key, entry.shared, entry.length);
            return true;
        }

        byte[] key() {
            return Arrays.copyOf(key, entry.shared + entry.length);
        }

        byte[] value() {
            return Arrays.copyOfRange(entries, entry.value, entry.next);
        }
    }

    /** An entry as it lies in the bytes. */
    private final class Entry {
        private int at;
        private int shared;
        private int own;
        private int length;
        private int value;
        private int next;
        /** How many bytes the sought key shares with the entry before this one. */
        private int before;
        /** How many of this entry's own bytes the sought key goes on with, where it shares the others. */
        private int more;

        /** Goes to the first entry that is not lower than a key, or to the end; true if it is the key's. */
        boolean seek(byte[] key) {
            while (next < entries.length) {
                read(next);
                if (shared < before) {
                    return false;
                }
                if (shared == before) {
                    int same = Arrays.mismatch(entries, own, own + length, key, shared, key.length);
                    if (same < 0) {
                        return true;
                    }
                    boolean lower = same == length
                            || (shared + same < key.length
                                    && Byte.compareUnsigned(entries[own + same], key[shared + same]) < 0);
                    if (!lower) {
                        more = same;
                        return false;
                    }
                    before = shared + same;
                }
                // one that shares more with the entry before than the key does is lower, as that was
            }
            at = entries.length;
            return false;
        }

        void read(int from) {
            at = from;
            next = from;
            shared = number();
            length = number();
            own = next;
            next += length;
            int bytes = number();
            value = next;
            next += bytes;
        }

        private int number() {
            int number = 0;
            int shift = 0;
            while (true) {
                byte b = entries[next++];
                number |= (b & LOW_BITS) << shift;
                if (b >= 0) {
                    return number;
                }
                shift += SEVEN_BITS;
            }
        }
    }

    private static final class Writer extends ByteArrayOutputStream {
        Writer(int size) {
            super(size);
        }

        void key(int shared, byte[] from, int at, int length) {
            number(shared);
            value(from, at, length);
        }

        void value(byte[] from, int at, int length) {
            number(length);
            write(from, at, length);
        }

        private void number(int value) {
            int rest = value;
            while (rest > LOW_BITS) {
                write((rest & LOW_BITS) | MORE);
                rest >>>= SEVEN_BITS;
            }
            write(rest);
        }
    }
}
