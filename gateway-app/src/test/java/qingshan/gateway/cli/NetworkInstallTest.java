package qingshan.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import qingshan.gateway.Sentences;
import qingshan.gateway.network.install.Order;

/** What the command line of the installation says; the installation itself has tests of its own. */
class NetworkInstallTest {
    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void nothing_is_there() {
        environment.put("XDG_CACHE_HOME", directory.toString());
        environment.put("QINGSHAN_HOME", directory.resolve("home").toString());
    }

    @Test
    void what_is_not_meant_so_is_wrong_usage() throws IOException {
        Path digests = Files.writeString(directory.resolve("SHA256SUMS"), "0".repeat(64) + "  other.tar.gz\n");
        String archive = Order.archives().getFirst();
        for (String[] wrong : new String[][] {
            {"--url", "ftp://host/"},
            {"--url", "https://user:word@host/"},
            {"--url", "https://host/", "--from", "a.tgz"},
            {"--sha256", archive + "=12"},
            {"--sha256", "other.tar.gz=" + "0".repeat(64)},
            {"--sha256-file", digests.toString()},
            {"--from"},
        }) {
            assertThat(run(Lang.en, wrong)).as(String.join(" ", wrong)).isEqualTo(2);
            assertThat(err.toString()).isNotBlank();
            err.getBuffer().setLength(0);
        }
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_cannot_be_done_ends_with_1_and_one_sentence(Lang lang) throws IOException {
        environment.put("QINGSHAN_FABRIC_URL", "http://127.0.0.1:1");
        assertThat(run(lang)).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("http://127.0.0.1:1/" + Order.archives().getFirst(), "--url", "--from");
        assertThat(out.toString())
                .contains(
                        "fabric-ca-client",
                        "http://127.0.0.1:1/" + Order.archives().getLast());
        err.getBuffer().setLength(0);
        environment.put("QINGSHAN_FABRIC_URL", "here");
        assertThat(run(lang)).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("here ");
        err.getBuffer().setLength(0);
        Path digests = Files.writeString(directory.resolve("SHA256SUMS"), "none\n");
        assertThat(run(lang, "--sha256-file", digests.toString())).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("SHA256SUMS", "sha256sum");
    }

    private int run(Lang lang, String... arguments) {
        Sentences sentences = Sentences.of(Main.class, "Commands", lang.locale());
        return Main.speaking(lang, new CommandLine(new NetworkInstallCommand(sentences, environment)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
