package qingshan.model.plain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Thinks up what packers label: serials issued, made void, dispatched. */
final class Labelling {
    /** Serials of one chunk. */
    private static final int CHUNK_MAX = 10_000;

    private final Scene s;

    Labelling(Scene s) {
        this.s = s;
    }

    Sent any() {
        return switch (s.dice(3)) {
            case 0 -> issue();
            case 1 -> makeVoid();
            default -> dispatch();
        };
    }

    private String run(List<String> runs) {
        if (runs.isEmpty() || s.chance(3)) {
            return s.chance(50) || s.w.records.rows.isEmpty()
                    ? "command/" + s.uuid()
                    : s.pick(new ArrayList<>(s.w.records.rows.keySet()));
        }
        return s.pick(runs);
    }

    private Sent record(String type, String kind, Doc said) {
        Who who = s.chance(80) ? Who.CLERK : Who.REGISTRAR;
        World.Entry packing = s.w.records.get(said.text("run"));
        String maker = packing == null ? null : packing.body().textOr("maker");
        Scene.Backing backing = maker == null ? s.attested() : s.back(List.of(s.today(maker)));
        said.with("occurredAt", Scene.time(s.when(who))).with("witnesses", backing.witnesses());
        return Origin.record(s, who, type, kind, said, backing);
    }

    Sent issue() {
        List<String> runs = s.records("packing");
        if (runs.isEmpty() && s.chance(95)) {
            return new Packing(s).pack();
        }
        String run = run(runs);
        World.Entry packing = s.w.records.get(run);
        World.Counts counts = Labels.counts(s.w, run);
        long packs = packing == null || !packing.body().has("packs")
                ? 1
                : packing.body().number("packs");
        long left = packs - counts.issued() + counts.voided();
        long count = left < 1 ? 1 : s.some(left);
        Doc said = Doc.of()
                .with("run", run)
                .with("first", s.chance(95) ? counts.issued() + 1 : s.upTo(counts.issued() + 2))
                .with("count", Math.min(CHUNK_MAX, count))
                .with("root", Crypto.digest(run + counts.issued()));
        return record("IssueSerials", "serials", said);
    }

    Sent makeVoid() {
        List<String> runs = labelled();
        if (runs.isEmpty() && s.chance(95)) {
            return issue();
        }
        String run = run(runs);
        Doc said = Doc.of().with("run", run).with("stretches", stretches(run)).with("reason", "标签打坏");
        return record("VoidSerials", "voiding", said);
    }

    Sent dispatch() {
        List<String> runs = labelled();
        if (runs.isEmpty() && s.chance(95)) {
            return issue();
        }
        String run = run(runs);
        return record("DispatchPacks", "dispatch", Doc.of().with("run", run).with("stretches", stretches(run)));
    }

    private List<String> labelled() {
        return new ArrayList<>(s.w.serials.rows.keySet());
    }

    /** Mostly some that are free, in order; sometimes one that is not, or was never issued. */
    private List<Doc> stretches(String run) {
        List<Doc> stretches = new ArrayList<>();
        long from = 1;
        for (long[] gap : gaps(run)) {
            if (stretches.isEmpty() || s.chance(40)) {
                long first = gap[0] + s.random.nextLong((gap[1] - gap[0]) / 2 + 1);
                long last = s.chance(30) ? gap[1] : first + s.random.nextLong(gap[1] - first + 1);
                stretches.add(stretch(first, last));
                from = last + 1;
            }
        }
        if (stretches.isEmpty() || s.chance(8)) {
            long first = stretches.isEmpty() ? s.upTo(5) : from + s.dice(3);
            stretches.add(stretch(first, first + s.dice(3)));
        }
        return stretches;
    }

    /** The stretches of serials that are neither void nor dispatched. */
    private List<long[]> gaps(String run) {
        List<long[]> gaps = new ArrayList<>();
        long next = 1;
        List<World.Stretch> taken = Labels.of(s.w, run).stream()
                .sorted(Comparator.comparingLong(World.Stretch::first))
                .toList();
        for (World.Stretch stretch : taken) {
            if (stretch.first() > next) {
                gaps.add(new long[] {next, stretch.first() - 1});
            }
            next = stretch.last() + 1;
        }
        long issued = Labels.counts(s.w, run).issued();
        if (next <= issued) {
            gaps.add(new long[] {next, issued});
        }
        return gaps;
    }

    private static Doc stretch(long first, long last) {
        return Doc.of().with("first", first).with("last", last);
    }
}
