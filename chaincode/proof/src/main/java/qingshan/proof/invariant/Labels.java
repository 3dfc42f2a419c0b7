package qingshan.proof.invariant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.proof.offence.Kind;
import qingshan.rules.lot.LotEvent;
import qingshan.rules.lot.Recording;
import qingshan.rules.pack.Dispatch;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Serials;
import qingshan.rules.pack.Stretch;
import qingshan.rules.pack.Voiding;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Digest;
import qingshan.rules.value.RecordName;

/** The serials of packing runs: issued without gaps, never more than packs, each void or on a pack that left, once. */
final class Labels {
    /** What became of a serial. */
    enum Fate {
        VOID,
        DISPATCHED
    }

    /** How far a run's serials are, as the ledger keeps it. */
    record Counts(long issued, long voided, long dispatched) {}

    /** A chunk of serials, as the ledger keeps it. */
    record Chunk(long count, Digest root, RecordName record) {}

    /** A stretch of one fate, as the ledger keeps it. */
    record Fated(long first, Fate fate, RecordName record) {}

    private static final class Run {
        @Nullable
        Counts counts;

        /** From the first index of each stretch that is void or gone to its last. */
        final TreeMap<Long, Long> taken = new TreeMap<>();
    }

    private final Registers registers;
    private final RecordBook records;
    private final Makings makings;
    private final Holds holds;
    private final Map<RecordName, Run> runs = new HashMap<>();

    Labels(Registers registers, RecordBook records, Makings makings, Holds holds) {
        this.registers = registers;
        this.records = records;
        this.makings = makings;
        this.holds = holds;
    }

    void issue(Transit transit, Act act, PackCommand.IssueSerials c) {
        if (records.isRepeated(act, c)) {
            return;
        }
        Serials serials = c.serials();
        Makings.Packed packed = makings.run(transit, serials.run());
        LotEvent.Recorded recorded = next(transit, act, c, packed);
        Run run = runs.computeIfAbsent(serials.run(), name -> new Run());
        Counts old = run.counts == null ? new Counts(0, 0, 0) : run.counts;
        transit.must(serials.first() == old.issued() + 1, Kind.SERIALS, serials.run(), "a chunk is out of order");
        transit.must(!holds.isRecalled(serials.run()), Kind.HELD_BACK, serials.run(), "the run is recalled");
        long issued = old.issued() + serials.count();
        transit.must(
                issued - old.voided() <= packed.packs(),
                Kind.SERIALS,
                serials.run(),
                issued - old.voided() + " serials for " + packed.packs() + " packs");
        transit.expected()
                .create(
                        Keys.chunk(serials.run(), serials.first()),
                        new Chunk(serials.count(), serials.root(), recorded.name()));
        put(transit, serials.run(), run, new Counts(issued, old.voided(), old.dispatched()));
    }

    void makeVoid(Transit transit, Act act, PackCommand.VoidSerials c) {
        if (records.isRepeated(act, c)) {
            return;
        }
        Voiding voiding = c.voiding();
        LotEvent.Recorded recorded = next(transit, act, c, makings.run(transit, voiding.run()));
        seal(transit, voiding.run(), voiding.stretches(), Fate.VOID, recorded.name());
    }

    void dispatch(Transit transit, Act act, PackCommand.DispatchPacks c) {
        if (records.isRepeated(act, c)) {
            return;
        }
        Dispatch dispatch = c.dispatch();
        LotEvent.Recorded recorded = next(transit, act, c, makings.run(transit, dispatch.run()));
        holds.mustBeFree(transit, dispatch.run());
        seal(transit, dispatch.run(), dispatch.stretches(), Fate.DISPATCHED, recorded.name());
    }

    private LotEvent.Recorded next(Transit transit, Act act, Recording recording, Makings.Packed packed) {
        return Words.nothingMoves(
                transit,
                records.next(
                        transit,
                        act,
                        recording,
                        List.of(registers.current(transit, packed.maker().card()))));
    }

    private void seal(Transit transit, RecordName name, List<Stretch> stretches, Fate fate, RecordName record) {
        Run run = runs.computeIfAbsent(name, r -> new Run());
        Counts old = run.counts == null ? new Counts(0, 0, 0) : run.counts;
        long count = 0;
        for (Stretch stretch : stretches) {
            transit.must(stretch.last() <= old.issued(), Kind.SERIALS, name, "serials that were never issued");
            Map.Entry<Long, Long> before = run.taken.floorEntry(stretch.last());
            transit.must(
                    before == null || before.getValue() < stretch.first(),
                    Kind.SERIALS,
                    name,
                    "serials are void or gone twice");
            run.taken.put(stretch.first(), stretch.last());
            transit.expected().create(Keys.stretch(name, stretch.last()), new Fated(stretch.first(), fate, record));
            count += stretch.last() - stretch.first() + 1;
        }
        put(
                transit,
                name,
                run,
                fate == Fate.VOID
                        ? new Counts(old.issued(), old.voided() + count, old.dispatched())
                        : new Counts(old.issued(), old.voided(), old.dispatched() + count));
    }

    private static void put(Transit transit, RecordName name, Run run, Counts counts) {
        if (run.counts == null) {
            transit.expected().create(Keys.serials(name), counts);
        } else {
            transit.expected().update(Keys.serials(name), counts);
        }
        run.counts = counts;
    }
}
