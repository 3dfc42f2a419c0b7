package qingshan.gateway.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.rules.value.Digest;

class SeasonFilesTest {
    private static final String HEAD = SeasonDirectory.headings(SeasonTable.PARTIES);

    @TempDir
    private Path temp;

    private SeasonDirectory season = new SeasonDirectory(Path.of(""));

    @BeforeEach
    void write() {
        season = SeasonDirectory.empty(temp);
    }

    @Test
    void rows_keep_their_line_and_are_trimmed_halved_and_filled() {
        season.write("parties.csv", HEAD + "\n\n\"A,１\",  张三\u3000,茶农\n\"a\n\"\"b\"\"\",x,y,z,1,2\r\n\r\n,\r\"\"\r\nZ");
        List<Row> rows = read(SeasonTable.PARTIES);
        assertThat(rows)
                .extracting(Row::line, Row::fields)
                .containsExactly(
                        tuple(3L, List.of("A,1", "张三", "茶农", "", "", "")),
                        tuple(4L, List.of("a\n\"b\"", "x", "y", "z", "1", "2")),
                        tuple(7L, List.of("", "", "", "", "", "")),
                        tuple(8L, List.of("", "", "", "", "", "")),
                        tuple(9L, List.of("Z", "", "", "", "", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030"})
    void the_encoding_is_told_from_the_bytes(String charset) {
        season.write("parties.csv", HEAD + "\nA1,张䶮㐂𠮷,茶农", Charset.forName(charset));
        assertThat(SeasonFiles.open(temp)
                        .file(SeasonTable.PARTIES)
                        .seen()
                        .charset()
                        .name())
                .isEqualTo(charset);
        assertThat(read(SeasonTable.PARTIES).getFirst().field("name")).isEqualTo("张䶮㐂𠮷");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_heading() {
        season.write("parties.csv", "\uFEFF" + HEAD + "\nA1,张三,茶农");
        assertThat(read(SeasonTable.PARTIES)).hasSize(1);
    }

    @Test
    void a_file_in_neither_encoding_is_refused_with_line_and_byte() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write((HEAD + "\nA1,张三,茶农\nA2,").getBytes(StandardCharsets.UTF_8));
        int offset = bytes.size();
        bytes.write(0xFF);
        bytes.write(",茶农\n".getBytes(StandardCharsets.UTF_8));
        season.bytes("parties.csv", bytes.toByteArray());
        refused(SeasonFault.IMPORT_FILE_ENCODING, "parties.csv, line 3, byte " + offset);
    }

    @Test
    void utf_16_is_refused_as_no_text() {
        season.write("parties.csv", HEAD + "\n", StandardCharsets.UTF_16LE);
        refused(SeasonFault.IMPORT_FILE_NOT_TEXT, "parties.csv, line 1");
    }

    @Test
    void headings_must_be_these_in_this_order() {
        season.write("plots.csv", "地块号,卡号,面积(亩),品种,村,经度\n");
        refused(SeasonFault.IMPORT_COLUMN_MISSING, "column 纬度 is missing and should be number 7");
        season.write("plots.csv", "地块号,卡号,面积(亩),品种,村,经度,纬度,卡号\n");
        refused(SeasonFault.IMPORT_COLUMN_DOUBLED, "column 卡号 stands a second time as number 8");
        season.write("plots.csv", "地块号,卡号,面积,品种,村,经度,纬度\n");
        refused(SeasonFault.IMPORT_COLUMN_RENAMED, "column 面积(亩) is missing, and there is \"面积\"");
        season.write("plots.csv", "地块号,卡号,面积(亩),品种,村,经度,纬度,海拔\n");
        refused(SeasonFault.IMPORT_COLUMN_UNKNOWN, "no column \"海拔\" (number 8)");
        season.write("plots.csv", "地块号,卡号,面积(亩),品种,村,纬度,经度\n");
        refused(SeasonFault.IMPORT_COLUMN_MISPLACED, "column 纬度 is number 6, where 经度 should be");
        season.write("plots.csv", "\n\n");
        refused(SeasonFault.IMPORT_FILE_EMPTY, "plots.csv");
    }

    @Test
    void a_field_too_many_is_refused() {
        season.rows(SeasonTable.PARTIES, "A1,a,b,c,d,e", "A2,a,b,c,d,e,");
        refused(SeasonFault.IMPORT_TOO_MANY_FIELDS, "parties.csv, line 3: more than 6 fields");
    }

    @Test
    void a_million_columns_are_refused() {
        season.write("parties.csv", HEAD + ",x".repeat(20_000) + "\n");
        refused(SeasonFault.IMPORT_TOO_MANY_FIELDS, "line 1");
        season.write("parties.csv", HEAD + "\n" + ",".repeat(1_000_000) + "\n");
        refused(SeasonFault.IMPORT_LINE_TOO_LONG, "line 2");
    }

    @Test
    void a_line_of_100_megabytes_is_refused_without_holding_it() {
        byte[] bytes = (HEAD + "\n" + "x".repeat(100_000_000)).getBytes(StandardCharsets.UTF_8);
        season.bytes("parties.csv", bytes);
        refused(SeasonFault.IMPORT_LINE_TOO_LONG, "parties.csv, line 2: longer than 65536 bytes");
    }

    @Test
    void a_field_beyond_the_bound_is_refused() {
        season.rows(SeasonTable.PARTIES, "A1," + "x".repeat(1_001));
        refused(SeasonFault.IMPORT_FIELD_TOO_LONG, "line 2, column 姓名");
    }

    @Test
    void a_quote_that_does_not_close_is_refused() {
        season.rows(SeasonTable.PARTIES, "A1,\"张三,茶农", "A2,李四,茶农");
        refused(SeasonFault.IMPORT_QUOTE_UNCLOSED, "parties.csv, line 2, column 姓名");
        season.rows(SeasonTable.PARTIES, "A1,\"张三,茶农", "A2,李四,茶农,x,y,z", "A3,李四\",茶农,x,y,z");
        refused(SeasonFault.IMPORT_QUOTE_UNCLOSED, "line 2, column 姓名");
        season.rows(SeasonTable.PARTIES, "A0,x", "A1,\"张\"三,茶农");
        refused(SeasonFault.IMPORT_QUOTE_UNCLOSED, "line 3, column 姓名");
        season.rows(SeasonTable.PARTIES, "A1,\"张三", "A2,李四,茶农\r\n".repeat(100_000));
        refused(SeasonFault.IMPORT_QUOTE_UNCLOSED, "line 2, column 姓名");
    }

    @Test
    void a_file_that_changes_between_two_readings_is_refused() throws IOException {
        season.rows(SeasonTable.PARTIES, "A1,张三,茶农");
        SeasonFiles files = SeasonFiles.open(temp);
        Path file = temp.resolve("parties.csv");
        FileTime before = Files.getLastModifiedTime(file);
        season.rows(SeasonTable.PARTIES, "A2,张三,茶农");
        Files.setLastModifiedTime(file, before);
        assertThatExceptionOfType(SeasonException.class)
                .isThrownBy(() -> files.file(SeasonTable.PARTIES).read(row -> {}))
                .satisfies(e -> assertThat(e.fault()).isEqualTo(SeasonFault.IMPORT_FILE_CHANGED));
    }

    @Test
    void what_is_not_there_is_named() throws IOException {
        Files.delete(temp.resolve("slips.csv"));
        refused(SeasonFault.IMPORT_FILE_MISSING, "slips.csv is missing in");
        Files.createDirectory(temp.resolve("slips.csv"));
        refused(SeasonFault.IMPORT_FILE_UNREADABLE, "slips.csv cannot be read");
        assertThatExceptionOfType(SeasonException.class)
                .isThrownBy(() -> SeasonFiles.open(temp.resolve("nowhere")))
                .withMessageContaining("There is no directory");
        assertThatExceptionOfType(SeasonException.class)
                .isThrownBy(() -> SeasonFiles.open(temp.resolve("plots.csv")))
                .withMessageContaining("is a file");
    }

    @Test
    void the_run_is_named_by_every_byte_of_the_eight_files() {
        Digest before = SeasonFiles.open(temp).runId();
        assertThat(SeasonFiles.open(temp).runId()).isEqualTo(before);
        season.rows(SeasonTable.PACKING, "");
        Digest after = SeasonFiles.open(temp).runId();
        season.write("season.json", SeasonDirectory.SETTINGS + " ");
        assertThat(List.of(before, after, SeasonFiles.open(temp).runId())).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(SeasonFault.class)
    void every_fault_has_a_sentence_in_both_languages(SeasonFault fault) {
        SeasonException e = SeasonException.at(fault, "a", "b", "c", "d");
        assertThat(e.sentence(Locale.ENGLISH))
                .isNotEqualTo(e.sentence(Locale.CHINESE))
                .doesNotContain("{");
        assertThat(e.sentence(Locale.SIMPLIFIED_CHINESE))
                .isEqualTo(e.sentence(Locale.CHINESE))
                .doesNotContain("{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01", "1969-03-01", "0000-01-01"})
    void a_season_that_begins_before_the_ledger_s_time_is_refused(String from) {
        season.write("season.json", SeasonDirectory.SETTINGS.replace("2025-03-01", from));
        refused(SeasonFault.IMPORT_SETTINGS_VALUE, "from cannot be \"" + from + "\"");
    }

    @Test
    void a_season_that_ends_after_the_ledger_s_time_is_refused() {
        season.write("season.json", SeasonDirectory.SETTINGS.replace("2025-03-31", "9999-01-01"));
        refused(SeasonFault.IMPORT_SETTINGS_VALUE, "to cannot be \"9999-01-01\"");
        season.write(
                "season.json",
                SeasonDirectory.SETTINGS.replace("2025-03-01", "1970-01-02").replace("2025-03-31", "9998-12-31"));
        assertThat(SeasonFiles.open(temp).settings().from()).isEqualTo("1970-01-02");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " x",
                "a/b",
                "\\ud800",
                "\\u200b",
                "\\u202e",
                "\\ufdd0",
                "\\u0085",
                "123456789012345678901234567890123"
            })
    void a_season_s_name_that_the_ledger_cannot_hold_is_refused_before_anything_is_written(String name) {
        season.write("season.json", SeasonDirectory.SETTINGS.replace("2025-test", name));
        refused(SeasonFault.IMPORT_SETTINGS_VALUE, "season cannot be");
    }

    private List<Row> read(SeasonTable table) {
        List<Row> rows = new ArrayList<>();
        SeasonFiles.open(temp).file(table).read(rows::add);
        return rows;
    }

    private void refused(SeasonFault fault, String words) {
        assertThatExceptionOfType(SeasonException.class)
                .isThrownBy(() -> {
                    SeasonFiles files = SeasonFiles.open(temp);
                    for (SeasonTable table : SeasonTable.values()) {
                        files.file(table).read(row -> {});
                    }
                })
                .withMessageContaining(words)
                .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
    }
}
