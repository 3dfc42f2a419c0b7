package qingshan.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qingshan.rules.testing.Refused;
import qingshan.rules.value.Fen;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Salt;

class OpeningTest {
    private static final Salt SALT = new Salt("000102030405060708090a0b0c0d0e0f");

    /** Computed with {@code openssl dgst -sha256 -mac HMAC -macopt hexkey:…} over the canonical text. */
    @Test
    void a_commitment_is_hmac_sha_256_under_the_salt() {
        Opening opening = new Opening(new Fen(196_800), new Fen(16_000), SALT);
        assertThat(opening.commitment().value())
                .isEqualTo("5cc2bba386f0d1f018ddbb0e2313af3a66c02302e10cde0aa8a8206a698cc979");
    }

    @Test
    void a_commitment_changes_with_each_of_price_amount_and_salt() {
        Opening one = new Opening(new Fen(1), new Fen(2), SALT);
        assertThat(one.commitment())
                .isNotEqualTo(new Opening(new Fen(2), new Fen(2), SALT).commitment())
                .isNotEqualTo(new Opening(new Fen(1), new Fen(1), SALT).commitment())
                .isNotEqualTo(new Opening(new Fen(1), new Fen(2), new Salt("1".repeat(32))).commitment());
    }

    /** 1 g at 500 fen a kilogram is half a fen, which rounds up; one fen more or less is let pass. */
    @ParameterizedTest
    @CsvSource({
        "1, 500, 0, true",
        "1, 500, 2, true",
        "1, 500, 3, false",
        "1, 499, 1, true",
        "1, 499, 2, false",
        "12300, 16000, 196800, true",
        "12300, 16000, 196799, true",
        "12300, 16000, 196801, true",
        "12300, 16000, 196798, false",
        "12300, 16000, 196802, false",
        "9007199254740991, 9007199254740991, 0, false",
        "9007199254740991, 1000, 9007199254740991, true"
    })
    void an_amount_is_weight_times_price_to_the_fen(long grams, long price, long amount, boolean good) {
        Opening opening = new Opening(new Fen(amount), new Fen(price), SALT);
        if (good) {
            opening.checkAmount(new Grams(grams));
        } else {
            Refused.of(Code.AMOUNT_MISMATCH, "amountFen", () -> opening.checkAmount(new Grams(grams)));
        }
    }

    @Test
    void the_refusal_does_not_repeat_what_is_private() {
        Opening opening = new Opening(new Fen(123_456), new Fen(98_765), SALT);
        assertThat(Refused.by(Code.AMOUNT_MISMATCH, () -> opening.checkAmount(new Grams(1)))
                        .toString())
                .doesNotContain("123456", "98765");
    }
}
