package qingshan.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is known again by what no clock has a part in. */
class RunningTest {
    private static final ProcessHandle SELF = ProcessHandle.current();

    @Test
    void a_process_is_found_as_long_as_it_is_the_same() {
        assertThat(new Running.One("self", SELF.pid(), Birth.of(SELF), 1).handle())
                .contains(SELF);
        assertThat(new Running.One("self", SELF.pid(), "another", 1).handle()).isEmpty();
        assertThat(new Running.One("self", SELF.pid(), "", 1).handle()).isEmpty();
    }

    @Test
    void where_the_system_counts_from_its_own_start_no_clock_has_a_part() throws IOException {
        Path boot = Path.of("/proc/sys/kernel/random/boot_id");
        Assumptions.assumeTrue(Files.exists(boot), "no Linux");
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String ticks = stat.substring(stat.lastIndexOf(") ") + 2).split(" ", -1)[19];
        assertThat(Birth.of(SELF)).isEqualTo(Files.readString(boot).strip() + " " + ticks);
    }

    @Test
    void what_another_version_wrote_is_told_with_what_to_do(@TempDir Path temp) throws IOException {
        Place place = new Place(temp);
        Files.createDirectories(place.run());
        Path file = Files.writeString(
                place.run().resolve("running.json"),
                "{\"processes\":[{\"name\":\"peer0.trade\",\"pid\":1,\"startedMillis\":1,\"starts\":1}]}");
        assertThatThrownBy(() -> Running.read(place)).isInstanceOfSatisfying(NetworkException.class, failure -> {
            assertThat(failure.sentence(Locale.ENGLISH)).contains(file.toString(), "birth", "network down");
            assertThat(failure.sentence(Locale.CHINESE)).contains(file.toString(), "birth", "network down");
        });
        Files.writeString(file, "{\"processes\":[");
        assertThatThrownBy(() -> Running.read(place)).isInstanceOf(NetworkException.class);
    }

    @Test
    void a_program_may_be_called_anything() {
        String stat = "12 (a) b (c) S 1 12 12 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 9876 8192 1 18446744073709551615";
        assertThat(Birth.of("boot", stat)).isEqualTo("boot 9876");
    }
}
