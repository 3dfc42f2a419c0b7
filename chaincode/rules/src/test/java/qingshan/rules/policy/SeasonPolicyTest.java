package qingshan.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qingshan.rules.Bounds;
import qingshan.rules.Code;
import qingshan.rules.testing.Refused;
import qingshan.rules.value.Area;
import qingshan.rules.value.Day;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Text;

class SeasonPolicyTest {
    private static SeasonPolicy policy(long yield, long min, long max) {
        return new SeasonPolicy(
                new Day("2026-03-01"),
                new Day("2026-05-31"),
                480,
                new Text("茶青"),
                new Text("干茶"),
                new Grams(yield),
                min,
                max,
                List.of(),
                List.of(),
                null);
    }

    /** Thousandths of a mu of several plots: each alone would round down, their sum does so once. */
    @ParameterizedTest
    @CsvSource({"1, 180000, 180", "1, 999, 0", "1000, 999, 999", "1001, 999, 999", "2000, 180000, 360000"})
    void a_yield_is_rounded_down_to_the_gram(long area, long yield, long grams) {
        assertThat(policy(yield, 1, 1).yieldOf(List.of(new Area(area)))).isEqualTo(new Grams(grams));
    }

    @Test
    void a_yield_is_rounded_once_for_all_plots_together() {
        List<Area> halves = List.of(new Area(1), new Area(1));
        assertThat(policy(1_500, 1, 1).yieldOf(halves)).isEqualTo(new Grams(3));
        assertThat(policy(500, 1, 1).yieldOf(halves)).isEqualTo(new Grams(1));
        assertThat(policy(500, 1, 1).yieldOf(List.of(new Area(1)))).isEqualTo(Grams.ZERO);
    }

    @Test
    void a_yield_is_exact_to_the_bound_and_refused_beyond_it() {
        SeasonPolicy one = policy(1_000, 1, 1);
        assertThat(one.yieldOf(List.of(new Area(Bounds.INTEGER_MAX)))).isEqualTo(new Grams(Bounds.INTEGER_MAX));
        Refused.of(Code.TOO_LARGE, "plots", () -> one.yieldOf(List.of(new Area(Bounds.INTEGER_MAX), new Area(1))));
        Refused.of(
                Code.TOO_LARGE,
                "plots",
                () -> policy(Bounds.INTEGER_MAX, 1, 1).yieldOf(List.of(new Area(Bounds.INTEGER_MAX))));
    }

    @Test
    void yields_are_those_of_decimal_arithmetic() {
        long seed = 17;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            long yield = random.nextLong(1, 1_000_000);
            List<Area> areas = new ArrayList<>();
            BigDecimal mu = BigDecimal.ZERO;
            for (int n = 1 + random.nextInt(5); n > 0; n--) {
                long area = random.nextLong(1, 100_000);
                areas.add(new Area(area));
                mu = mu.add(BigDecimal.valueOf(area, 3));
            }
            long expected = mu.multiply(BigDecimal.valueOf(yield))
                    .setScale(0, RoundingMode.DOWN)
                    .longValueExact();
            assertThat(policy(yield, 1, 1).yieldOf(areas)).as("seed %d", seed).isEqualTo(new Grams(expected));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4000, 1000, true",
        "5200, 1000, true",
        "3999, 1000, false",
        "5201, 1000, false",
        "13, 3, true",
        "4, 1, true",
        "5, 1, true",
        "26, 5, true",
        "27, 5, false"
    })
    void both_ends_of_the_conversion_band_are_in_to_the_gram(long leaf, long made, boolean good) {
        SeasonPolicy policy = policy(1, 4_000_000, 5_200_000);
        if (good) {
            policy.checkConversion(new Grams(leaf), new Grams(made));
        } else {
            Refused.by(Code.CONVERSION_OUT_OF_BAND, () -> policy.checkConversion(new Grams(leaf), new Grams(made)));
        }
    }

    @Test
    void a_band_of_one_ratio_and_of_huge_numbers_is_exact() {
        SeasonPolicy third = policy(1, 333_333, 333_334);
        third.checkConversion(new Grams(1_000_000), new Grams(3_000_000));
        third.checkConversion(new Grams(333_333), new Grams(1_000_000));
        Refused.by(Code.CONVERSION_OUT_OF_BAND, () -> third.checkConversion(new Grams(333_332), new Grams(1_000_000)));
        SeasonPolicy same = policy(1, 1_000_000, 1_000_000);
        same.checkConversion(new Grams(Bounds.INTEGER_MAX), new Grams(Bounds.INTEGER_MAX));
        Refused.by(
                Code.CONVERSION_OUT_OF_BAND,
                () -> same.checkConversion(new Grams(Bounds.INTEGER_MAX), new Grams(Bounds.INTEGER_MAX - 1)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-28T15:59:59.999Z, false",
        "2026-02-28T16:00:00.000Z, true",
        "2026-05-31T15:59:59.999Z, true",
        "2026-05-31T16:00:00.000Z, false"
    })
    void the_first_and_the_last_day_of_the_place_are_in(String time, boolean good) {
        SeasonPolicy policy = policy(1, 1, 1);
        if (good) {
            policy.checkWithin(new LedgerTime(time));
        } else {
            Refused.of(Code.OUT_OF_SEASON, "occurredAt", () -> policy.checkWithin(new LedgerTime(time)));
        }
    }

    @Test
    void dates_and_bands_the_wrong_way_round_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> policy(1, 2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> policy(1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> policy(1, -1, 1));
    }
}
