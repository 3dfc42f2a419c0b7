package qingshan.gateway.bench;

import java.io.IOException;
import java.util.function.Consumer;
import qingshan.gateway.season.demo.SeasonPlan;

/** Calls of the state, counted and not timed: on Fabric each is a message between chaincode and peer. */
final class CallsBenchmark implements Benchmark {
    private static final double SIGNED_SLIP_MAX = 10;
    private static final double BATCHED_SLIP_MAX = 4;
    /** What {@code ./qingshan season} makes when no size is given. */
    private static final SeasonPlan SEASON = new SeasonPlan(1, 130, 18, 6, 6_800);

    @Override
    public String name() {
        return "calls";
    }

    @Override
    public void run(Ground ground, Consumer<Figure> figures) throws IOException {
        for (EveryCommand.Asked asked : EveryCommand.count().stream().distinct().toList()) {
            Figure figure = Figure.of(
                    (double) asked.total(),
                    Figure.Unit.CALLS,
                    "calls." + asked.how(),
                    asked.command(),
                    asked.gets(),
                    asked.ranges(),
                    asked.puts());
            boolean bounded = asked.how().startsWith(EveryCommand.SIGNED + ".");
            figures.accept(bounded ? figure.atMost(SIGNED_SLIP_MAX) : figure);
        }
        SeasonPlan plan = ground.quick() ? SeasonPlan.SMALL : SEASON;
        figures.accept(batched(ground, plan, true, "calls.batch.slips").atMost(BATCHED_SLIP_MAX));
        figures.accept(batched(ground, plan, false, "calls.batch.rows"));
    }

    private static Figure batched(Ground ground, SeasonPlan plan, boolean slipsAlone, String key) throws IOException {
        SeasonCalls calls = SeasonCalls.count(ground, plan, slipsAlone);
        return Figure.of(
                calls.each(), Figure.Unit.CALLS, key, plan.slips(), calls.gets(), calls.ranges(), calls.puts());
    }
}
