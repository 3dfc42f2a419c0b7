package qingshan.rules.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final int CHINA = 480;

    @Test
    void a_time_has_milliseconds_also_when_they_are_zero() {
        LedgerTime time = LedgerTime.ofEpochMilli(1_772_662_028_000L);
        assertThat(time.value()).isEqualTo("2026-03-04T22:07:08.000Z");
        assertThat(time.epochMilli()).isEqualTo(1_772_662_028_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-03-04T22:07:08Z",
                "2026-03-04T22:07:08.00Z",
                "2026-03-04T22:07:08.0000Z",
                "2026-03-04t22:07:08.000z",
                "2026-03-04 22:07:08.000Z",
                "2026-03-04T22:07:08.000+",
                "2026-02-29T22:07:08.000Z",
                "2026-03-04T24:00:00.000Z",
                "2026-03-04T23:59:60.000Z",
                "1969-12-31T23:59:59.999Z",
                "9999-01-01T00:00:00.000Z",
                "-026-03-04T22:07:08.000Z",
                "+2026-03-04T22:07:08.00Z"
            })
    void another_form_of_time_is_refused(String bad) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LedgerTime(bad));
    }

    @Test
    void times_are_from_1970_to_9998() {
        LedgerTime first = LedgerTime.ofEpochMilli(0);
        LedgerTime last = new LedgerTime("9998-12-31T23:59:59.999Z");
        assertThat(first.value()).isEqualTo("1970-01-01T00:00:00.000Z");
        assertThat(last).isGreaterThan(first);
        assertThat(last.day(18 * 60).value()).isEqualTo("9999-01-01");
        assertThat(first.day(-18 * 60).value()).isEqualTo("1969-12-31");
        assertThatIllegalArgumentException().isThrownBy(() -> LedgerTime.ofEpochMilli(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> LedgerTime.ofEpochMilli(last.epochMilli() + 1));
    }

    @Test
    void the_order_of_the_texts_is_the_order_in_time() {
        long seed = 5;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1_000; i++) {
            long a = random.nextLong(253_370_764_800_000L);
            long b = random.nextBoolean() ? random.nextLong(253_370_764_800_000L) : a + random.nextInt(2_000);
            LedgerTime one = LedgerTime.ofEpochMilli(a);
            LedgerTime other = LedgerTime.ofEpochMilli(b);
            assertThat(Integer.signum(one.compareTo(other))).as("seed %d", seed).isEqualTo(Long.compare(a, b));
            assertThat(Instant.parse(one.value()).toEpochMilli()).isEqualTo(a);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-04T15:59:59.999Z, 2026-03-04",
        "2026-03-04T16:00:00.000Z, 2026-03-05",
        "2024-02-28T16:00:00.000Z, 2024-02-29",
        "2026-12-31T16:00:00.000Z, 2027-01-01"
    })
    void a_day_begins_at_midnight_of_the_place(String time, String day) {
        assertThat(new LedgerTime(time).day(CHINA).value()).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-3-5",
                "20260305",
                "2026-02-29",
                "2026-13-01",
                "1899-12-31",
                "+10000-01-01",
                "2026-03-05Z",
                "-2026-03-05",
                "２０２６-03-05"
            })
    void another_form_of_day_is_refused(String bad) {
        assertThat(new Day("1900-01-01")).isLessThan(new Day("9999-12-31"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Day(bad));
    }
}
