package qingshan.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import qingshan.gateway.Sentences;
import qingshan.gateway.TestPostgres;

/** Accounts from the command line. */
class UserAddTest {
    @TempDir
    private Path home;

    @Test
    void an_account_that_is_made_and_one_that_is_replaced_are_told_apart() {
        Map<String, String> environment =
                Map.of("QINGSHAN_HOME", home.toString(), "QINGSHAN_DATABASE_URL", TestPostgres.freshUrl());
        assertThat(add(environment, Lang.en, "li-na", "--role", "market-clerk"))
                .isEqualTo("li-na may sign in now, as market-clerk.\n");
        assertThat(add(environment, Lang.en, "li-na", "--role", "inspector"))
                .startsWith("li-na was there already:")
                .contains("are replaced", "as inspector");
        assertThat(add(environment, Lang.zh, "li-na", "--role", "inspector")).contains("原已存在");
    }

    private static String add(Map<String, String> environment, Lang lang, String... arguments) {
        StringWriter said = new StringWriter();
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("correct horse battery\n".getBytes(StandardCharsets.UTF_8)));
        try {
            Sentences sentences = Sentences.of(Main.class, "Commands", lang.locale());
            PrintWriter out = new PrintWriter(said, true);
            assertThat(new CommandLine(new UserAddCommand(sentences, environment))
                            .setOut(out)
                            .setErr(out)
                            .execute(arguments))
                    .as(said.toString())
                    .isZero();
        } finally {
            System.setIn(before);
        }
        return said.toString();
    }
}
