package qingshan.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.Sentences;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.embedded.BlockStore;
import qingshan.gateway.follower.County;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.proof.Audit;
import qingshan.proof.AuditOptions;
import qingshan.proof.AuditResult;
import qingshan.proof.Verdict;
import qingshan.proof.offence.Kind;
import qingshan.rules.testing.Story;

class ExportTest {
    @TempDir
    private Path directory;

    @Test
    void a_ledger_of_every_command_is_shown_to_whoever_knows_its_head_and_roots() throws IOException {
        Path file = directory.resolve("ledger.qse");
        Path roots = directory.resolve("roots.pem");
        // keys of its own: certificates must be valid at the time of the story
        try (County county = new County(Home.at(directory.resolve("home")))) {
            county.submit(Story.told());
            Export export = new Export(new BlockStore(county.database()));
            Export.Made made = export.write(file, number -> {});
            export.writeRoots(roots);

            AuditResult result = Audit.run(
                    file, AuditOptions.at(Instant.now()).withHead(made.head()).withTrust(Files.readAllBytes(roots)));

            assertThat(result.offence()).isNull();
            assertThat(result.verdict()).isEqualTo(Verdict.SHOWN);
            assertThat(result.counts().blocks()).isEqualTo(made.blocks());
            assertThat(result.counts().transactions())
                    .isEqualTo(Story.told().steps().size());
            assertThat(Files.size(file)).isEqualTo(made.bytes());
        }
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(file, roots, directory.resolve("home"));
        }
    }

    @Test
    void there_is_nothing_to_export_before_there_is_a_ledger() {
        try (Database empty = TestPostgres.fresh()) {
            Export export = new Export(new BlockStore(empty));
            assertThatThrownBy(() -> export.write(directory.resolve("x"), number -> {}))
                    .isInstanceOfSatisfying(
                            ProofException.class,
                            e -> assertThat(e.sentence(Locale.ENGLISH)).contains("import a season first"));
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_file_that_cannot_be_written_is_said_in_one_sentence() {
        try (County county = new County()) {
            Export export = new Export(new BlockStore(county.database()));
            Path nowhere = directory.resolve("no/such/directory/x");
            assertThatThrownBy(() -> export.write(nowhere, number -> {}))
                    .isInstanceOfSatisfying(
                            ProofException.class,
                            e -> assertThat(e.sentence(Locale.CHINESE)).contains("不能写入", nowhere.toString()));
        }
    }

    @Test
    void a_directory_is_no_file_to_export_to() {
        try (County county = new County()) {
            Export export = new Export(new BlockStore(county.database()));
            for (Path place : List.of(Path.of("/"), directory)) {
                assertThatThrownBy(() -> export.write(place, number -> {}))
                        .isInstanceOfSatisfying(
                                ProofException.class,
                                e -> assertThat(e.sentence(Locale.ENGLISH)).contains("directory"));
            }
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void every_offence_and_verdict_has_a_sentence_in_both_languages() {
        for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.CHINESE}) {
            Sentences sentences = Sentences.of(ProofException.class, "Proof", locale);
            for (Kind kind : Kind.values()) {
                assertThat(sentences.say("audit.offence." + kind)).isNotBlank();
            }
            for (Verdict verdict : Verdict.values()) {
                if (verdict != Verdict.OFFENCE) {
                    assertThat(sentences.say("audit.verdict." + verdict)).isNotBlank();
                }
            }
        }
    }
}
