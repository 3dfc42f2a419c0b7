package qingshan.gateway.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import qingshan.gateway.Sentences;

/** Runs benchmarks one after the other on a throw-away home, and makes the table. */
public final class Bench {
    private static final List<Benchmark> ALL = List.of(
            new CallsBenchmark(),
            new SlipsBenchmark(),
            new ImportBenchmark(),
            new FollowBenchmark(),
            new LagBenchmark(),
            new TraceBenchmark(),
            new AuditBenchmark(),
            new LabelsBenchmark(),
            new ScanBenchmark(),
            new StartBenchmark(),
            new UpBenchmark());

    private Bench() {}

    /** How much time there is. */
    public enum Size {
        /** To see that everything runs; the numbers mean little. */
        QUICK,
        NORMAL,
        /** With what takes many minutes. */
        LONG
    }

    /**
     * What came of a run.
     *
     * @param figures in order
     * @param text the table as a terminal shows it
     * @param markdown the table as a document
     */
    public record Result(List<Figure> figures, String text, String markdown) {}

    /** Those of a ledger on Fabric. */
    private static List<Benchmark> onFabric(Map<String, String> environment) {
        return List.of(new FabricBenchmark(environment));
    }

    /** What can be named. */
    public static List<String> names() {
        return ALL.stream().map(Benchmark::name).toList();
    }

    /**
     * Measures.
     *
     * @param names which ones; all if empty
     * @param fabric on throw-away Fabric networks, instead of the embedded ledger
     * @param environment tells where the user's cache is, in which the throw-away home lies
     * @param progress gets a line for each figure as soon as it is known
     */
    public static Result run(
            List<String> names,
            boolean fabric,
            Size size,
            Map<String, String> environment,
            Locale locale,
            Consumer<String> progress)
            throws InterruptedException {
        Sentences sentences = Sentences.of(Bench.class, "Bench", locale);
        List<Figure> figures = new ArrayList<>();
        try (Ground ground = Ground.open(size, environment)) {
            Machine before = Machine.of(ground);
            Report running = new Report(sentences, before);
            Map<Benchmark, List<Figure>> measured = new LinkedHashMap<>();
            for (Benchmark benchmark : fabric ? onFabric(environment) : ALL) {
                if (names.isEmpty() || names.contains(benchmark.name())) {
                    List<Figure> own = measured.computeIfAbsent(benchmark, b -> new ArrayList<>());
                    benchmark.run(ground, figure -> {
                        figures.add(figure);
                        own.add(figure);
                        progress.accept(running.add(figure));
                    });
                }
            }
            Report report = new Report(sentences, before.after());
            measured.forEach((benchmark, own) -> {
                report.section(benchmark);
                own.forEach(report::add);
            });
            return new Result(figures, report.text(), report.markdown());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("a benchmark failed", e);
        }
    }
}
