package qingshan.gateway.bench;

import java.util.function.Consumer;

/** Calls of the state, counted and not timed: on Fabric each is a message between chaincode and peer. */
final class CallsBenchmark implements Benchmark {
    private static final double SIGNED_SLIP_MAX = 10;

    @Override
    public String name() {
        return "calls";
    }

    @Override
    public void run(Ground ground, Consumer<Figure> figures) {
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
    }
}
