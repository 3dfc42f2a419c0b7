package qingshan.gateway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import qingshan.gateway.season.SeasonFiles;
import qingshan.gateway.season.SeasonTable;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;

/** Commands that have little to do, in processes of their own, from start to end, on a small season's ledger. */
final class StartBenchmark implements Benchmark {
    private static final double GOAL_SECONDS = 1.5;
    private static final int RUNS = 9;
    private static final int RUNS_STOPPED = 5;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void run(Ground ground, Consumer<Figure> figures) throws IOException, InterruptedException {
        Path home = ground.directory().resolve("start-home");
        Path season = ground.directory().resolve("start-season");
        SeasonGenerator.write(season, SeasonPlan.SMALL);
        List<String> again = List.of("import", season.toString()); // it brings nothing new and only reports
        Child.run(ground, home, again);
        List<String> trace = List.of(
                "trace", SeasonFiles.open(season).file(SeasonTable.PACKING).firstNumber());
        List<String> export =
                List.of("export", ground.directory().resolve("start.export").toString());
        try (Place running = new Place(home)) { // while it is open PostgreSQL runs
            for (List<String> command : List.of(trace, again, export)) {
                figures.accept(median(ground, running.home(), command, RUNS, "start.running")
                        .atMost(GOAL_SECONDS));
            }
        }
        figures.accept(median(ground, home, trace, RUNS_STOPPED, "start.stopped"));
    }

    private static Figure median(Ground ground, Path home, List<String> command, int runs, String key)
            throws IOException, InterruptedException {
        if (!ground.quick()) {
            Child.run(ground, home, command); // brings the files into memory
        }
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < (ground.quick() ? 1 : runs); i++) {
            seconds.add(Child.run(ground, home, command).seconds());
        }
        Collections.sort(seconds);
        return Figure.of(seconds.get(seconds.size() / 2), Figure.Unit.SECONDS, key, command.getFirst());
    }
}
