package qingshan.rules.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import qingshan.rules.testing.TestCard;
import qingshan.rules.value.Id;

class MalformedSignaturesTest {
    private static final byte[] MESSAGE = "tea".getBytes(UTF_8);

    @ParameterizedTest
    @EnumSource
    void a_key_of_another_encoding_is_refused(Algorithm algorithm) {
        byte[] good = key(algorithm);
        byte[] compressed = Arrays.copyOf(good, 33);
        compressed[0] = (byte) (2 + (good[64] & 1));
        byte[] hybrid = good.clone();
        hybrid[0] = (byte) (6 + (good[64] & 1));
        SignatureVerifier verifier = algorithm.verifier();
        assertThat(verifier.isKey(good)).isTrue();
        assertThat(verifier.isKey(compressed)).isFalse();
        assertThat(verifier.isKey(hybrid)).isFalse();
        assertThat(verifier.isKey(new byte[0])).isFalse();
        assertThat(verifier.isKey(new byte[1])).isFalse();
        assertThat(verifier.isKey(new byte[65])).isFalse();
        assertThat(verifier.isKey(Arrays.copyOf(good, 64))).isFalse();
        assertThat(verifier.isKey(Arrays.copyOf(good, 66))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void coordinates_that_are_not_below_the_prime_are_refused(Algorithm algorithm) {
        byte[] all = new byte[65];
        Arrays.fill(all, (byte) 0xff);
        all[0] = 4;
        assertThat(algorithm.verifier().isKey(all)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void a_key_of_the_other_curve_is_refused(Algorithm algorithm) {
        Algorithm other = algorithm == Algorithm.ES256 ? Algorithm.SM2_SM3 : Algorithm.ES256;
        assertThat(algorithm.verifier().isKey(key(other))).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PublicKey(algorithm, Base64Url.encode(key(other))))
                .withMessageContaining("is no point of the curve");
    }

    @ParameterizedTest
    @EnumSource
    void r_and_s_of_zero_of_the_order_and_above_are_refused(Algorithm algorithm) {
        TestCard card = card(algorithm);
        byte[] good = Base64Url.decode(card.signBytes(MESSAGE).value(), 64);
        BigInteger order = new BigInteger(
                algorithm == Algorithm.ES256
                        ? "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"
                        : "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123",
                16);
        SignatureVerifier verifier = algorithm.verifier();
        assertThat(verifier.verify(key(algorithm), MESSAGE, good)).isTrue();
        for (BigInteger bad : new BigInteger[] {
            BigInteger.ZERO,
            order,
            order.add(BigInteger.ONE),
            BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE)
        }) {
            assertThat(verifier.verify(key(algorithm), MESSAGE, with(good, 0, bad)))
                    .isFalse();
            assertThat(verifier.verify(key(algorithm), MESSAGE, with(good, 32, bad)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_signature_of_another_length_is_refused(Algorithm algorithm) {
        byte[] good = Base64Url.decode(card(algorithm).signBytes(MESSAGE).value(), 64);
        SignatureVerifier verifier = algorithm.verifier();
        assertThat(verifier.verify(key(algorithm), MESSAGE, Arrays.copyOf(good, 63)))
                .isFalse();
        assertThat(verifier.verify(key(algorithm), MESSAGE, Arrays.copyOf(good, 65)))
                .isFalse();
        assertThat(verifier.verify(key(algorithm), MESSAGE, new byte[0])).isFalse();
        byte[] der = HexFormat.of().parseHex("3006020101020101");
        assertThat(verifier.verify(key(algorithm), MESSAGE, der)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new SignatureValue(Base64Url.encode(der)));
    }

    @ParameterizedTest
    @EnumSource
    void base64url_is_taken_in_one_form_only(Algorithm algorithm) {
        String good = card(algorithm).signBytes(MESSAGE).value();
        assertThat(new SignatureValue(good).value()).isEqualTo(good);
        for (String bad : new String[] {
            "",
            good + "=",
            good + "==",
            good + "\n",
            " " + good,
            good.substring(1),
            good.substring(0, 85) + "/",
            good + "A"
        }) {
            assertThatIllegalArgumentException().isThrownBy(() -> new SignatureValue(bad));
        }
        // 64 bytes leave four bits of the last character unused; they must be zero
        char last = good.charAt(85);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignatureValue(good.substring(0, 85) + (char) (last + 1)));
    }

    private static TestCard card(Algorithm algorithm) {
        return TestCard.of(new Id("00".repeat(16)), algorithm);
    }

    private static byte[] key(Algorithm algorithm) {
        return Base64Url.decode(card(algorithm).publicKey().point(), 65);
    }

    private static byte[] with(byte[] signature, int at, BigInteger value) {
        byte[] copy = signature.clone();
        byte[] bytes = value.toByteArray();
        Arrays.fill(copy, at, at + 32, (byte) 0);
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, copy, at + 32 - length, length);
        return copy;
    }
}
