package qingshan.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import picocli.CommandLine;
import qingshan.gateway.Sentences;
import qingshan.gateway.embedded.BlockStore;
import qingshan.gateway.follower.County;
import qingshan.gateway.follower.Load;
import qingshan.gateway.home.Home;
import qingshan.gateway.home.Secrets;
import qingshan.gateway.label.Serial;
import qingshan.gateway.label.SerialMaker;
import qingshan.gateway.proof.Export;
import qingshan.rules.json.JsonParser;
import qingshan.rules.value.RecordName;

/** {@code trace} and {@code rebuild} as an operator runs them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TraceCommandTest {
    private final County county = new County();
    private Map<String, String> environment = Map.of();

    @BeforeAll
    void twoRuns(@TempDir Path home) {
        Load load = new Load(county);
        for (String number : List.of("1", "2")) {
            load.harvests(20);
            load.processAndPack(20 * 1_000 + 19 * 20 / 2, number);
        }
        PGSimpleDataSource source = (PGSimpleDataSource) county.database().source();
        environment = Map.of(
                "QINGSHAN_HOME",
                home.toString(),
                "QINGSHAN_DATABASE_URL",
                source.getURL() + "&user=" + source.getUser() + "&password=" + source.getPassword());
    }

    @AfterAll
    void close() {
        county.close();
    }

    private record Result(int exit, String out, String err) {}

    @Test
    void a_run_is_traced_by_its_number() {
        Result result = run(Lang.en, "trace", "R1");
        assertThat(result.err()).isEmpty();
        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .contains("packing run R1", "processing B1", "recorded by the market, unsigned (adopted");
        assertThat(run(Lang.zh, "trace", "R1").out()).contains("包装批 R1", "市场见证（采信自市场记录）");
    }

    @Test
    void a_pack_is_traced_by_the_code_on_its_label() throws SQLException {
        RecordName run;
        Serial serial;
        try (Connection connection = county.database().source().getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT name FROM read.record WHERE number = 'R1'")) {
                assertThat(row.next()).isTrue();
                run = new RecordName(row.getString(1));
            }
            serial = new SerialMaker(Secrets.of(connection, Secrets.MARKET)).serial(run, 2);
            statement.executeUpdate("INSERT INTO own.packing (record) VALUES ('" + run + "')");
            statement.executeUpdate("INSERT INTO own.serial SELECT " + serial.head() + ", id, 2 FROM own.packing");
        }
        String byIndex = run(Lang.en, "trace", "R1#2").out();
        assertThat(byIndex).contains("packing run R1");
        for (String typed : List.of(serial.code(), serial.code().toLowerCase(Locale.ROOT), serial.value())) {
            assertThat(run(Lang.en, "trace", typed).out()).isEqualTo(byIndex);
        }
        assertThat(run(Lang.en, "trace", "nothing").err()).contains("RUN#INDEX", "code");
    }

    @Test
    void json_is_one_object() {
        Result result = run(Lang.en, "trace", "--json", "R2");
        assertThat(JsonParser.object(result.out().strip()).members()).containsKeys("back", "growers", "subject");
    }

    @Test
    void what_nobody_knows_ends_in_one_sentence_and_exit_code_1() {
        Result result = run(Lang.en, "trace", "R3");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err().strip().lines()).singleElement().asString().contains("R3");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void a_number_of_several_things_lists_them() {
        Result result = run(Lang.en, "trace", "6900034092504");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err().lines()).hasSize(3).last().asString().contains("packing run", "packing/R2");
    }

    @Test
    void an_export_is_traced_once_an_audit_holds(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("ledger.qse");
        // keys of its own: certificates must be valid at the time of the load
        try (County own = new County(Home.at(directory.resolve("keys")))) {
            Load load = new Load(own);
            load.harvests(20);
            load.processAndPack(20 * 1_000 + 19 * 20 / 2, "7");
            new Export(new BlockStore(own.database())).write(file, number -> {});
        }
        Result traced = run(Lang.en, "trace", "R7", "--from", file.toString());
        assertThat(traced.err()).isEmpty();
        assertThat(traced.exit()).isZero();
        assertThat(traced.out()).contains("packing run R7", "recorded by the market, unsigned");

        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        refused(file, "The file is not a whole export", "不是完整的导出");
    }

    @Test
    void nothing_is_shown_of_an_export_with_an_offence(@TempDir Path directory) {
        Path file = directory.resolve("ledger.qse");
        // keys that were made long after: no audit believes them
        new Export(new BlockStore(county.database())).write(file, number -> {});
        refused(file, "A block is not signed by who orders", "签名");
    }

    private void refused(Path file, String english, String chinese) {
        Result result = run(Lang.en, "trace", "R1", "--from", file.toString());
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().strip().lines())
                .singleElement()
                .asString()
                .contains(english)
                .doesNotContain("[", "rebuild");
        assertThat(run(Lang.zh, "trace", "R1", "--from", file.toString()).err()).contains(chinese);
    }

    @Test
    void rebuild_makes_the_rows_of_every_block() {
        Result result = run(Lang.en, "rebuild");
        assertThat(result.exit()).isZero();
        assertThat(result.out())
                .contains(String.format(
                        Locale.ENGLISH, "%,d", county.ledger().height().block() + 1));
    }

    private Result run(Lang lang, String... arguments) {
        Sentences sentences = Sentences.of(Main.class, "Commands", lang.locale());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commands = Main.speaking(
                        lang,
                        new CommandLine(new Main())
                                .addSubcommand(new TraceCommand(sentences, environment))
                                .addSubcommand(new RebuildCommand(sentences, environment)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        List<String> all = new ArrayList<>(List.of(arguments));
        int exit = commands.execute(all.toArray(String[]::new));
        return new Result(exit, out.toString(), err.toString());
    }
}
