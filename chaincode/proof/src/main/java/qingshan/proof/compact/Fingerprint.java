package qingshan.proof.compact;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.Hashes;

/**
 * The first 128 bits of a SHA-256, by which something is known again that need not be shown again. To find two things
 * with the same takes 2^64 hashes, and another one with that of a given thing 2^128.
 *
 * @param high the first 64 bits
 * @param low the next; never 0, which stands for nothing in a {@link Table}
 */
public record Fingerprint(long high, long low) {
    private static final int DIGITS = 16;

    /** Of the first 128 bits of a hash. */
    public Fingerprint {
        low = low == 0 ? 1 : low;
    }

    /** One that lies in a table as its two numbers; null where there is none, or zeros lie in its place. */
    public static @Nullable Fingerprint in(long @Nullable [] numbers) {
        return numbers == null || numbers[1] == 0 ? null : new Fingerprint(numbers[0], numbers[1]);
    }

    /** Of bytes. */
    public static Fingerprint of(ByteString value) {
        return ofHash(Hashes.sha256(value));
    }

    /** Of a text's UTF-8. */
    public static Fingerprint of(String text) {
        return of(ByteString.copyFromUtf8(text));
    }

    /** Of a SHA-256 that is known already, or of its first 16 bytes at least. */
    public static Fingerprint ofHash(ByteString hash) {
        var bytes = hash.asReadOnlyByteBuffer();
        return new Fingerprint(bytes.getLong(), bytes.getLong());
    }

    /** Of a SHA-256 that is known already, in hexadecimal. */
    public static Fingerprint ofDigest(String hex) {
        return new Fingerprint(
                Long.parseUnsignedLong(hex, 0, DIGITS, 16), Long.parseUnsignedLong(hex, DIGITS, 2 * DIGITS, 16));
    }
}
