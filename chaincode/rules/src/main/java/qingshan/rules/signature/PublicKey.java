package qingshan.rules.signature;

import qingshan.rules.json.BadMember;

/**
 * A card's public key.
 *
 * @param algorithm by name
 * @param point an uncompressed point, 65 bytes, in base64url
 */
public record PublicKey(Algorithm algorithm, String point) {
    /** Length of an uncompressed point. */
    private static final int POINT_BYTES = 65;

    /** Refuses what is no point of the algorithm's curve. */
    public PublicKey {
        if (!algorithm.verifier().isKey(decoded(point))) {
            throw new BadMember("point", "is no point of the curve of " + algorithm);
        }
    }

    private static byte[] decoded(String point) {
        try {
            return Base64Url.decode(point, POINT_BYTES);
        } catch (IllegalArgumentException e) {
            throw new BadMember("point", String.valueOf(e.getMessage()), e);
        }
    }

    /** Whether a signature by this key over a message is good. */
    public boolean verifies(byte[] message, SignatureValue signature) {
        return algorithm
                .verifier()
                .verify(Base64Url.decode(point, POINT_BYTES), message, Base64Url.decode(signature.value(), 64));
    }
}
