package qingshan.rules.lot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.Records;
import qingshan.rules.state.KeyOrder;
import qingshan.rules.state.Keys;
import qingshan.rules.testing.CountingState;
import qingshan.rules.testing.World;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;
import qingshan.rules.value.Witness;

/** Taking oldest first, against a list that is sorted and walked through. */
class HoldingsTest {
    private static final Name SEASON = new Name("2026-spring");
    private static final Shelf SHELF = new Shelf(World.id("card"), SEASON, new Text("干茶"), new Text("一级"));
    private static final int LOTS = 12;
    private static final Comparator<Line> OLDEST_FIRST = Comparator.comparing((Line line) -> line.receipt.at())
            .thenComparingInt(line -> line.receipt.rank())
            .thenComparing(line -> line.receipt.record().value(), KeyOrder.BY_CODE_POINT)
            .thenComparingInt(line -> line.receipt.index());

    /** A receipt as the list has it. */
    private static final class Line {
        final Receipt receipt;
        final RecordName lot;
        long grams;

        Line(Receipt receipt, RecordName lot, long grams) {
            this.receipt = receipt;
            this.lot = lot;
            this.grams = grams;
        }
    }

    private final CountingState state = new CountingState();
    private final List<Line> lines = new ArrayList<>();
    private final Set<RecordName> frozen = new TreeSet<>();
    private final Set<RecordName> recalled = new TreeSet<>();
    private int records;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whoever_takes_takes_the_oldest_received_first(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 250; i++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> give(random);
                case 3, 4 -> take(random, null);
                case 5, 6 -> take(random, lot(random));
                default -> hold(random);
            }
        }
        assertThat(shown())
                .as("seed %d", seed)
                .isEqualTo(lines.stream().map(HoldingsTest::shown).toList());
    }

    private void give(SplittableRandom random) {
        int count = random.nextInt(10) == 0 ? 230 : 1 + random.nextInt(4);
        RecordName record = RecordName.row(
                World.id("market"), SEASON, "slips", new Text("LS" + random.nextInt(1_000) + "🍵" + records++));
        Receipt first = new Receipt(time(random), 1 + random.nextInt(2), record, 0);
        List<Holding.Part> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RecordName lot = lot(random);
            Grams grams = new Grams(1 + random.nextInt(1_000));
            parts.add(new Holding.Part(i, lot, grams, Witness.MARKET));
            lines.add(new Line(first.at(i), lot, grams.value()));
        }
        Holdings.give(state, SHELF, first, parts);
        lines.sort(OLDEST_FIRST);
    }

    private void take(SplittableRandom random, @Nullable RecordName lot) {
        LedgerTime upTo = time(random);
        Grams grams = new Grams(1 + random.nextInt(lot == null ? 5_000 : 1_500));
        Predicate<Line> wanted = line ->
                (lot == null || line.lot.equals(lot)) && line.receipt.at().compareTo(upTo) <= 0;
        List<String> expected = new ArrayList<>();
        long left = grams.value();
        for (Line line : lines) {
            if (wanted.test(line) && free(line) && left > 0) {
                long taken = Math.min(left, line.grams);
                expected.add(line.lot + " " + taken + " " + line.receipt);
                left -= taken;
            }
        }
        try {
            List<Move> moves = lot == null
                    ? Holdings.take(state, SHELF, grams, upTo)
                    : Holdings.takeLot(state, SHELF, lot, grams, upTo);
            assertThat(moves.stream().map(m -> m.lot() + " " + m.grams().value() + " " + m.receipt()))
                    .isEqualTo(expected);
            assertThat(left).isZero();
            moves.forEach(this::taken);
            if (random.nextInt(4) == 0) {
                putBack(moves);
            }
        } catch (Refusal no) {
            refused(no, grams, wanted, lot);
        }
    }

    private void taken(Move move) {
        Line line = lines.stream()
                .filter(l -> l.receipt.equals(move.receipt()))
                .findFirst()
                .orElseThrow();
        line.grams -= move.grams().value();
        lines.removeIf(l -> l.grams == 0);
    }

    private void putBack(List<Move> moves) {
        for (Move move : moves) {
            Holdings.putBack(state, SHELF, move);
            Line there = lines.stream()
                    .filter(l -> l.receipt.equals(move.receipt()))
                    .findFirst()
                    .orElse(null);
            if (there != null) {
                there.grams += move.grams().value();
            } else {
                lines.add(new Line(move.receipt(), move.lot(), move.grams().value()));
            }
        }
        lines.sort(OLDEST_FIRST);
    }

    private void refused(Refusal no, Grams asked, Predicate<Line> wanted, @Nullable RecordName lot) {
        long held = sum(wanted.and(this::free));
        long inFreezes = sum(wanted.and(line -> frozen.contains(line.lot) && !recalled.contains(line.lot)));
        long inRecalls = sum(wanted.and(line -> recalled.contains(line.lot)));
        Code shortage = lot == null ? Code.OVERSOLD : Code.OVERPACKED;
        Code code = held + inFreezes >= asked.value()
                ? Code.FROZEN
                : held + inFreezes + inRecalls >= asked.value() ? Code.RECALLED : shortage;
        assertThat(no.code()).isEqualTo(code);
        assertThat(no.detail().get("heldGrams")).isEqualTo(new JsonInteger(held));
        assertThat(no.detail().get("askedGrams")).isEqualTo(new JsonInteger(asked.value()));
        assertThat(no.detail().get("frozenGrams")).isEqualTo(inFreezes == 0 ? null : new JsonInteger(inFreezes));
        assertThat(no.detail().get("recalledGrams")).isEqualTo(inRecalls == 0 ? null : new JsonInteger(inRecalls));
        assertThat(held).isLessThan(asked.value());
    }

    private void hold(SplittableRandom random) {
        RecordName lot = lot(random);
        String freeze = Keys.freeze(lot, World.commandId("inspection"));
        if (random.nextInt(6) == 0) {
            state.put(Keys.recall(lot), new byte[] {'{', '}'});
            recalled.add(lot);
        } else if (frozen.remove(lot)) {
            state.delete(freeze);
        } else if (frozen.size() < 3) {
            state.put(freeze, new byte[] {'{', '}'});
            frozen.add(lot);
        }
    }

    private boolean free(Line line) {
        return !frozen.contains(line.lot) && !recalled.contains(line.lot);
    }

    private long sum(Predicate<Line> which) {
        return lines.stream().filter(which).mapToLong(line -> line.grams).sum();
    }

    private List<String> shown() {
        List<String> found = new ArrayList<>();
        state.range(SHELF.from(), SHELF.upTo(new LedgerTime("9998-12-31T23:59:59.999Z")), (key, value) -> {
            Receipt first = Receipt.firstUnder(key);
            Records.read(value, Holding.class)
                    .parts()
                    .forEach(part -> found.add(part.lot() + " " + part.grams().value() + " " + first.at(part.index())));
            return true;
        });
        return found;
    }

    private static String shown(Line line) {
        return line.lot + " " + line.grams + " " + line.receipt;
    }

    private static RecordName lot(SplittableRandom random) {
        return RecordName.command(World.commandId("lot " + random.nextInt(LOTS)));
    }

    private static LedgerTime time(SplittableRandom random) {
        return LedgerTime.ofEpochMilli(1_772_661_600_000L + random.nextInt(20));
    }

    @Test
    void a_shelf_of_many_lots_is_read_and_written_in_few_calls() {
        RecordName record = RecordName.command(World.commandId("record"));
        List<Holding.Part> parts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            parts.add(new Holding.Part(
                    i, RecordName.command(World.commandId("lot " + i)), new Grams(10), Witness.SIGNED));
        }
        LedgerTime at = LedgerTime.ofEpochMilli(0);
        Holdings.give(state, SHELF, new Receipt(at, 1, record, 0), parts);
        assertThat(state.calls().puts()).isEqualTo(2);
    }
}
