package qingshan.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import qingshan.contracts.party.PartyContract;
import qingshan.gateway.Sentences;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.embedded.EmbeddedLedger;
import qingshan.gateway.embedded.Settings;
import qingshan.gateway.home.Database;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;

/** {@code ./qingshan export} and {@code ./qingshan audit}. */
class ProofCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void what_export_wrote_audit_proves_with_the_head_and_roots_that_it_showed() throws IOException {
        Path file = export();
        String head = out.toString().replaceAll("(?s).*Head: ([0-9a-f]{64}).*", "$1");
        assertThat(out.toString()).contains("Exported 1 block,");

        assertThat(run(Lang.en, "audit", file, "--head", head, "--trust", directory.resolve("roots.pem")))
                .isZero();
        assertThat(out.toString())
                .startsWith("Consistent, and shown to be the ledger")
                .contains("Amounts: not checked");

        assertThat(run(Lang.zh, "audit", file)).isZero();
        assertThat(out.toString()).startsWith("自身一致；未证明是他人所见的账本。");
    }

    @Test
    void a_changed_byte_ends_with_1_and_is_named() throws IOException {
        Path file = export();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThat(run(Lang.en, "audit", file)).isEqualTo(1);
        assertThat(out.toString()).startsWith("The file is not a whole export");

        assertThat(run(Lang.en, "audit", file, "--json")).isEqualTo(1);
        JsonObject json = JsonParser.object(out.toString().strip());
        assertThat(json.text("verdict")).isEqualTo("OFFENCE");
        assertThat(json.get("offence"))
                .isInstanceOfSatisfying(
                        JsonObject.class,
                        offence -> assertThat(offence.text("kind")).isEqualTo("EXPORT_DAMAGED"));
    }

    @Test
    void a_verdict_is_the_same_json_in_either_language() throws IOException {
        Path file = export();
        assertThat(run(Lang.en, "audit", file, "--json")).isZero();
        String english = out.toString();
        assertThat(run(Lang.zh, "audit", file, "--json")).isZero();
        assertThat(out.toString()).isEqualTo(english);
        assertThat(JsonParser.object(english.strip()).text("verdict")).isEqualTo("CONSISTENT");
    }

    @Test
    void what_cannot_be_read_or_is_no_head_or_root_is_said_in_one_sentence() throws IOException {
        Path file = export();
        Path text = Files.writeString(directory.resolve("text"), "not a certificate");

        assertThat(run(Lang.en, "audit", directory.resolve("missing"))).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(run(Lang.en, "audit", directory)).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(run(Lang.en, "audit", file, "--trust", text)).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(run(Lang.en, "audit", file, "--head", "abc")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(run(Lang.en, "audit")).isEqualTo(2);
    }

    private Path export() {
        String url = TestPostgres.freshUrl();
        try (Database database = Database.openAt(url);
                EmbeddedLedger ledger = EmbeddedLedger.open(
                        TestPostgres.home(), database, new Settings("test", List.of(new PartyContract())))) {
            assertThat(ledger.height().block()).isZero();
        }
        Path file = directory.resolve("ledger.qse");
        Map<String, String> environment =
                Map.of("QINGSHAN_HOME", directory.resolve("home").toString(), "QINGSHAN_DATABASE_URL", url);
        Sentences sentences = Sentences.of(Main.class, "Commands", Lang.en.locale());
        CommandLine commands = new CommandLine(new Main()).addSubcommand(new ExportCommand(environment, sentences));
        int code = heard(Main.speaking(Lang.en, commands))
                .execute(
                        "export",
                        file.toString(),
                        "--roots",
                        directory.resolve("roots.pem").toString());
        assertThat(code).as(err.toString()).isZero();
        return file;
    }

    private int run(Lang lang, Object... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        return heard(Main.commandLine(lang)).execute(texts);
    }

    private CommandLine heard(CommandLine commands) {
        return commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    }
}
