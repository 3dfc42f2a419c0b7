package qingshan.proof.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.junit.jupiter.api.Test;
import qingshan.proof.block.Hashes;

class EcdsaTest {
    private static final BigInteger N = Ecdsa.P256.getN();

    private final AsymmetricCipherKeyPair pair = newKeys();
    private final ECPublicKeyParameters key = (ECPublicKeyParameters) pair.getPublic();

    @Test
    void good_signatures_are_taken_in_their_low_form_and_bad_ones_are_not() throws IOException {
        ECPublicKeyParameters other = (ECPublicKeyParameters) newKeys().getPublic();
        for (int i = 0; i < 300; i++) {
            ByteString digest = Hashes.sha256(ByteString.copyFromUtf8("message " + i));
            BigInteger[] rs = sign(digest);
            BigInteger low = rs[1].min(N.subtract(rs[1]));

            assertThat(Ecdsa.verifies(key, digest, der(rs[0], low))).isTrue();
            assertThat(Ecdsa.verifies(key, digest, der(rs[0], N.subtract(low)))).isFalse();
            assertThat(Ecdsa.verifies(other, digest, der(rs[0], low))).isFalse();
            assertThat(Ecdsa.verifies(key, Hashes.sha256(digest), der(rs[0], low)))
                    .isFalse();
            assertThat(Ecdsa.verifies(key, digest, der(rs[0].add(BigInteger.ONE), low)))
                    .isFalse();
            assertThat(Ecdsa.verifies(key, digest, der(rs[0], low.subtract(BigInteger.ONE))))
                    .isFalse();
        }
    }

    @Test
    void numbers_out_of_range_are_refused() throws IOException {
        ByteString digest = Hashes.sha256(ByteString.EMPTY);
        BigInteger[] rs = sign(digest);
        for (BigInteger bad : new BigInteger[] {BigInteger.ZERO, N, N.add(rs[0]), rs[0].negate()}) {
            assertThat(Ecdsa.verifies(key, digest, der(bad, rs[1].min(N.subtract(rs[1])))))
                    .isFalse();
            assertThat(Ecdsa.verifies(key, digest, der(rs[0], bad))).isFalse();
        }
    }

    @Test
    void only_der_is_a_signature() throws IOException {
        ByteString digest = Hashes.sha256(ByteString.EMPTY);
        BigInteger[] rs = sign(digest);
        ByteString good = der(rs[0], rs[1].min(N.subtract(rs[1])));
        assertThat(Ecdsa.verifies(key, digest, good)).isTrue();
        for (ByteString bad : new ByteString[] {
            ByteString.EMPTY,
            good.substring(0, good.size() - 1),
            good.concat(ByteString.copyFrom(new byte[1])),
            ByteString.copyFrom(new byte[70]),
            ByteString.copyFrom(new byte[10_000])
        }) {
            assertThat(Ecdsa.verifies(key, digest, bad)).isFalse();
        }
    }

    private BigInteger[] sign(ByteString digest) {
        ECDSASigner signer = new ECDSASigner();
        signer.init(true, pair.getPrivate());
        return signer.generateSignature(digest.toByteArray());
    }

    private static ByteString der(BigInteger r, BigInteger s) throws IOException {
        return ByteString.copyFrom(
                new DERSequence(new ASN1Integer[] {new ASN1Integer(r), new ASN1Integer(s)}).getEncoded("DER"));
    }

    private static AsymmetricCipherKeyPair newKeys() {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(Ecdsa.P256, new SecureRandom()));
        return generator.generateKeyPair();
    }
}
