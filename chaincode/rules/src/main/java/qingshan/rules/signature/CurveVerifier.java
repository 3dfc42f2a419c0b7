package qingshan.rules.signature;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.ECPoint;

/**
 * What the two algorithms share: keys are points of a curve, decoded once and kept (Bouncy Castle keeps tables with a
 * point that make the next verification faster), and signatures are r and s.
 */
abstract class CurveVerifier implements SignatureVerifier {
    private static final int COORDINATE_BYTES = 32;
    private static final int KEYS_KEPT_MAX = 4_096;

    private final ECDomainParameters domain;
    private final Map<ByteBuffer, Optional<ECPublicKeyParameters>> keys =
            Collections.synchronizedMap(new LinkedHashMap<>(256, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Optional<ECPublicKeyParameters>> eldest) {
                    return size() > KEYS_KEPT_MAX;
                }
            });

    CurveVerifier(ECDomainParameters domain) {
        this.domain = domain;
    }

    @Override
    public final boolean isKey(byte[] publicKey) {
        return key(publicKey).isPresent();
    }

    @Override
    public final boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        Optional<ECPublicKeyParameters> key = key(publicKey);
        if (key.isEmpty() || signature.length != 2 * COORDINATE_BYTES) {
            return false;
        }
        BigInteger r = new BigInteger(1, signature, 0, COORDINATE_BYTES);
        BigInteger s = new BigInteger(1, signature, COORDINATE_BYTES, COORDINATE_BYTES);
        return verify(key.get(), message, r, s);
    }

    abstract boolean verify(ECPublicKeyParameters key, byte[] message, BigInteger r, BigInteger s);

    private Optional<ECPublicKeyParameters> key(byte[] encoded) {
        if (encoded.length != 1 + 2 * COORDINATE_BYTES || encoded[0] != 4) {
            return Optional.empty();
        }
        return keys.computeIfAbsent(ByteBuffer.wrap(encoded.clone()), bytes -> decode(encoded));
    }

    private Optional<ECPublicKeyParameters> decode(byte[] encoded) {
        try {
            ECPoint point = domain.getCurve().decodePoint(encoded);
            return Optional.of(new ECPublicKeyParameters(point, domain));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
