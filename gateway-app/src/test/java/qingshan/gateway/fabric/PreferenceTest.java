package qingshan.gateway.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreferenceTest {
    @Test
    void those_that_are_passed_over_come_last_else_all_are_as_they_were() {
        assertThat(Preference.order(List.of("a", "b", "c", "d"), Set.of("a", "c")::contains))
                .containsExactly("b", "d", "a", "c");
    }

    @Test
    void none_is_left_out_or_doubled_though_it_changes_meanwhile() {
        Set<Integer> asked = new HashSet<>();
        List<Integer> all = IntStream.range(0, 100).boxed().toList();
        assertThat(Preference.order(all, asked::add))
                .as("passed over when it is asked first, and not from then on")
                .containsExactlyElementsOf(all);
        assertThat(Preference.order(all, one -> Math.floorMod(System.nanoTime(), 2) == 0))
                .containsExactlyInAnyOrderElementsOf(all);
    }
}
