package qingshan.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import qingshan.gateway.Explained;
import qingshan.gateway.Sentences;
import qingshan.gateway.Trouble;
import qingshan.gateway.proof.ProofException;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @EnumSource
    void help_ends_with_0_in_either_language(Lang lang) {
        assertThat(run(lang, "--help")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains(Sentences.of(Main.class, "Commands", lang.locale()).say("lang"))
                .contains("./qingshan test");
    }

    @ParameterizedTest
    @EnumSource
    void wrong_usage_ends_with_2_and_says_where_help_is(Lang lang) {
        for (List<String> wrong : List.of(
                List.<String>of(), List.of("--foo"), List.of("no-such"), List.of("--lang"), List.of("--lang=fr"))) {
            assertThat(run(lang, wrong.toArray(String[]::new))).isEqualTo(2);
            assertThat(err.toString().lines()).hasSize(2).last().asString().contains("./qingshan --help");
            err.getBuffer().setLength(0);
        }
    }

    @Test
    void a_group_of_commands_asks_for_one_and_says_where_they_are() {
        assertThat(run(Lang.en, "user")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("Name a command.", "\"./qingshan user --help\" says what can be given.");
    }

    @Test
    void an_explained_failure_ends_with_1_and_its_sentence_alone() {
        assertThat(runFailing(Lang.zh, new Foreseen())).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("zh" + System.lineSeparator());
    }

    @Test
    void an_explained_failure_leaves_a_trace_only_where_its_sentence_points_to_it(@TempDir Path home)
            throws IOException {
        CouldNot could = new CouldNot(
                Sentences.of(Main.class, "Commands", Locale.ENGLISH), Map.of("QINGSHAN_HOME", home.toString()));
        Exception explained = new ProofException("audit.pack.bad", new IllegalStateException("odd"), "a.json");
        assertThat(could.tell(explained, new PrintWriter(err, true))).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("a.json");
        assertThat(home).isEmptyDirectory();
        IllegalStateException odd = new IllegalStateException("odd");
        could.tell(
                new ProofException("audit.pack.unreadable", odd, "a.json", Trouble.of(odd)),
                new PrintWriter(err, true));
        assertThat(err.toString()).contains("failures.log");
        assertThat(Files.readString(home.resolve("failures.log"))).contains("IllegalStateException: odd");
    }

    @Test
    void an_unforeseen_failure_ends_with_1_and_keeps_its_place_in_the_home(@TempDir Path home) throws IOException {
        CouldNot could = new CouldNot(
                Sentences.of(Main.class, "Commands", Locale.ENGLISH), Map.of("QINGSHAN_HOME", home.toString()));
        assertThat(could.tell(new IllegalStateException("odd"), new PrintWriter(err, true)))
                .isEqualTo(1);
        Path log = home.resolve("failures.log");
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("This could not be done")
                .contains("IllegalStateException", log.toString());
        assertThat(log).content().contains("odd", "at qingshan.gateway.cli.MainTest");
    }

    @Test
    void an_error_ends_with_1_and_one_sentence() {
        CommandLine all = new CommandLine(new Main()).addSubcommand("fail", new Fails(new OutOfMemoryError("heap")));
        assertThat(Main.execute(heard(Main.speaking(Lang.en, all)), Lang.en, "fail"))
                .isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("the memory is used up", "-Xmx");
    }

    @Test
    void output_that_goes_nowhere_ends_with_1() {
        CommandLine all = new CommandLine(new Main()).setErr(new PrintWriter(err, true));
        try (OutputStream full = Files.newOutputStream(Path.of("/dev/full"))) {
            all.setOut(new PrintWriter(full, true, StandardCharsets.UTF_8));
            assertThat(Main.execute(Main.speaking(Lang.zh, all), Lang.zh, "--help"))
                    .isEqualTo(1);
        } catch (IOException e) {
            assumeThat(Path.of("/dev/full")).as("a device that is always full").exists();
        }
        assertThat(err.toString().lines()).singleElement().asString().contains("没能写完");
    }

    @Test
    void the_language_is_that_of_the_last_option_then_the_environment_then_the_machine() {
        assertThat(Lang.of(List.of("x", "--lang", "zh"), "en", Locale.ENGLISH)).isEqualTo(Lang.zh);
        assertThat(Lang.of(List.of("--lang=en", "x", "--lang=zh"), "en", Locale.ENGLISH))
                .isEqualTo(Lang.zh);
        assertThat(Lang.of(List.of("--", "--lang=zh"), "en", Locale.CHINESE)).isEqualTo(Lang.en);
        assertThat(Lang.of(List.of(), "zh", Locale.ENGLISH)).isEqualTo(Lang.zh);
        assertThat(Lang.of(List.of(), null, Locale.SIMPLIFIED_CHINESE)).isEqualTo(Lang.zh);
        assertThat(Lang.of(List.of(), null, Locale.FRENCH)).isEqualTo(Lang.en);
    }

    private int run(Lang lang, String... arguments) {
        return heard(Main.commandLine(lang)).execute(arguments);
    }

    private int runFailing(Lang lang, RuntimeException failure) {
        CommandLine all = new CommandLine(new Main()).addSubcommand("fail", new Fails(failure));
        return heard(Main.speaking(lang, all)).execute("fail");
    }

    private CommandLine heard(CommandLine all) {
        return all.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    }

    @Command
    private record Fails(Throwable failure) implements Runnable {
        @Override
        public void run() {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
    }

    private static final class Foreseen extends RuntimeException implements Explained {
        private static final long serialVersionUID = 1L;

        @Override
        public String sentence(Locale locale) {
            return locale.getLanguage();
        }
    }
}
