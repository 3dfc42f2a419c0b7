package qingshan.proof.compact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void it_holds_what_a_map_of_the_jdk_holds() {
        Random random = new Random(20261121);
        Table table = new Table(2);
        Map<Fingerprint, Long> model = new HashMap<>();
        for (long i = 0; i < 100_000; i++) {
            Fingerprint key = Fingerprint.of(Integer.toString(random.nextInt(50_000)));
            boolean isNew = table.put(key, i, -i);
            assertThat(model.put(key, i) == null).isEqualTo(isNew);
        }
        for (int n = 0; n < 60_000; n++) {
            Fingerprint key = Fingerprint.of(Integer.toString(n));
            Long value = model.get(key);
            assertThat(table.has(key)).isEqualTo(value != null);
            assertThat(table.get(key)).isEqualTo(value == null ? null : new long[] {value, -value});
        }
    }

    @Test
    void without_numbers_it_is_a_set() {
        Table set = new Table(0);
        assertThat(set.put(Fingerprint.of("a"))).isTrue();
        assertThat(set.put(Fingerprint.of("a"))).isFalse();
        assertThat(set.has(Fingerprint.of("b"))).isFalse();
    }

    @Test
    void keys_that_begin_alike_and_keys_of_zeros_find_their_place() {
        Table table = new Table(1);
        for (long i = 0; i < 1_000; i++) {
            assertThat(table.put(new Fingerprint(-1, i << 6), i)).isTrue();
        }
        for (long i = 0; i < 1_000; i++) {
            assertThat(table.get(new Fingerprint(-1, i << 6))).containsExactly(i);
        }
    }
}
