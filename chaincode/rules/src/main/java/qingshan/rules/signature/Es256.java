package qingshan.rules.signature;

import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;

/** ES256 of RFC 7518, section 3.4: ECDSA on P-256 with SHA-256. */
final class Es256 extends CurveVerifier {
    Es256() {
        super(domain(CustomNamedCurves.getByName("P-256")));
    }

    static ECDomainParameters domain(X9ECParameters x9) {
        return new ECDomainParameters(x9.getCurve(), x9.getG(), x9.getN(), x9.getH());
    }

    @Override
    boolean verify(ECPublicKeyParameters key, byte[] message, BigInteger r, BigInteger s) {
        SHA256Digest digest = new SHA256Digest();
        digest.update(message, 0, message.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        ECDSASigner signer = new ECDSASigner();
        signer.init(false, key);
        return signer.verifySignature(hash, r, s);
    }
}
