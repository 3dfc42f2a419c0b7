package qingshan.gateway.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Query;
import qingshan.rules.Bounds;
import qingshan.rules.card.Slip;

/**
 * Slips on a real Fabric network, beside the least that a transaction can do on the same network: a put of 300 bytes. All
 * processes, the client's too, share the machine.
 */
final class FabricBenchmark implements Benchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration MEASURED = Duration.ofSeconds(8);
    private static final List<Integer> IN_FLIGHT = List.of(1, 16, 64, 256);
    private static final List<Integer> IN_FLIGHT_QUICK = List.of(1, 16);
    /** How often slips are recorded for nothing. */
    private static final int COMPILING = 3;
    /** Runs of an import follow their own batches, so several at a time are several markets' imports. */
    private static final int RUNS = 6;

    private static final int PER_SECOND_MAX = 600;
    private static final int PER_SENDER_SECOND_MAX = 60;
    private static final int BATCHES_PER_RUN_SECOND_MAX = 12;
    private static final int PUT_BYTES = 300;
    private static final double GOAL_OF_PUT = 0.7;
    private static final double GOAL_LONE_MS = 300;
    private static final double GOAL_SIGNED = 800;
    private static final double GOAL_ATTESTED = 3_000;
    private static final double GOAL_UP_SECONDS = 60;
    private static final long MIB = 1024 * 1024;

    private final Map<String, String> environment;

    FabricBenchmark(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public String name() {
        return "fabric";
    }

    @Override
    public void run(Ground ground, Consumer<Figure> figures) throws IOException, SQLException, InterruptedException {
        try (FabricPlace place = new FabricPlace(ground, "small", environment)) {
            two(place, ground, "small", figures);
            one(place, ground, figures);
        }
        try (FabricPlace place = new FabricPlace(ground, "county", environment)) {
            Figure up = Figure.of(place.came().toMillis() / 1e3, Figure.Unit.SECONDS, "fabric.up", "county");
            figures.accept(up.atMost(GOAL_UP_SECONDS));
            two(place, ground, "county", figures);
        }
    }

    /** Contracts whose JVM has compiled nothing yet would take a good part of the processors for that. */
    private static void compile(FabricPlace place, Village village, List<Village.Trio> people, Ground ground)
            throws InterruptedException {
        put(place, ground, IN_FLIGHT_QUICK.getLast());
        for (int time = 0; time < COMPILING; time++) {
            slips(village, people, ground, IN_FLIGHT_QUICK.getLast());
        }
    }

    /** Endorsed by one organization: nobody is to run it so. */
    private void one(FabricPlace place, Ground ground, Consumer<Figure> figures)
            throws IOException, InterruptedException {
        place.endorsedBy(1, environment);
        int inFlight = ground.quick() ? IN_FLIGHT_QUICK.getLast() : 64;
        Village village = new Village(new Sender(place.ledger()), "one").settle();
        List<Village.Trio> people = Ledgers.atOnce(inFlight, village::trio);
        figures.accept(Figure.of(put(place, ground, inFlight), "fabric.put", "small", 1, inFlight));
        figures.accept(Figure.of(slips(village, people, ground, inFlight), "fabric.slip", "small", 1, inFlight));
    }

    private static void two(FabricPlace place, Ground ground, String topology, Consumer<Figure> figures)
            throws InterruptedException {
        List<Integer> levels = ground.quick() ? IN_FLIGHT_QUICK : IN_FLIGHT;
        int most = levels.getLast();
        Village village = new Village(new Sender(place.ledger()), "two").found();
        List<Village.Trio> people = Ledgers.atOnce(most, village::trio);
        compile(place, village, people, ground);
        for (int inFlight : levels) {
            figures.accept(Figure.of(evaluate(place, ground, inFlight), "fabric.evaluate", topology, inFlight));
        }
        for (int inFlight : levels) {
            Map<String, Long> before = place.cpu();
            Load.Result put = put(place, ground, inFlight);
            figures.accept(Figure.of(put, "fabric.put", topology, 2, inFlight));
            Map<String, Long> between = place.cpu();
            Load.Result slip = slips(village, people, ground, inFlight);
            Figure figure = Figure.of(slip, "fabric.slip", topology, 2, inFlight);
            figures.accept(figure);
            if (inFlight == 1) {
                figures.accept(Figure.of(slip.tails().p50ms(), Figure.Unit.MS, "fabric.lone", topology)
                        .atMost(GOAL_LONE_MS));
            }
            figures.accept(Figure.of(
                            slip.perSecond() / put.perSecond(), Figure.Unit.TIMES, "fabric.of.put", topology, inFlight)
                    .atLeast(GOAL_OF_PUT));
            if (inFlight == Math.min(64, most)) {
                share(topology, "put", before, between, figures);
                share(topology, "slip", between, place.cpu(), figures);
            }
        }
        for (int size : List.of(50, Bounds.ENTRIES_MAX)) {
            figures.accept(
                    batches(village, people, ground, size, topology, true).atLeast(GOAL_SIGNED));
            figures.accept(
                    batches(village, people, ground, size, topology, false).atLeast(GOAL_ATTESTED));
        }
        place.memory()
                .forEach((kind, bytes) -> figures.accept(
                        Figure.of((double) bytes / MIB, Figure.Unit.MIB, "fabric.memory", topology, kind)));
    }

    /** What part of all processor time each kind of process took, its warm-up and the signing beforehand included. */
    private static void share(
            String topology, String what, Map<String, Long> before, Map<String, Long> after, Consumer<Figure> figures) {
        long all = after.keySet().stream()
                .mapToLong(kind -> after.getOrDefault(kind, 0L) - before.getOrDefault(kind, 0L))
                .sum();
        after.forEach((kind, used) -> figures.accept(Figure.of(
                (double) (used - before.getOrDefault(kind, 0L)) / Math.max(1, all),
                Figure.Unit.TIMES,
                "fabric.cpu",
                topology,
                kind,
                what)));
    }

    private static Load.Result evaluate(FabricPlace place, Ground ground, int inFlight) throws InterruptedException {
        Query query =
                new Query(Staff.CLERK.actor(), "bench", "get", UUID.randomUUID().toString());
        return load(ground, inFlight, sender -> () -> {
            place.ledger().read(query);
            return true;
        });
    }

    private static Load.Result put(FabricPlace place, Ground ground, int inFlight) throws InterruptedException {
        String padding = "x".repeat(PUT_BYTES);
        return load(ground, inFlight, sender -> () -> {
            String text = (UUID.randomUUID() + padding).substring(0, PUT_BYTES);
            Outcome outcome = place.ledger().submit(new Command(Staff.CLERK.actor(), "bench", "put", text));
            return mustBeDone(outcome);
        });
    }

    private static boolean mustBeDone(Outcome outcome) {
        if (outcome instanceof Outcome.Committed) {
            return true;
        }
        throw new IllegalStateException("a put of a benchmark was not taken: " + outcome);
    }

    private static Load.Result slips(Village village, List<Village.Trio> people, Ground ground, int inFlight)
            throws InterruptedException {
        int each = (int) (seconds(ground) * Math.min(PER_SENDER_SECOND_MAX, PER_SECOND_MAX / inFlight + 1)) + 1;
        List<List<Command>> signed = Ledgers.atOnce(inFlight, sender -> {
            List<Command> mine = new ArrayList<>(each);
            for (int i = 0; i < each; i++) {
                mine.add(village.signedSlip(people.get(sender), i));
            }
            return mine;
        });
        return load(ground, inFlight, sender -> sending(signed.get(sender), village.sender(), false));
    }

    private static Figure batches(
            Village village, List<Village.Trio> people, Ground ground, int size, String topology, boolean signed)
            throws InterruptedException {
        double seconds = ground.time(WARM_UP).plus(batchTime(ground)).toMillis() / 1e3;
        int each = (int) (seconds * BATCHES_PER_RUN_SECOND_MAX * 50 / size) + 2;
        List<List<Command>> made = Ledgers.atOnce(RUNS, run -> {
            List<Command> mine = new ArrayList<>(each);
            Rows rows = new Rows(village, size + (signed ? " signed " : " attested ") + run, size, mine::add);
            Village.Trio trio = people.get(run);
            for (int i = 0; i < each * size; i++) {
                if (signed) {
                    rows.signedSlip(trio, i);
                } else if (i % 2 == 0) {
                    rows.slip(
                            Slip.Source.HARVEST,
                            trio.grower().card(),
                            trio.trader().card(),
                            Village.SIGNED_GRAMS);
                } else {
                    rows.slip(
                            Slip.Source.HOLDING,
                            trio.trader().card(),
                            trio.factory().card(),
                            Village.SIGNED_GRAMS);
                }
            }
            return mine;
        });
        Load.Result done = Load.run(
                RUNS, ground.time(WARM_UP), batchTime(ground), run -> sending(made.get(run), village.sender(), true));
        Load.Result slips = new Load.Result(done.count() * size, done.seconds(), done.nanos());
        return Figure.of(slips, signed ? "fabric.batch.signed" : "fabric.batch.attested", topology, size, RUNS);
    }

    private static Load.Step sending(List<Command> mine, Sender sender, boolean batches) {
        int[] next = {0};
        return () -> {
            if (next[0] == mine.size()) {
                return false;
            }
            var answer = sender.send(mine.get(next[0]++));
            if (batches) {
                Rows.mustBeTaken(answer);
            }
            return true;
        };
    }

    private static Load.Result load(Ground ground, int inFlight, IntFunction<Load.Step> steps)
            throws InterruptedException {
        return Load.run(inFlight, ground.time(WARM_UP), ground.time(MEASURED), steps);
    }

    /** A batch takes so long that none would end in a shorter time. */
    private static Duration batchTime(Ground ground) {
        return ground.quick() ? MEASURED.dividedBy(2) : MEASURED;
    }

    private static double seconds(Ground ground) {
        return ground.time(WARM_UP).plus(ground.time(MEASURED)).toMillis() / 1e3;
    }
}
