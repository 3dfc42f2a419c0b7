package qingshan.gateway.network.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.Sha256;

class DigestsTest {
    private static final String ZEROS = "0".repeat(64);
    private static final String OF_A = Sha256.hex("a".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path directory;

    @Test
    void what_the_release_records_must_be_so_whatever_else_is_given() throws IOException {
        Path archive = Files.writeString(directory.resolve("a.tgz"), "a");
        Digests digests = new Digests(directory.resolve("known"), Map.of("a.tgz", OF_A));
        Fixture.Heard heard = new Fixture.Heard();
        assertThat(digests.check(archive, OF_A, false, heard)).isEqualTo(OF_A);
        assertThat(heard.said()).containsExactly("a.tgz has the SHA-256 digest that it must have: " + OF_A);
        assertThat(catchThrowableOfType(InstallException.class, () -> digests.check(archive, ZEROS, false, heard)))
                .hasMessageContaining("is recorded for this release");
    }

    @Test
    void only_a_safe_connection_vouches_for_what_is_not_known() throws IOException {
        Path archive = Files.writeString(directory.resolve("a.tgz"), "a");
        Digests digests = new Digests(directory.resolve("known"), Map.of());
        Fixture.Heard heard = new Fixture.Heard();
        digests.check(archive, "", true, heard);
        digests.check(archive, "", false, heard);
        assertThat(heard.said()).first().asString().contains("only the connection (TLS) vouches");
        assertThat(heard.said()).last().asString().contains("nothing vouches");
    }

    @Test
    void a_file_of_digests_is_read_as_sha256sum_writes_it() throws IOException {
        Path file = directory.resolve("SHA256SUMS");
        Files.writeString(file, OF_A.toUpperCase(Locale.ROOT) + "  a.tgz\n\n" + ZEROS + " *b.tgz\n");
        assertThat(Digests.read(file)).isEqualTo(Map.of("a.tgz", OF_A, "b.tgz", ZEROS));
        Files.writeString(file, "a.tgz: " + OF_A);
        assertThat(catchThrowableOfType(InstallException.class, () -> Digests.read(file)))
                .hasMessageContaining("is no file of digests");
        assertThat(catchThrowableOfType(InstallException.class, () -> Digests.read(directory.resolve("none"))))
                .hasMessageContaining("Cannot read the digests")
                .hasMessageContaining("it is not there");
    }
}
