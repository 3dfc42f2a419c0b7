package qingshan.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a benchmark leaves behind: nothing. */
class GroundTest {
    @TempDir
    private Path cache;

    @Test
    void what_writes_is_ended_once_and_nothing_begins_after() throws IOException {
        AtomicInteger ended = new AtomicInteger();
        Ground ground = open();
        ground.endFirst(ended::incrementAndGet);
        ground.endWriters();
        ground.close();
        assertThat(ended).hasValue(1);
        assertThat(ground.directory()).doesNotExist();
        assertThatThrownBy(() -> ground.endFirst(() -> {})).hasMessageContaining("broken off");
    }

    @Test
    void what_cannot_be_ended_keeps_nothing_else_from_being_removed() throws IOException {
        Ground ground = open();
        Path home = ground.place().home();
        ground.endFirst(() -> {
            throw new IllegalStateException("it hangs");
        });
        assertThatThrownBy(ground::close).hasMessageContaining("it hangs");
        assertThat(home).as("its PostgreSQL has ended, and is gone").doesNotExist();
        assertThat(ground.directory()).doesNotExist();
    }

    private Ground open() throws IOException {
        return Ground.open(Bench.Size.QUICK, Map.of("XDG_CACHE_HOME", cache.toString()));
    }
}
