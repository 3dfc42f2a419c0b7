package qingshan.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was killed while it wrote an archive leaves nothing for long. */
class ArchiveWriterTest {
    @TempDir
    private Path directory;

    @Test
    void halves_of_the_same_archive_go_and_all_else_stays() throws IOException {
        Path left = file("a.zip123.part", true);
        Path[] kept = {
            file("a.zip456.part", false), // another may be at it
            file("a.zip.part", true),
            file("b.zip123.part", true),
            file("b.a.zip123.part", true)
        };
        try (ArchiveWriter archive = new ArchiveWriter(directory.resolve("a.zip"), _ -> {})) {
            archive.finish();
        }
        assertThat(left).doesNotExist();
        assertThat(kept).allSatisfy(file -> assertThat(file).exists());
        assertThat(directory.resolve("a.zip")).exists();
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(kept.length + 1);
        }
    }

    private Path file(String name, boolean old) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "x");
        if (old) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
        }
        return file;
    }
}
