package qingshan.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.INSPECTOR;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.origin.OpeningStock;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.party.Witnesses;
import qingshan.rules.testing.Refused;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.World;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** Serials of a run of 100 packs: issued in order, never more than packs, each void or dispatched once. */
class SerialsTest {
    private static final LedgerTime AT = new LedgerTime("2026-03-06T03:00:00.000Z");
    private static final Witnesses MARKET = new Witnesses(Story.MARKET, null, List.of());
    private static final int PACKS = 100;

    private final World world = Story.prepared();
    private RecordName run = new RecordName("command/00000000-0000-4000-8000-000000000000");
    private int commands;

    private CommandId next() {
        return World.commandId("serials " + ++commands);
    }

    @BeforeEach
    void pack() {
        Text grade = new Text("一级");
        OpeningStock stock = new OpeningStock(
                Story.SEASON, Story.FACTORY, Story.MADE, grade, new Grams(30_000), new Note("库存"), AT, MARKET);
        RecordName lot = record(new OriginCommand.RecordOpeningStock(next(), stock, List.of()));
        Packing packing =
                new Packing(Story.SEASON, Story.FACTORY, lot, "6901234567892", new Grams(250), PACKS, null, AT, MARKET);
        run = record(new PackCommand.RecordPacking(next(), packing, List.of()));
    }

    private RecordName record(qingshan.rules.Command command) {
        return new RecordName(String.valueOf(world.put(CLERK, command).answer().text("record")));
    }

    private void issue(long first, long count) {
        Serials serials = new Serials(run, first, count, Digest.of("a root"), AT, MARKET);
        world.put(CLERK, new PackCommand.IssueSerials(next(), serials, List.of()));
    }

    private void makeVoid(Stretch... stretches) {
        Voiding voiding = new Voiding(run, List.of(stretches), new Note("打坏"), AT, MARKET);
        world.put(CLERK, new PackCommand.VoidSerials(next(), voiding, List.of()));
    }

    private void dispatch(Stretch... stretches) {
        Dispatch dispatch = new Dispatch(run, List.of(stretches), AT, MARKET);
        world.put(CLERK, new PackCommand.DispatchPacks(next(), dispatch, List.of()));
    }

    @Test
    void chunks_follow_one_another_and_end_with_the_packs() {
        issue(1, 60);
        Refused.of(Code.OUT_OF_ORDER, "serials.first", () -> issue(1, 10));
        Refused.of(Code.OUT_OF_ORDER, "serials.first", () -> issue(62, 10));
        Refused.of(Code.TOO_MANY_SERIALS, "serials.count", () -> issue(61, 41));
        issue(61, 40);
        Refused.of(Code.TOO_MANY_SERIALS, "serials.count", () -> issue(101, 1));
    }

    @Test
    void a_void_serial_makes_room_for_one() {
        issue(1, PACKS);
        makeVoid(new Stretch(10, 12), new Stretch(50, 50));
        Refused.of(Code.TOO_MANY_SERIALS, "serials.count", () -> issue(101, 5));
        issue(101, 4);
        dispatch(new Stretch(1, 9), new Stretch(13, 49), new Stretch(51, 104));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9-9", "12-12", "1-100", "10-11", "8-10", "12-14"})
    void what_is_void_or_gone_stays_so(String touched) {
        issue(1, PACKS);
        makeVoid(new Stretch(10, 12));
        dispatch(new Stretch(9, 9));
        String[] ends = touched.split("-", 2);
        Stretch stretch = new Stretch(Long.parseLong(ends[0]), Long.parseLong(ends[1]));
        Refused.of(Code.SERIALS_TAKEN, "dispatch.stretches", () -> dispatch(stretch));
        Refused.of(Code.SERIALS_TAKEN, "voiding.stretches", () -> makeVoid(stretch));
    }

    @Test
    void what_was_not_issued_is_neither_void_nor_gone() {
        issue(1, 10);
        Refused.of(Code.UNKNOWN_SERIALS, "voiding.stretches", () -> makeVoid(new Stretch(11, 11)));
        Refused.of(Code.UNKNOWN_SERIALS, "dispatch.stretches", () -> dispatch(new Stretch(1, 11)));
    }

    @Test
    void nothing_leaves_of_a_recalled_run() {
        issue(1, 10);
        OriginCommand.RecallNotice notice =
                new OriginCommand.RecallNotice(run, new Note("破损"), new Note("退回"), AT, null);
        world.put(INSPECTOR, new OriginCommand.Recall(next(), notice, null));
        Refused.of(Code.RECALLED, "dispatch.run", () -> dispatch(new Stretch(1, 1)));
        Refused.of(Code.RECALLED, "serials.run", () -> issue(11, 1));
        makeVoid(new Stretch(1, 1));
    }

    @Test
    void a_lot_has_no_serials() {
        run = new RecordName("command/" + World.commandId("serials 1"));
        Refused.of(Code.UNKNOWN_RECORD, "serials.run", () -> issue(1, 1));
    }

    /** Against a list of what became of each serial. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void random_stretches_come_to_what_a_plain_list_says(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> fates = new ArrayList<>();
        TreeMap<Code, Integer> seen = new TreeMap<>();
        for (int i = 0; i < 120; i++) {
            long first = random.nextLong(1, 110);
            Stretch stretch = new Stretch(first, first + random.nextLong(0, 6));
            String fate = random.nextInt(3) == 0 ? "new" : random.nextInt(3) == 0 ? "void" : "gone";
            Code expected = expected(fates, fate, stretch);
            try {
                switch (fate) {
                    case "new" -> issue(fates.size() + 1L, stretch.count());
                    case "void" -> makeVoid(stretch);
                    default -> dispatch(stretch);
                }
                assertThat(expected).as("step %s", i).isNull();
                apply(fates, fate, stretch);
            } catch (Refusal refusal) {
                assertThat(refusal.code()).as("step %s", i).isEqualTo(expected);
                seen.merge(refusal.code(), 1, Integer::sum);
            }
        }
        assertThat(seen).containsKeys(Code.SERIALS_TAKEN, Code.UNKNOWN_SERIALS);
    }

    private static @Nullable Code expected(List<String> fates, String fate, Stretch stretch) {
        if (fate.equals("new")) {
            long live = fates.stream().filter(f -> !f.equals("void")).count();
            return live + stretch.count() > PACKS ? Code.TOO_MANY_SERIALS : null;
        }
        if (stretch.last() > fates.size()) {
            return Code.UNKNOWN_SERIALS;
        }
        boolean free = fates.subList((int) stretch.first() - 1, (int) stretch.last()).stream()
                .allMatch(f -> f.equals("new"));
        return free ? null : Code.SERIALS_TAKEN;
    }

    private static void apply(List<String> fates, String fate, Stretch stretch) {
        for (long i = stretch.first(); i <= stretch.last(); i++) {
            if (fate.equals("new")) {
                fates.add("new");
            } else {
                fates.set((int) i - 1, fate);
            }
        }
    }
}
