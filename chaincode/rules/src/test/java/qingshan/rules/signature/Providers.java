package qingshan.rules.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import org.bouncycastle.jcajce.spec.SM2ParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The same verification through the JCA, to compare answers and speed with the one that is used. */
enum Providers {
    SUN_EC("SunEC, JCA"),
    BOUNCY_CASTLE_JCA("Bouncy Castle, JCA");

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final byte[] DEFAULT_USER_ID = "1234567812345678".getBytes(US_ASCII);

    private final String label;

    Providers(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    boolean has(Algorithm algorithm) {
        return this == BOUNCY_CASTLE_JCA || algorithm == Algorithm.ES256;
    }

    /** A key as this provider keeps it. */
    PublicKey key(Algorithm algorithm, byte[] point) throws GeneralSecurityException {
        String curve = algorithm == Algorithm.ES256 ? "secp256r1" : "sm2p256v1";
        AlgorithmParameters parameters = this == SUN_EC
                ? AlgorithmParameters.getInstance("EC", "SunEC")
                : AlgorithmParameters.getInstance("EC", BOUNCY_CASTLE);
        parameters.init(new ECGenParameterSpec(curve));
        ECPoint w = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                new BigInteger(1, Arrays.copyOfRange(point, 33, 65)));
        ECPublicKeySpec spec = new ECPublicKeySpec(w, parameters.getParameterSpec(ECParameterSpec.class));
        KeyFactory factory =
                this == SUN_EC ? KeyFactory.getInstance("EC", "SunEC") : KeyFactory.getInstance("EC", BOUNCY_CASTLE);
        return factory.generatePublic(spec);
    }

    boolean verify(Algorithm algorithm, PublicKey key, byte[] message, byte[] signature)
            throws GeneralSecurityException {
        Signature verifier = signature(algorithm);
        if (algorithm == Algorithm.SM2_SM3) {
            verifier.setParameter(new SM2ParameterSpec(DEFAULT_USER_ID));
        }
        verifier.initVerify(key);
        verifier.update(message);
        try {
            return verifier.verify(algorithm == Algorithm.ES256 ? signature : der(signature));
        } catch (SignatureException e) {
            return false;
        }
    }

    private Signature signature(Algorithm algorithm) throws GeneralSecurityException {
        return switch (this) {
            case SUN_EC -> Signature.getInstance("SHA256withECDSAinP1363Format", "SunEC");
            case BOUNCY_CASTLE_JCA ->
                algorithm == Algorithm.ES256
                        ? Signature.getInstance("SHA256withPLAIN-ECDSA", BOUNCY_CASTLE)
                        : Signature.getInstance("SM3withSM2", BOUNCY_CASTLE);
        };
    }

    /** r and s as the SEQUENCE that Bouncy Castle's SM2 wants. */
    private static byte[] der(byte[] signature) {
        byte[] r = new BigInteger(1, signature, 0, 32).toByteArray();
        byte[] s = new BigInteger(1, signature, 32, 32).toByteArray();
        byte[] out = new byte[6 + r.length + s.length];
        out[0] = 0x30;
        out[1] = (byte) (4 + r.length + s.length);
        out[2] = 2;
        out[3] = (byte) r.length;
        System.arraycopy(r, 0, out, 4, r.length);
        out[4 + r.length] = 2;
        out[5 + r.length] = (byte) s.length;
        System.arraycopy(s, 0, out, 6 + r.length, s.length);
        return out;
    }
}
