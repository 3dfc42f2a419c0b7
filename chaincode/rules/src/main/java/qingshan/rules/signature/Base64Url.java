package qingshan.rules.signature;

import java.util.Base64;

/** Bytes in JSON: base64url without padding (RFC 7515), in the one form that decodes and encodes to itself. */
public final class Base64Url {
    private Base64Url() {}

    /**
     * Decodes.
     *
     * @throws IllegalArgumentException if the text is not the encoding of {@code length} bytes
     */
    public static byte[] decode(String text, int length) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == length && encode(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not base64url without padding", e);
        }
        throw new IllegalArgumentException("is not " + length + " bytes in base64url without padding");
    }

    /** Encodes. */
    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
