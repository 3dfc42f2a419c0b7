package qingshan.gateway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** The start of a command that reads the ledger, in a process of its own, while PostgreSQL runs. */
final class StartBenchmark implements Benchmark {
    private static final double GOAL_SECONDS = 1.5;
    private static final int RUNS = 9;
    private static final int RUNS_QUICK = 3;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void run(Ground ground, Consumer<Figure> figures) throws IOException, InterruptedException {
        Path home = ground.directory().resolve("home");
        new Village(new Sender(ground.place().ledger()), "start").found(); // and PostgreSQL runs until the end
        List<String> command =
                List.of("export", ground.directory().resolve("start.export").toString());
        Child.run(ground, home, command); // brings the files into memory
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < (ground.quick() ? RUNS_QUICK : RUNS); i++) {
            seconds.add(Child.run(ground, home, command).seconds());
        }
        Collections.sort(seconds);
        figures.accept(Figure.of(seconds.get(seconds.size() / 2), Figure.Unit.SECONDS, "start", command.getFirst())
                .atMost(GOAL_SECONDS));
    }
}
