package qingshan.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import qingshan.rules.authority.Authorization;

/** That each benchmark runs and measures something; how much, only a quiet machine can say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BenchTest {
    /** Of the table of slips: what the machine does without a ledger. */
    private static final String BARE = "bare.";

    private static final List<String> COUNTED_IN_IMPORTS = List.of("OpenRun", "RecordBatch");

    private final List<String> progress = new ArrayList<>();
    private Bench.Result whole;

    static Stream<String> names() {
        return Bench.names().stream();
    }

    /** All in one run, as an operator does: ledgers and servers are made once. */
    @BeforeAll
    void run() throws InterruptedException {
        whole = Bench.run(List.of(), false, Bench.Size.QUICK, System.getenv(), Locale.CHINESE, progress::add);
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_quick_run_measures_something(String name) {
        List<Figure> figures = whole.figures().stream()
                .filter(figure -> figure.key().startsWith(name + "."))
                .toList();
        assumeThat(figures)
                .as("what the pages of packs are measured with is not installed here: wrk, nginx")
                .noneMatch(figure -> figure.key().equals("scan.absent"));
        assertThat(figures).isNotEmpty().allSatisfy(BenchTest::assertMeasured);
    }

    private static void assertMeasured(Figure figure) {
        assertThat(figure.value()).isPositive().isFinite();
        Figure.Tails tails = figure.tails();
        if (tails != null) {
            assertThat(tails.p50ms()).isPositive().isLessThanOrEqualTo(tails.p99ms());
        }
    }

    @Test
    void each_figure_is_told_at_once_and_stands_in_the_table() {
        assertThat(whole.figures().stream().filter(figure -> figure.key().startsWith(BARE)))
                .isNotEmpty()
                .allSatisfy(BenchTest::assertMeasured);
        assertThat(progress).hasSameSizeAs(whole.figures());
        // the head of a table, and a table for each
        assertThat(whole.markdown().lines().filter(line -> line.startsWith("| ")))
                .hasSize(Bench.names().size() + whole.figures().size());
        assertThat(whole.text()).contains("PostgreSQL 18");
    }

    @Test
    void one_is_run_alone() throws InterruptedException {
        Bench.Result labels =
                Bench.run(List.of("labels"), false, Bench.Size.QUICK, System.getenv(), Locale.CHINESE, _ -> {});
        assertThat(labels.figures())
                .isNotEmpty()
                .allMatch(figure -> figure.key().startsWith("labels."));
    }

    @Test
    void every_single_command_is_counted() {
        assertThat(EveryCommand.count().stream().map(EveryCommand.Asked::command))
                .containsAll(Authorization.LINES.stream()
                        .map(Authorization.Line::command)
                        .filter(command -> !COUNTED_IN_IMPORTS.contains(command))
                        .toList());
    }

    @Test
    void a_signed_slip_asks_for_at_most_ten_and_two_more_under_a_certificate() {
        assertThat(EveryCommand.count().stream()
                        .filter(asked -> asked.command().equals("RecordSlip")
                                && asked.how().startsWith(EveryCommand.SIGNED)))
                .hasSize(3)
                .allSatisfy(asked -> assertThat(asked.total())
                        .isLessThanOrEqualTo(asked.how().endsWith(EveryCommand.CERTIFIED) ? 12 : 10));
    }
}
