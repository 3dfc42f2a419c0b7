package qingshan.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.season.GivenSeasons;
import qingshan.gateway.season.SeasonDirectory;
import qingshan.gateway.season.SeasonException;
import qingshan.gateway.season.SeasonFault;
import qingshan.gateway.season.SeasonTable;
import qingshan.gateway.season.load.ImportHarness;

class ReportTest {
    private static final int CODE = 4;
    private static final int VALUE = 7;

    @TempDir
    private Path directory;

    @Test
    void a_small_season_is_told_in_chinese() throws IOException {
        assertThat(text(small(), Locale.CHINESE)).isEqualTo(golden("small_zh.txt"));
    }

    @Test
    void a_small_season_is_told_in_english() throws IOException {
        assertThat(text(small(), Locale.ENGLISH)).isEqualTo(golden("small_en.txt"));
    }

    @Test
    void a_spreadsheet_opens_the_csv_and_runs_nothing_in_it() throws IOException {
        String csv = Files.readString(written(small(), "report.csv", Locale.CHINESE));
        assertThat(csv).startsWith("\uFEFF茶季,").doesNotContain("\n\n").endsWith("\r\n");
        List<CsvRecord> lines;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv.substring(1))) {
            lines = reader.stream().toList();
        }
        assertThat(lines).allMatch(line -> line.getFieldCount() == 10);
        assertThat(lines)
                .filteredOn(line -> line.getField(CODE).equals("BAD_NUMBER"))
                .extracting(line -> line.getField(VALUE))
                .containsExactly("'=1+1", "'-一,\"二\"");
        assertThat(lines).filteredOn(line -> line.getField(1).endsWith(".csv")).hasSize(7);
    }

    @Test
    void json_nests_what_follows_and_is_the_same_in_both_languages_but_for_what_to_do() {
        SeasonDirectory season = small();
        Map<String, Object> chinese = GivenSeasons.read(written(season, "report.json", Locale.CHINESE));
        Map<String, Object> english = GivenSeasons.read(written(season, "other.JSON", Locale.ENGLISH));
        assertThat(english.keySet()).isEqualTo(chinese.keySet());
        assertThat(english).extracting("outcomes").isEqualTo(chinese.get("outcomes"));
        assertThat(String.valueOf(chinese.get("refused_rows"))).contains("follows=[{");
    }

    @Test
    void an_empty_season_and_one_of_refusals_only_are_told() {
        SeasonDirectory season = SeasonDirectory.empty(directory);
        assertThat(text(season, Locale.ENGLISH))
                .contains("accepted     0  0.000  0.00")
                .doesNotContain("Refused rows");
        season.rows(SeasonTable.SLIPS, ",2025-03-02 06:00:00,C1,F,H,茶青,一级,5,2.00,10.00,,");
        assertThat(text(season, Locale.ENGLISH))
                .contains("MISSING_FIELD left empty")
                .contains("slips.csv:2");
    }

    @Test
    void a_report_that_cannot_be_written_leaves_the_old_one_and_says_what_to_do() {
        Path nowhere = directory.resolve("nowhere/report.csv");
        assertThatThrownBy(() -> write(small(), nowhere, Locale.ENGLISH))
                .isInstanceOfSatisfying(
                        SeasonException.class, e -> assertThat(e.fault()).isEqualTo(SeasonFault.REPORT_NOT_WRITTEN))
                .hasMessageContaining("it is not there; look at the name; import again for the report");
    }

    @Test
    void a_place_that_takes_no_report_is_found_before_the_import() {
        ReportFiles.check(directory.resolve("report.csv"));
        assertThatThrownBy(() -> ReportFiles.check(directory.resolve("nowhere/report.csv")))
                .isInstanceOf(SeasonException.class)
                .hasMessageContaining("Nothing was imported");
    }

    @Test
    void another_ending_is_told_the_three() {
        assertThat(ReportForm.of(Path.of("a.CSV"))).isEqualTo(ReportForm.CSV);
        assertThatThrownBy(() -> ReportForm.of(Path.of("report.xlsx")))
                .isInstanceOf(SeasonException.class)
                .hasMessageContaining(".json, .csv or .txt");
        assertThatThrownBy(() -> ReportForm.of(Path.of(".json"))).isInstanceOf(SeasonException.class);
    }

    /** One of each: accepted, refused by itself, refused by the ledger, and what follows from these. */
    private SeasonDirectory small() {
        SeasonDirectory season = SeasonDirectory.empty(directory);
        season.rows(SeasonTable.PARTIES, "H,张三,茶农,上村,1,1", "T,李四,茶商,上村,2,2", "F,茶厂,企业,上村,3,3");
        season.rows(SeasonTable.PLOTS, "D1,H,10,龙井,上村,119.1,28.1");
        season.rows(
                SeasonTable.SLIPS,
                "S1,2025-03-02 06:00:00,C1,F,H,茶青,一级,500,20.00,10000.00,,",
                "S2,2025-03-02 07:00:00,C1,T,H,茶青,一级,9000,1.00,9000.00,,",
                "S3,2025-03-03 07:00:00,C2,F,T,茶青,一级,40,1.00,40.00,,",
                "S4,2025-03-03 08:00:00,,F,H,茶青,特级,\"1,250.5\",2.00,2501.00,,",
                "S5,2025-03-03 09:00:00,C1,F,H,茶青,一级,=1+1,2.00,4.00,,",
                "S6,2025-03-03 09:00:00,C1,F,H,茶青,一级,\"-一,\"\"二\"\"\",2.00,4.00,,");
        season.rows(
                SeasonTable.PROCESSING, "B1,F,2025-03-04 10:00:00,一级,45,一级,10", "B2,F,2025-03-04 11:00:00,一级,45,一级,20");
        season.rows(
                SeasonTable.PACKING,
                "R1,F,2025-03-05 10:00:00,B1,100,40,6909999000104",
                "R2,F,2025-03-05 11:00:00,B2,100,40,6909999000104");
        return season;
    }

    private static String golden(String name) throws IOException {
        try (var in = ReportTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String text(SeasonDirectory season, Locale locale) {
        StringWriter out = new StringWriter();
        try (ImportHarness harness = new ImportHarness();
                Report report = harness.open(season.path())) {
            new ReportFiles(report, locale).text(new PrintWriter(out));
        }
        return out.toString();
    }

    private Path written(SeasonDirectory season, String name, Locale locale) {
        return write(season, directory.resolve(name), locale);
    }

    private static Path write(SeasonDirectory season, Path file, Locale locale) {
        try (ImportHarness harness = new ImportHarness();
                Report report = harness.open(season.path())) {
            new ReportFiles(report, locale).write(file);
        }
        return file;
    }
}
