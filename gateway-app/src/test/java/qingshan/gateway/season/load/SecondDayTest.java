package qingshan.gateway.season.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.season.SeasonDirectory;
import qingshan.gateway.season.SeasonException;
import qingshan.gateway.season.SeasonFault;
import qingshan.gateway.season.SeasonTable;
import qingshan.rules.value.Digest;

class SecondDayTest {
    private static final String MORNING = "S1,2025-03-02 06:00:00,C1,F,H,茶青,一级,10,10.00,100.00,,";
    private static final String NOON = "S2,2025-03-02 12:00:00,C1,F,H,茶青,一级,20,10.00,200.00,,";

    @TempDir
    private Path temp;

    private final ImportHarness harness = new ImportHarness();
    private SeasonDirectory season = new SeasonDirectory(Path.of(""));

    @BeforeEach
    void write() {
        season = SeasonDirectory.empty(temp);
        season.rows(SeasonTable.PARTIES, "H,张三,茶农,云边村", "F,某厂,企业,云边村", "T,李四,茶商,云边村");
        season.rows(SeasonTable.PLOTS, "P,H,1,鸠坑,云边村,119.1,28.1");
    }

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void the_same_files_again_send_nothing() {
        season.rows(SeasonTable.SLIPS, MORNING, NOON);
        Map<String, Object> first = harness.report(temp);
        long height = harness.ledger.height().block();
        assertThat(harness.report(temp)).isEqualTo(first);
        // a run is opened again, and that is a transaction
        assertThat(harness.ledger.height().block()).isLessThanOrEqualTo(height + 1);
    }

    @Test
    void accepted_rows_are_not_sent_again_and_new_ones_are_taken() {
        season.rows(SeasonTable.SLIPS, MORNING);
        harness.report(temp);
        season.rows(SeasonTable.SLIPS, MORNING, NOON);
        Map<String, Object> report = harness.report(temp);
        assertThat(report.get("outcomes")).isEqualTo(Map.of("slip.ACCEPTED", 2L));
        assertThat(report.get("holdings")).isEqualTo(Map.of("F|茶青|一级", 30_000L));
        assertThat(harness.number("SELECT count(*) FROM read.outcome WHERE number IN ('S1', 'S2')"))
                .isEqualTo(2);
        assertThat(harness.number("SELECT count(*) FROM read.outcome WHERE \"table\" = 'parties'"))
                .isEqualTo(3);
    }

    @Test
    void a_corrected_row_goes_through_and_brings_what_followed_with_it() {
        season.rows(
                SeasonTable.SLIPS,
                "S1,2025-03-02 06:00:00,C1,T,H,茶青,一级,ten,10.00,100.00,,",
                "S2,2025-03-02 07:00:00,C1,F,T,茶青,一级,10,11.00,110.00,,");
        Map<String, Object> broken = harness.report(temp);
        assertThat(broken.get("outcomes")).isEqualTo(Map.of("slip.BAD_NUMBER", 1L, "slip.OVERSOLD", 1L));
        assertThat(numbers(broken.get("refused_rows"))).containsExactly("S1");
        assertThat(numbers(inside(broken, "refused_rows", "follows"))).containsExactly("S2");
        season.rows(
                SeasonTable.SLIPS,
                "S1,2025-03-02 06:00:00,C1,T,H,茶青,一级,10,10.00,100.00,,",
                "S2,2025-03-02 07:00:00,C1,F,T,茶青,一级,10,11.00,110.00,,");
        Map<String, Object> mended = harness.report(temp);
        assertThat(mended.get("outcomes")).isEqualTo(Map.of("slip.ACCEPTED", 2L));
        assertThat(mended.get("holdings")).isEqualTo(Map.of("F|茶青|一级", 10_000L));
        assertThat(numbers(mended.get("late"))).isEmpty();
    }

    @Test
    void an_accepted_row_that_changed_is_reported_and_never_altered() {
        season.rows(SeasonTable.SLIPS, MORNING, NOON);
        harness.report(temp);
        season.rows(SeasonTable.SLIPS, MORNING.replace(",10,10.00,100.00", ",11,10.00,110.00"), NOON);
        Map<String, Object> report = harness.report(temp);
        assertThat(numbers(report.get("changed"))).containsExactly("S1");
        assertThat(report.get("outcomes")).isEqualTo(Map.of("slip.ACCEPTED", 2L));
        assertThat(report.get("holdings")).isEqualTo(Map.of("F|茶青|一级", 30_000L));
    }

    @Test
    void an_accepted_row_that_fails_by_itself_now_is_reported_as_changed() {
        season.rows(SeasonTable.SLIPS, MORNING, NOON);
        harness.report(temp);
        season.rows(SeasonTable.SLIPS, MORNING.replace(",10,10.00,100.00", ",11,10.00,100.00"), NOON, NOON);
        Map<String, Object> report = harness.report(temp);
        assertThat(numbers(report.get("changed"))).containsExactly("S1");
        assertThat(report.get("earlier")).isEqualTo(2L);
        assertThat(report.get("outcomes")).isEqualTo(Map.of("slip.ACCEPTED", 2L, "slip.DUPLICATE", 1L));
    }

    @Test
    void a_late_row_is_taken_now_and_said_to_be_late() {
        season.rows(SeasonTable.SLIPS, NOON);
        harness.report(temp);
        season.rows(SeasonTable.SLIPS, NOON, MORNING);
        Map<String, Object> report = harness.report(temp);
        assertThat(numbers(report.get("late"))).containsExactly("S1");
        assertThat(report.get("outcomes")).isEqualTo(Map.of("slip.ACCEPTED", 2L));
    }

