package qingshan.proof.compact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import qingshan.rules.state.KeyOrder;

/** The compact map beside one of the JDK's, over keys that begin alike, are prefixes of others, and come and go. */
class SortedTest {
    private static final List<String> PIECES =
            List.of("a", "b", "card/", "0001", "0002", "茶", "\u001f", "\uFFFD", "\uD83C\uDF75", "x".repeat(300));

    private final Sorted sorted = new Sorted();
    private final NavigableMap<String, String> model = new TreeMap<>(KeyOrder.BY_CODE_POINT);

    @Test
    void it_holds_what_a_map_of_the_jdk_holds() {
        Random random = new Random(20261121);
        for (int i = 0; i < 60_000; i++) {
            String key = key(random);
            // it grows, then is emptied again
            if (random.nextInt(40_000) > i / 2 + 8_000) {
                String value = "v".repeat(random.nextInt(4)) + i;
                sorted.put(key, value.getBytes(StandardCharsets.UTF_8));
                model.put(key, value);
            } else {
                String gone = random.nextBoolean() || model.isEmpty() ? key : model.firstKey();
                sorted.remove(gone);
                model.remove(gone);
            }
            String other = key(random);
            assertThat(text(sorted.get(other))).isEqualTo(model.get(other));
            assertThat(sorted.size()).isEqualTo(model.size());
            if (i % 500 == 0) {
                assertThat(all("", "", false)).isEqualTo(entries(model));
                ranges(key, other);
            }
        }
    }

    private void ranges(String one, String other) {
        boolean inOrder = KeyOrder.BY_CODE_POINT.compare(one, other) <= 0;
        String start = inOrder ? one : other;
        String end = inOrder ? other : one;
        assertThat(all(start, end, true)).isEqualTo(entries(model.subMap(start, true, end, true)));
        assertThat(all(start, end, false)).isEqualTo(entries(model.subMap(start, true, end, false)));
        assertThat(all(start, "", false)).isEqualTo(entries(model.tailMap(start, true)));
    }

    private List<String> all(String start, String end, boolean included) {
        List<String> all = new ArrayList<>();
        Sorted.Range range = sorted.range(start, end, included);
        while (range.next()) {
            all.add(range.key() + "=" + text(range.value()));
        }
        return all;
    }

    private static List<String> entries(NavigableMap<String, String> map) {
        return map.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static String key(Random random) {
        StringBuilder key = new StringBuilder(PIECES.get(random.nextInt(PIECES.size())));
        while (random.nextInt(4) > 0) {
            key.append(PIECES.get(random.nextInt(PIECES.size() - 1)));
        }
        return key.append(random.nextInt(30)).toString();
    }
}
