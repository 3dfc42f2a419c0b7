package qingshan.gateway.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A key of the state, in the order of its UTF-8 bytes (Java's strings sort otherwise beyond the basic plane). */
final class Key implements Comparable<Key> {

    private final byte[] bytes;
    private final int hash;

    private Key(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    static Key of(String text) {
        return new Key(text.getBytes(StandardCharsets.UTF_8));
    }

    static Key ofBytes(byte[] utf8) {
        return new Key(utf8);
    }

    /** The least key that is greater than this one. */
    Key next() {
        return new Key(Arrays.copyOf(bytes, bytes.length + 1));
    }

    /** Not a copy: nobody writes to it. */
    byte[] bytes() {
        return bytes;
    }

    ByteString proto() {
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    @Override
    public int compareTo(Key other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && hash == key.hash && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return text();
    }
}
