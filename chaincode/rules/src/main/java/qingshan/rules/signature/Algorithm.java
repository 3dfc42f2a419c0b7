package qingshan.rules.signature;

/** The algorithms by which cards sign, by the names that commands and certificates use. */
public enum Algorithm {
    /** ECDSA on P-256 with SHA-256, RFC 7518. In JSON: {@code es256}. */
    ES256,
    /** SM2 with SM3, GM/T 0003. In JSON: {@code sm2-sm3}. */
    SM2_SM3;

    /** What verifies it. The provider was chosen by measurement: see {@code docs/decisions}. */
    public SignatureVerifier verifier() {
        return switch (this) {
            case ES256 -> Verifiers.ES256;
            case SM2_SM3 -> Verifiers.SM2_SM3;
        };
    }

    private static final class Verifiers {
        static final SignatureVerifier ES256 = new Es256();
        static final SignatureVerifier SM2_SM3 = new Sm2Sm3();
    }
}
