package qingshan.gateway.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;

/** Imports of generated seasons by the command itself, in a process and a home of their own, from start to exit. */
final class ImportBenchmark implements Benchmark {
    private static final double GOAL_ROWS_PER_SECOND = 2_000;
    private static final List<Integer> QUICK = List.of(800);
    private static final List<Integer> NORMAL = List.of(10_000, 100_000);
    private static final List<Integer> LONG = List.of(10_000, 100_000, 1_000_000);
    private static final int SLIPS_PER_FARMER = 50;
    private static final int SLIPS_PER_TRADER = 400;
    private static final int SLIPS_PER_FACTORY = 1_200;

    @Override
    public String name() {
        return "import";
    }

    @Override
    public void run(Ground ground, Consumer<Figure> figures) throws IOException, InterruptedException {
        List<Integer> sizes = switch (ground.size()) {
            case QUICK -> QUICK;
            case NORMAL -> NORMAL;
            case LONG -> LONG;
        };
        for (int slips : sizes) {
            Path season = ground.directory().resolve("season-" + slips);
            SeasonGenerator.write(season, plan(slips));
            long rows = rows(season);
            Child.Result child = Child.run(
                    ground, ground.directory().resolve("import-" + slips), List.of("import", season.toString()));
            figures.accept(Figure.of(rows / child.seconds(), Figure.Unit.PER_SECOND, "import.rows", slips)
                    .atLeast(GOAL_ROWS_PER_SECOND));
            figures.accept(Figure.of(child.seconds(), Figure.Unit.SECONDS, "import.time", slips, rows));
            if (child.peakMib() > 0) {
                figures.accept(Figure.of(child.peakMib(), Figure.Unit.MIB, "import.memory", slips));
            }
        }
    }

    /** People in the proportions of a county; never fewer than a market has. */
    private static SeasonPlan plan(int slips) {
        return new SeasonPlan(
                1,
                Math.max(40, slips / SLIPS_PER_FARMER),
                Math.max(6, slips / SLIPS_PER_TRADER),
                Math.max(3, slips / SLIPS_PER_FACTORY),
                slips);
    }

    /** Of all tables, without their headings. */
    private static long rows(Path season) throws IOException {
        long rows = 0;
        try (Stream<Path> files = Files.list(season)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".csv")).toList()) {
                try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                    rows += lines.filter(line -> !line.isBlank()).count() - 1;
                }
            }
        }
        return rows;
    }
}
