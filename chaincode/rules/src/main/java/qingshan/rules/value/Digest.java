package qingshan.rules.value;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;

/**
 * A SHA-256 digest, or a commitment of the same length.
 *
 * @param value 64 lower-case hexadecimal digits
 */
public record Digest(String value) {
    /** Refuses another form. */
    public Digest {
        Check.hex(value, 64);
    }

    /** The SHA-256 of bytes. */
    public static Digest of(byte[] bytes) {
        try {
            return new Digest(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The SHA-256 of a value's canonical JSON. */
    public static Digest of(Json json) {
        return of(CanonicalJson.bytes(json));
    }

    /** The SHA-256 of a text's UTF-8. */
    public static Digest of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return value;
    }
}
