package qingshan.gateway.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is removed is all of it and no more, and what cannot be written leaves nothing. */
class HomeTest {
    @TempDir
    private Path directory;

    @Test
    void a_tree_is_removed_and_what_its_links_lead_to_stays() throws IOException {
        Path stays = Files.writeString(directory.resolve("stays"), "x");
        Path tree = Files.createDirectories(directory.resolve("tree").resolve("deeper"));
        Files.writeString(tree.resolve("file"), "x");
        Files.createSymbolicLink(tree.resolve("link"), stays);
        Path broken = Files.createSymbolicLink(directory.resolve("broken"), directory.resolve("nowhere"));
        Home.delete(directory.resolve("tree"));
        Home.delete(broken);
        Home.delete(directory.resolve("never there"));
        assertThat(directory).isDirectoryContaining(stays::equals);
        assertThat(directory.toFile().list()).containsExactly("stays");
    }

    @Test
    void what_cannot_be_written_leaves_no_half() throws IOException {
        Path inTheWay = Files.createDirectories(directory.resolve("file").resolve("full"));
        byte[] content = "x".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Home.writeSecret(directory.resolve("file"), content))
                .isInstanceOf(IOException.class);
        assertThat(inTheWay).isDirectory();
        assertThat(directory.toFile().list()).containsExactly("file");
    }
}
