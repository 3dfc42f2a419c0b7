package qingshan.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.network.install.Programs;

/** A program is run and heard, whatever becomes of the disk. */
class ToolTest {
    @TempDir
    private Path directory;

    private Tool.Ended run(String script) {
        Programs shell = new Programs(List.of(new Programs.Found("peer", Path.of("/bin/sh"), "")));
        return new Tool(() -> shell, new Place(directory))
                .attempt("peer", Map.of("SAID", "err"), List.of("-c", script));
    }

    @Test
    void where_nothing_can_be_written_a_program_is_heard_all_the_same() {
        Place place = new Place(directory);
        Place.write(place.run(), "no directory");
        Place.write(place.logs(), "no directory");
        assertThat(run("echo out; echo $SAID >&2; exit 3")).isEqualTo(new Tool.Ended(3, "out\n", "err\n"));
    }

    @Test
    void what_it_says_leaves_no_file_but_the_log() {
        assertThat(run("echo out").out()).isEqualTo("out\n");
        assertThat(directory).isDirectoryRecursivelyContaining("glob:**/tools.log");
        assertThat(Files.exists(new Place(directory).run())).isFalse();
    }

    @Test
    void one_that_says_too_much_ends_too() {
        Tool.Ended ended = run("head -c 20000000 /dev/zero | tr '\\0' x; head -c 100000 /dev/zero >&2");
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).hasSize(16 << 20);
        assertThat(ended.err()).hasSize(100_000);
    }
}
