package qingshan.rules.signature;

import java.math.BigInteger;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;

/** SM2 with SM3 of GM/T 0003.2 (GB/T 32918.2), with the default user id of GM/T 0009, 1234567812345678. */
final class Sm2Sm3 extends CurveVerifier {
    Sm2Sm3() {
        super(Es256.domain(CustomNamedCurves.getByName("sm2p256v1")));
    }

    @Override
    boolean verify(ECPublicKeyParameters key, byte[] message, BigInteger r, BigInteger s) {
        SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE);
        signer.init(false, key);
        signer.update(message, 0, message.length);
        BigInteger n = key.getParameters().getN();
        if (r.signum() == 0 || s.signum() == 0 || r.compareTo(n) >= 0 || s.compareTo(n) >= 0) {
            return false;
        }
        return signer.verifySignature(PlainDSAEncoding.INSTANCE.encode(n, r, s));
    }
}
