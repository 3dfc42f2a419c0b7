package qingshan.rules.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import qingshan.rules.Bounds;
import qingshan.rules.Code;
import qingshan.rules.testing.Refused;
import qingshan.rules.testing.World;

class NumbersTest {
    private static final long MAX = Bounds.INTEGER_MAX;

    @Test
    void grams_are_from_nothing_to_the_largest_integer_of_json() {
        assertThat(new Grams(MAX).value()).isEqualTo(9_007_199_254_740_991L);
        assertThat(Grams.ZERO.isZero()).isTrue();
        for (long bad : new long[] {-1, MAX + 1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Grams(bad));
        }
    }

    @Test
    void a_sum_of_grams_beyond_the_bound_is_a_typed_refusal() {
        assertThat(new Grams(MAX - 1).plus(new Grams(1))).isEqualTo(new Grams(MAX));
        Refused.by(Code.TOO_LARGE, () -> new Grams(MAX).plus(new Grams(1)));
        Refused.by(Code.TOO_LARGE, () -> new Grams(MAX).plus(new Grams(MAX)));
    }

    @Test
    void grams_below_nothing_cannot_be_made() {
        assertThat(new Grams(5).minus(new Grams(5))).isEqualTo(Grams.ZERO);
        assertThatIllegalArgumentException().isThrownBy(() -> new Grams(5).minus(new Grams(6)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Grams.ZERO.positive("grams"))
                .withMessage("is zero");
        assertThat(new Grams(1).positive("grams")).isEqualTo(new Grams(1));
    }

    @Test
    void money_is_never_negative() {
        assertThat(new Fen(0)).isLessThan(new Fen(1));
        assertThat(new Fen(MAX).value()).isEqualTo(MAX);
        assertThatIllegalArgumentException().isThrownBy(() -> new Fen(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Fen(MAX + 1));
    }

    @Test
    void an_area_is_at_least_a_thousandth_of_a_mu() {
        assertThat(new Area(1)).isLessThan(new Area(2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Area(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Area(MAX + 1));
    }

    @Test
    void basis_points_end_at_a_hundred_per_cent() {
        assertThat(new BasisPoints(0)).isLessThan(new BasisPoints(10_000));
        assertThatIllegalArgumentException().isThrownBy(() -> new BasisPoints(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BasisPoints(10_001));
    }

    @Test
    void a_counter_counts_from_one() {
        Id card = World.id("card");
        assertThat(new Counter(card, 16, Bounds.COUNTER_MAX).n()).isEqualTo(999_999_999_999L);
        for (long bad : List.of(0L, -1L, Bounds.COUNTER_MAX + 1)) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Counter(card, 1, bad));
        }
        for (int bad : List.of(0, -1, Bounds.KEYS_MAX + 1)) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Counter(card, bad, 1));
        }
    }

    @Test
    void the_weaker_witness_of_two_stays_with_the_grams() {
        assertThat(Witness.SIGNED.and(Witness.SIGNED)).isEqualTo(Witness.SIGNED);
        assertThat(Witness.SIGNED.and(Witness.MARKET)).isEqualTo(Witness.MARKET);
        assertThat(Witness.MARKET.and(Witness.SIGNED)).isEqualTo(Witness.MARKET);
    }
}
