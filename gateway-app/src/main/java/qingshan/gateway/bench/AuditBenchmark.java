package qingshan.gateway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import qingshan.gateway.embedded.BlockStore;
import qingshan.gateway.proof.Export;
import qingshan.proof.Audit;
import qingshan.proof.AuditOptions;
import qingshan.proof.AuditResult;
import qingshan.proof.Verdict;

/** The audit of an export, without signatures and with all of them, beside bare verification. */
final class AuditBenchmark implements Benchmark {
    private static final double GOAL_EVENTS_PER_SECOND = 20_000;
    private static final double GOAL_OF_BARE = 0.7;
    /** Until the compiler has done what it does for a ledger of more than a few thousand slips. */
    private static final Duration WARM_UP = Duration.ofSeconds(6);

    private static final int RUNS = 5;

    @Override
    public String name() {
        return "audit";
    }

    /**
     * One audit.
     *
     * @param counts what it read
     */
    private record Timed(AuditResult.Counts counts, double seconds) {
        double events() {
            return counts.events() / seconds;
        }

        double signatures() {
            return counts.signatures() / seconds;
        }
    }

    @Override
    public void run(Ground ground, Consumer<Figure> figures) throws IOException, SQLException, InterruptedException {
        for (Ledgers.Kind kind : Ledgers.Kind.values()) {
            Path export = export(ground, kind);
            AuditOptions whole = AuditOptions.at(Instant.now());
            Timed plain = audit(ground, export, whole.withoutSignatures());
            figures.accept(Figure.of(plain.events(), Figure.Unit.PER_SECOND, "audit." + kind.key() + ".plain")
                    .atLeast(GOAL_EVENTS_PER_SECOND));
            Timed signed = audit(ground, export, whole);
            if (kind == Ledgers.Kind.ROWS) {
                figures.accept(Figure.of(signed.events(), Figure.Unit.PER_SECOND, "audit.rows.whole"));
            } else {
                withSignatures(ground, signed, figures);
            }
        }
    }

    private static void withSignatures(Ground ground, Timed signed, Consumer<Figure> figures)
            throws InterruptedException {
        double each = (double) signed.counts().signatures() / signed.counts().events();
        figures.accept(Figure.of(signed.signatures(), Figure.Unit.PER_SECOND, "audit.signed.whole", each));
        int processors = Runtime.getRuntime().availableProcessors();
        Load.Result bare = new Baselines(ground).verify(processors);
        figures.accept(Figure.of(bare, "audit.bare", processors));
        figures.accept(Figure.of(signed.signatures() / bare.perSecond(), Figure.Unit.TIMES, "audit.ratio")
                .atLeast(GOAL_OF_BARE));
    }

    /** The median of several audits, after others that warmed up. */
    private static Timed audit(Ground ground, Path export, AuditOptions options) throws IOException {
        long warm = System.nanoTime() + ground.time(WARM_UP).toNanos();
        while (System.nanoTime() < warm) {
            audit(export, options);
        }
        List<Timed> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(audit(export, options));
        }
        runs.sort((one, other) -> Double.compare(one.seconds(), other.seconds()));
        return runs.get(RUNS / 2);
    }

    private static Timed audit(Path export, AuditOptions options) throws IOException {
        long began = System.nanoTime();
        AuditResult result = Audit.run(export, options);
        double seconds = (System.nanoTime() - began) / 1e9;
        if (result.verdict() != Verdict.CONSISTENT) {
            throw new IllegalStateException("a benchmark's ledger does not pass its audit: " + result);
        }
        return new Timed(result.counts(), seconds);
    }

    private static Path export(Ground ground, Ledgers.Kind kind) throws InterruptedException {
        Path file = ground.directory().resolve(kind.key() + ".export");
        new Export(new BlockStore(ground.ledgers().get(kind).database())).write(file, _ -> {});
        return file;
    }
}
