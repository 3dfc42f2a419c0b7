package qingshan.rules.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures that others published: RFC 6979 A.2.5, RFC 7515 A.3, GM/T 0003.5 (the example on the recommended curve). */
class PublishedSignaturesTest {
    private static final String RFC_6979_KEY = "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"
            + "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299";
    private static final Published SAMPLE = new Published(
            Algorithm.ES256,
            RFC_6979_KEY,
            "sample",
            "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
                    + "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8");
    private static final Published TEST = new Published(
            Algorithm.ES256,
            RFC_6979_KEY,
            "test",
            "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367"
                    + "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083");
    private static final Published JWS = new Published(
            Algorithm.ES256,
            ofBase64Url("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU")
                    + ofBase64Url("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
            "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQog"
                    + "Imh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
            ofBase64Url("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"));
    private static final Published SM2 = new Published(
            Algorithm.SM2_SM3,
            "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
                    + "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13",
            "message digest",
            "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
                    + "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA");

    /** As published: x and y, the message, r and s. */
    record Published(Algorithm algorithm, String xy, String message, String rs) {
        byte[] key() {
            return HexFormat.of().parseHex("04" + xy);
        }

        byte[] bytes() {
            return message.getBytes(US_ASCII);
        }

        byte[] signature() {
            return HexFormat.of().parseHex(rs);
        }
    }

    static Stream<Published> published() {
        return List.of(SAMPLE, TEST, JWS, SM2).stream();
    }

    @ParameterizedTest
    @MethodSource("published")
    void a_published_signature_is_good(Published one) {
        SignatureVerifier verifier = one.algorithm().verifier();
        assertThat(verifier.isKey(one.key())).isTrue();
        assertThat(verifier.verify(one.key(), one.bytes(), one.signature())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("published")
    void a_published_signature_is_good_in_the_form_of_json(Published one) {
        PublicKey key = new PublicKey(one.algorithm(), Base64Url.encode(one.key()));
        assertThat(key.verifies(one.bytes(), new SignatureValue(Base64Url.encode(one.signature()))))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("published")
    void no_changed_byte_of_message_or_signature_is_good(Published one) {
        SignatureVerifier verifier = one.algorithm().verifier();
        for (int i = 0; i < one.bytes().length; i++) {
            assertThat(verifier.verify(one.key(), changed(one.bytes(), i), one.signature()))
                    .isFalse();
        }
        for (int i = 0; i < 64; i++) {
            assertThat(verifier.verify(one.key(), one.bytes(), changed(one.signature(), i)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void no_changed_key_is_on_the_curve(Published one) {
        SignatureVerifier verifier = one.algorithm().verifier();
        byte[] changed = changed(one.key(), 64);
        assertThat(verifier.isKey(changed)).isFalse();
        assertThat(verifier.verify(changed, one.bytes(), one.signature())).isFalse();
    }

    private static byte[] changed(byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        copy[at] ^= 1;
        return copy;
    }

    private static String ofBase64Url(String text) {
        return HexFormat.of().formatHex(Base64.getUrlDecoder().decode(text));
    }
}
