package qingshan.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import qingshan.rules.authority.Authorization;

/** That each benchmark runs and measures something; how much, only a quiet machine can say. */
class BenchTest {
    private static final List<String> COUNTED_IN_IMPORTS = List.of("OpenRun", "RecordBatch");

    static Stream<String> names() {
        return Bench.names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_quick_run_measures_something(String name) throws InterruptedException {
        List<String> progress = new ArrayList<>();
        Bench.Result result =
                Bench.run(List.of(name), false, Bench.Size.QUICK, System.getenv(), Locale.CHINESE, progress::add);
        assertThat(result.figures()).isNotEmpty().allSatisfy(figure -> {
            assertThat(figure.value()).isPositive().isFinite();
            Figure.Tails tails = figure.tails();
            if (tails != null) {
                assertThat(tails.p50ms()).isPositive().isLessThanOrEqualTo(tails.p99ms());
            }
        });
        assertThat(progress).hasSameSizeAs(result.figures());
        assertThat(result.markdown().lines().filter(line -> line.startsWith("| ")))
                .hasSize(1 + result.figures().size());
        assertThat(result.text()).contains("PostgreSQL 18");
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
