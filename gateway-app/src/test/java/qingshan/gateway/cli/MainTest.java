package qingshan.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import qingshan.gateway.Explained;
import qingshan.gateway.Sentences;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @EnumSource
    void help_ends_with_0_in_either_language(Lang lang) {
        assertThat(run(lang, "--help")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains(Sentences.of(Main.class, "Commands", lang.locale()).say("lang"));
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
    void an_explained_failure_ends_with_1_and_its_sentence_alone() {
        assertThat(runFailing(Lang.zh, new Foreseen())).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("zh" + System.lineSeparator());
    }

    @Test
    void an_unforeseen_failure_ends_with_1_and_shows_its_place() {
        assertThat(runFailing(Lang.en, new IllegalStateException("odd"))).isEqualTo(1);
        assertThat(err.toString()).startsWith("This could not be done").contains("odd", "at qingshan.gateway.cli");
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
    private record Fails(RuntimeException failure) implements Runnable {
        @Override
        public void run() {
            throw failure;
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
