package qingshan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import qingshan.gateway.follower.Follower;
import qingshan.gateway.follower.Rows;
import qingshan.gateway.trace.ExportGraph;
import qingshan.gateway.trace.Names;
import qingshan.gateway.trace.RecordGraph;
import qingshan.gateway.trace.SqlGraph;
import qingshan.gateway.trace.Trace;
import qingshan.gateway.trace.Tracer;

/** What the rules accept can be followed and traced, whatever it is: from the read model and from an export alike. */
class FollowedModelTest {
    private static final long FIRST = Long.getLong("model.first", 1);
    private static final long SEEDS = Long.getLong("model.followed", 4);
    private static final int COMMANDS = 260;

    static LongStream seeds() {
        return LongStream.range(FIRST, FIRST + SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_honest_history_makes_the_same_rows_and_traces_by_every_way(long seed, @TempDir Path directory) {
        try (SharedLedger ledger = new SharedLedger()) {
            new Play(seed, ledger, new Tally()).random(COMMANDS);
            DataSource source = ledger.database().source();
            Follower follower = new Follower(source);
            follower.catchUp(ledger.blocks());
            Map<String, List<String>> rows = Rows.all(source);
            follower.rebuild(ledger.blocks());
            assertThat(Rows.all(source)).isEqualTo(rows);
            assertThat(held(source)).isEqualTo(Rows.of(source, "SELECT coalesce(sum(grams), 0) FROM read.holding"));
            List<String> ids = new ArrayList<>(Rows.of(source, "SELECT name FROM read.record"));
            ids.addAll(Rows.of(source, "SELECT card FROM read.card"));
            ids.addAll(Rows.of(source, "SELECT run || '#' || last FROM read.stretch"));
            try (RecordGraph graph = SqlGraph.open(source);
                    RecordGraph export = ExportGraph.read(ledger.export(directory))) {
                Tracer one = new Tracer(graph, Names.NONE);
                Tracer other = new Tracer(export, Names.NONE);
                for (String id : ids) {
                    Trace trace = one.trace(one.find(id).getFirst());
                    assertThat(other.trace(other.find(id).getFirst())).as(id).isEqualTo(trace);
                    assertWhole(trace);
                }
            }
            assertThat(ids).isNotEmpty();
        }
    }

    /** All that something consists of comes from growers or opening stock, each share rounded to a hundredth of a percent. */
    private static void assertWhole(Trace trace) {
        List<Integer> shares = new ArrayList<>();
        trace.growers().forEach(grower -> shares.add(grower.share()));
        trace.openings().forEach(opening -> shares.add(opening.share()));
        if (trace.subject().record() != null && !shares.isEmpty()) {
            assertThat(shares.stream().mapToInt(Objects::requireNonNull).sum())
                    .as(trace.subject().id())
                    .isCloseTo(10_000, within(shares.size()));
        }
    }

    /** What was made and brought in, less what went into something else, was lost, or was sold to nobody known here. */
    private static List<String> held(DataSource source) {
        return Rows.of(
                source,
                "SELECT coalesce((SELECT sum(l.grams) FROM read.lot l JOIN read.record r ON r.name = l.lot"
                        + " WHERE r.reversed_by IS NULL AND (r.kind <> 'slip' OR r.buyer IS NOT NULL)), 0)"
                        + " - coalesce((SELECT sum(p.grams) FROM read.part p JOIN read.record r ON r.name = p.record"
                        + " WHERE r.reversed_by IS NULL AND r.reverses IS NULL"
                        + " AND (r.kind <> 'slip' OR r.buyer IS NULL)), 0)");
    }
}
