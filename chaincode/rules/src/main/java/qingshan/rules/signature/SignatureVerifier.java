package qingshan.rules.signature;

/** Verifies signatures of one algorithm. Implementations keep no state that changes an answer. */
public interface SignatureVerifier {
    /**
     * Whether a signature is good.
     *
     * @param publicKey an uncompressed point, 65 bytes (SEC 1, 2.3.3)
     * @param message what was signed
     * @param signature r and s, 32 bytes each, big-endian
     * @return false also for a key that is no point of the curve or a signature of another form
     */
    boolean verify(byte[] publicKey, byte[] message, byte[] signature);

    /** Whether a public key is a point of the algorithm's curve, in the one accepted encoding. */
    boolean isKey(byte[] publicKey);
}
