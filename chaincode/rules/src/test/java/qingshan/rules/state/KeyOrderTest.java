package qingshan.rules.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeyOrderTest {
    private static final int[] EDGES = {
        0, 0x1f, 0x20, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfffd, 0xffff, 0x10000, 0x103ff, 0x10400, 0x10ffff
    };

    @Test
    void keys_are_in_the_order_of_their_utf_8_bytes() {
        long seed = 8;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            String a = key(random);
            String b = random.nextInt(4) == 0 ? a + key(random) : key(random);
            int expected = Integer.signum(Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));
            assertThat(Integer.signum(KeyOrder.BY_CODE_POINT.compare(a, b)))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(expected);
            assertThat(Integer.signum(KeyOrder.BY_CODE_POINT.compare(b, a))).isEqualTo(-expected);
        }
    }

    @Test
    void a_character_beyond_the_basic_plane_comes_after_all_within_it() {
        assertThat(KeyOrder.BY_CODE_POINT.compare("\uffee", "🍵")).isNegative();
        assertThat("\uffee".compareTo("🍵")).as("Java's own order").isPositive();
    }

    private static String key(SplittableRandom random) {
        StringBuilder key = new StringBuilder();
        for (int n = random.nextInt(5); n > 0; n--) {
            key.appendCodePoint(EDGES[random.nextInt(EDGES.length)]);
        }
        return key.toString();
    }
}
