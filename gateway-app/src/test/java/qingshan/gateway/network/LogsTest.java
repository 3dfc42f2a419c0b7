package qingshan.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of what a process says the newest is kept, and it goes on saying it. */
class LogsTest {
    private static final int BOUND = 100;

    @TempDir
    private Path directory;

    @Test
    void a_log_that_is_too_long_begins_anew_under_a_process_that_writes_it() throws IOException {
        Logs logs = new Logs(directory);
        Path log = directory.resolve("peer0.trade.log");
        try (OutputStream process = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            say(process, 1, 5);
            logs.bound(BOUND);
            assertThat(Files.size(log)).as("within its bound").isPositive();
            for (int lines = 6; lines < 300; lines += 20) {
                say(process, lines, lines + 19);
                logs.bound(BOUND);
            }
            say(process, 306, 307);
        }
        assertThat(log).hasContent("line 306\nline 307\n");
        assertThat(logs.files()).containsOnlyKeys("peer0.trade");
        assertThat(Logs.tail(log, 1)).containsExactly("line 307");
        assertThat(Logs.tail(log, 4)).containsExactly("line 304", "line 305", "line 306", "line 307");
        assertThat(Logs.tail(log, 100)).as("one older").hasSize(22).startsWith("line 286");
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void where_no_copy_can_be_made_the_newer_one_is_kept_to_twice_the_bound() throws IOException {
        Logs logs = new Logs(directory);
        Path log = directory.resolve("peer0.trade.log");
        Files.createDirectories(directory.resolve("peer0.trade.log.2").resolve("in the way"));
        Files.writeString(log, "x".repeat(2 * BOUND));
        logs.bound(BOUND);
        assertThat(log).hasSize(2 * BOUND);
        Files.writeString(log, "x", StandardOpenOption.APPEND);
        logs.bound(BOUND);
        assertThat(log).isEmptyFile();
    }

    @Test
    void the_bound_is_a_setting() {
        assertThat(Logs.bytesMax(Map.of("QINGSHAN_LOG_BYTES", "1000"))).isEqualTo(1000);
        assertThat(Logs.bytesMax(Map.of())).isEqualTo(64 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "0", "many", "64 MB"})
    void another_bound_than_a_number_of_bytes_is_refused(String said) {
        assertThatThrownBy(() -> Logs.bytesMax(Map.of("QINGSHAN_LOG_BYTES", said)))
                .isInstanceOf(NetworkException.class)
                .hasMessageContainingAll("QINGSHAN_LOG_BYTES", said, "above zero");
    }

    private static void say(OutputStream process, int from, int to) throws IOException {
        for (int line = from; line <= to; line++) {
            process.write("line %d\n".formatted(line).getBytes(StandardCharsets.UTF_8));
        }
    }
}