    @Test
    void corrected_plots_and_values_count_from_then_on() {
        season.rows(SeasonTable.SLIPS, "S1,2025-03-02 06:00:00,C1,F,H,茶青,一级,150,10.00,1500.00,,");
        assertThat(harness.report(temp).get("outcomes")).isEqualTo(Map.of("slip.OVER_ENTITLEMENT", 1L));
        season.rows(SeasonTable.PLOTS, "P,H,1.5,鸠坑,云边村,119.1,28.1");
        assertThat(harness.report(temp).get("outcomes")).isEqualTo(Map.of("slip.ACCEPTED", 1L));
        season.write(
                "season.json",
                SeasonDirectory.SETTINGS.replace("\"leaf_yield_kg_per_mu\": 100", "\"leaf_yield_kg_per_mu\": 200"));
        season.rows(
                SeasonTable.SLIPS,
                "S1,2025-03-02 06:00:00,C1,F,H,茶青,一级,150,10.00,1500.00,,",
                "S3,2025-03-03 06:00:00,C1,F,H,茶青,一级,150,10.00,1500.00,,");
        assertThat(harness.report(temp).get("outcomes")).isEqualTo(Map.of("slip.ACCEPTED", 2L));
    }

    @Test
    void an_import_that_was_never_finished_is_overtaken_by_the_next() {
        season.rows(SeasonTable.SLIPS, MORNING);
        harness.report(temp);
        season.rows(SeasonTable.SLIPS, MORNING, NOON);
        Digest second = harness.run(temp, harness.ledger);
        assertThat(harness.number("SELECT count(*) FROM own.season_run")).isEqualTo(1);
        season.rows(SeasonTable.SLIPS, MORNING);
        // the files of the first day again: what was taken since stays taken
        Map<String, Object> again = harness.report(temp);
        assertThat(again.get("rows"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .contains(entry("slips", 1L));
        assertThat(again.get("holdings")).isEqualTo(Map.of("F|茶青|一级", 30_000L));
        assertThat(second).isNotNull();
    }

    @Test
    void bad_rows_of_the_other_tables_stop_it_before_anything_is_written() {
        season.rows(SeasonTable.PLOTS, "P,H,1,鸠坑,云边村,119.1,28.1", "P,X,0,鸠坑,云边村,119.1,28.1");
        assertThatExceptionOfType(BadRowsException.class)
                .isThrownBy(() -> harness.run(temp, harness.ledger))
                .satisfies(e -> assertThat(e.rows()).hasSize(3))
                .satisfies(e -> assertThat(e.sentence(Locale.CHINESE)).contains("plots.csv 第 3 行 卡号：“X”"));
        assertThat(harness.ledger.height().block()).isZero();
    }

    @Test
    void one_bad_row_and_one_earlier_row_are_told_as_one() {
        season.rows(SeasonTable.SLIPS, MORNING);
        harness.report(temp);
        season.rows(SeasonTable.SLIPS, MORNING, NOON);
        assertThat(harness.text(harness.run(temp, harness.ledger), Locale.ENGLISH))
                .contains("1 of the accepted rows was taken by an earlier import");
        season.rows(SeasonTable.PLOTS, "P,X,1,鸠坑,云边村,119.1,28.1");
        assertThatExceptionOfType(BadRowsException.class)
                .isThrownBy(() -> harness.run(temp, harness.ledger))
                .satisfies(e -> assertThat(e.sentence(Locale.ENGLISH))
                        .startsWith("1 row stops the import; nothing was written. Correct it and import again:"));
    }

    @Test
    void a_season_that_has_not_begun_is_refused_before_anything_is_written() {
        season.write(
                "season.json",
                SeasonDirectory.SETTINGS.replace("2025-03-01", "2999-03-01").replace("2025-03-31", "2999-03-31"));
        assertThatExceptionOfType(SeasonException.class)
                .isThrownBy(() -> harness.run(temp, harness.ledger))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(SeasonFault.IMPORT_SEASON_TO_COME))
                .withMessageContaining("begins on 2999-03-01");
        assertThat(harness.ledger.height().block()).isZero();
    }

    @Test
    void the_text_report_speaks_both_languages() {
        season.rows(SeasonTable.SLIPS, MORNING, "S9,2025-03-02 06:00:00,C1,F,H,茶青,一级,=1+1,10.00,100.00,,");
        Digest run = harness.run(temp, harness.ledger);
        assertThat(harness.text(run, Locale.ENGLISH)).contains("accepted", "S9  BAD_NUMBER", "Write digits");
        assertThat(harness.text(run, Locale.CHINESE)).contains("已接受", "S9  BAD_NUMBER", "大于零的数字");
    }

    private static List<Object> numbers(@Nullable Object rows) {
        List<Object> numbers = new ArrayList<>();
        for (Object row : rows instanceof Collection<?> list ? list : List.of()) {
            numbers.add(((Map<?, ?>) row).get("number"));
        }
        return numbers;
    }

    private static @Nullable Object inside(Map<String, Object> report, String list, String member) {
        Object first = ((List<?>) report.getOrDefault(list, List.of())).getFirst();
        return ((Map<?, ?>) first).get(member);
    }
}
