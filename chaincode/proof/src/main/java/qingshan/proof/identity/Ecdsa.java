package qingshan.proof.identity;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.jspecify.annotations.Nullable;

/**
 * ECDSA on P-256 as Fabric has it: DER, and s in the lower half of its range, so that nobody can make a second signature
 * from one.
 */
public final class Ecdsa {
    /** The curve P-256. */
    public static final ECDomainParameters P256 = domain();

    private static final BigInteger HALF_ORDER = P256.getN().shiftRight(1);
    private static final int SIGNATURE_BYTES_MAX = 72;

    private Ecdsa() {}

    /** Whether a signature of an identity over a digest is good, in the one form that Fabric takes. */
    public static boolean verifies(ECPublicKeyParameters key, ByteString digest, ByteString signature) {
        BigInteger[] rs = decode(signature);
        return rs != null && rs[1].compareTo(HALF_ORDER) <= 0 && verifies(key, digest, rs);
    }

    /** The same for a certificate's signature, of which s may be in either half. */
    static boolean verifiesCertificate(ECPublicKeyParameters key, ByteString digest, byte[] signature) {
        BigInteger[] rs = decode(ByteString.copyFrom(signature));
        return rs != null && verifies(key, digest, rs);
    }

    private static boolean verifies(ECPublicKeyParameters key, ByteString digest, BigInteger[] rs) {
        ECDSASigner signer = new ECDSASigner();
        signer.init(false, key);
        return signer.verifySignature(digest.toByteArray(), rs[0], rs[1]);
    }

    private static BigInteger @Nullable [] decode(ByteString signature) {
        if (signature.size() > SIGNATURE_BYTES_MAX) {
            return null;
        }
        byte[] der = signature.toByteArray();
        try {
            if (ASN1Primitive.fromByteArray(der) instanceof ASN1Sequence sequence
                    && sequence.size() == 2
                    && sequence.getObjectAt(0) instanceof ASN1Integer r
                    && sequence.getObjectAt(1) instanceof ASN1Integer s
                    && Arrays.equals(sequence.getEncoded("DER"), der)) {
                return new BigInteger[] {r.getValue(), s.getValue()};
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            return null;
        }
        return null;
    }

    private static ECDomainParameters domain() {
        X9ECParameters x9 = CustomNamedCurves.getByName("P-256");
        return new ECDomainParameters(x9.getCurve(), x9.getG(), x9.getN(), x9.getH());
    }
}
