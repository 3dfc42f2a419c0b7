package qingshan.rules.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.rules.testing.CountingState;

/** Overlays over a read cache, against a plain map that is copied for each child. */
class OverlayTest {
    private static final String[] ALPHABET = {"a", "b", "茶", "\uffee", "🍵", "\u001f", " "};

    /** What the overlay must show: the bytes of the keys give the order. */
    private static final class Model extends TreeMap<byte[], String> {
        private static final long serialVersionUID = 1L;

        Model() {
            super(Arrays::compareUnsigned);
        }

        Model copy() {
            Model copy = new Model();
            copy.putAll(this);
            return copy;
        }
    }

    private record Level(State state, Model model) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void reads_see_all_writes_and_nothing_is_asked_twice(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 60; round++) {
            Model model = new Model();
            CountingState ledger = new CountingState();
            for (int i = random.nextInt(30); i > 0; i--) {
                String key = key(random);
                ledger.put(key, key.getBytes(UTF_8));
                model.put(key.getBytes(UTF_8), key);
            }
            State below = new NothingTwice(ledger);
            ReadCache reads = new ReadCache(below);
            Overlay overlay = new Overlay(reads);
            Deque<Level> levels = new ArrayDeque<>();
            levels.push(new Level(overlay, model));
            for (int i = 0; i < 120; i++) {
                step(random, levels, reads);
            }
            while (levels.size() > 1) {
                close(levels, random.nextBoolean());
            }
            overlay.writeTo(below);
            assertThat(contents(ledger)).as("seed %d, round %d", seed, round).isEqualTo(contents(levels.getFirst()));
        }
    }

    private static void step(SplittableRandom random, Deque<Level> levels, ReadCache reads) {
        Level top = levels.getFirst();
        String key = key(random);
        byte[] bytes = key.getBytes(UTF_8);
        String value = "v" + random.nextInt(1_000);
        boolean there = top.model().containsKey(bytes);
        switch (random.nextInt(10)) {
            case 0, 1 ->
                assertThat(text(top.state().get(key))).isEqualTo(top.model().get(bytes));
            case 2, 3, 4 -> range(random, top);
            case 5 -> reads.warm(key, key + " ", 1 + random.nextInt(4));
            case 6 -> {
                if (there) {
                    top.state().put(key, value.getBytes(UTF_8));
                } else {
                    top.state().create(key, value.getBytes(UTF_8));
                }
                top.model().put(bytes, value);
            }
            case 7 -> {
                if (there) {
                    top.state().delete(key);
                    top.model().remove(bytes);
                }
            }
            case 8 -> {
                if (levels.size() < 4) {
                    levels.push(new Level(new Overlay(top.state()), top.model().copy()));
                }
            }
            default -> {
                if (levels.size() > 1) {
                    close(levels, random.nextBoolean());
                }
            }
        }
    }

    /** A child is written into its parent, or dropped with all it did. */
    private static void close(Deque<Level> levels, boolean keep) {
        Level child = levels.pop();
        if (keep) {
            Level parent = levels.pop();
            ((Overlay) child.state()).writeTo(parent.state());
            levels.push(new Level(parent.state(), child.model()));
        }
    }

    private static void range(SplittableRandom random, Level top) {
        String one = key(random);
        String other = key(random);
        boolean inOrder = KeyOrder.BY_CODE_POINT.compare(one, other) < 0;
        String from = inOrder ? one : other;
        String to = inOrder ? other : one;
        int most = 1 + random.nextInt(6);
        List<String> seen = new ArrayList<>();
        top.state().range(from, to, (key, value) -> {
            seen.add(key + "=" + text(value));
            return seen.size() < most;
        });
        List<String> expected = top.model().subMap(from.getBytes(UTF_8), to.getBytes(UTF_8)).entrySet().stream()
                .limit(most)
                .map(entry -> new String(entry.getKey(), UTF_8) + "=" + entry.getValue())
                .toList();
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void a_key_that_was_made_and_removed_again_is_not_written() {
        CountingState ledger = new CountingState();
        Overlay overlay = new Overlay(new ReadCache(ledger));
        Overlay entry = new Overlay(overlay);
        entry.create("a", new byte[] {1});
        entry.writeTo(overlay);
        Overlay next = new Overlay(overlay);
        next.delete("a");
        next.writeTo(overlay);
        overlay.writeTo(ledger);
        assertThat(ledger.calls().total()).isZero();
    }

    @Test
    void a_collection_is_apart_from_the_state_and_from_other_collections() {
        CountingState ledger = new CountingState();
        ledger.collection("one").put("a", new byte[] {1});
        Overlay overlay = new Overlay(new ReadCache(ledger));
        overlay.collection("two").put("a", new byte[] {2});
        assertThat(overlay.get("a")).isNull();
        assertThat(overlay.collection("one").get("a")).containsExactly(1);
        assertThat(overlay.collection("two").get("a")).containsExactly(2);
        overlay.writeTo(ledger);
        assertThat(ledger.collection("two").get("a")).containsExactly(2);
        assertThat(ledger.get("a")).isNull();
    }

    private static Map<String, String> contents(CountingState ledger) {
        return new TreeMap<>(ledger.contents());
    }

    private static Map<String, String> contents(Level level) {
        Map<String, String> contents = new TreeMap<>();
        level.model().forEach((key, value) -> contents.put(new String(key, UTF_8), value));
        return contents;
    }

    private static String key(SplittableRandom random) {
        StringBuilder key = new StringBuilder();
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            key.append(ALPHABET[random.nextInt(ALPHABET.length)]);
        }
        return key.toString();
    }

    private static @Nullable String text(byte @Nullable [] value) {
        return value == null ? null : new String(value, UTF_8);
    }
}
