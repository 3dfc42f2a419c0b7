package qingshan.gateway.network.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProgramsTest {
    @TempDir
    private Path directory;

    @Test
    void the_first_place_that_has_a_program_decides() throws IOException {
        Path path = directory.resolve("path");
        Fixture.programs(path);
        assertThat(find().path("peer")).isEqualTo(path.resolve("peer"));
        Path cache = Places.of(environment()).installed().resolve("bin");
        Fixture.program(cache, Program.PEER, Fixture.says("v3.1.4"));
        assertThat(find().path("peer")).isEqualTo(cache.resolve("peer"));
        Path home = directory.resolve("home");
        Fixture.program(home.resolve("bin"), Program.PEER, Fixture.says("3.1.0-snapshot-1a2b"));
        assertThat(find().path("peer")).isEqualTo(home.resolve("bin/peer"));
        Fixture.program(home, Program.PEER, Fixture.says("3.1"));
        Programs programs = find();
        assertThat(programs.path("peer")).isEqualTo(home.resolve("peer"));
        assertThat(programs.path("orderer")).isEqualTo(path.resolve("orderer"));
        assertThat(programs.found())
                .extracting(Programs.Found::name)
                .containsExactly(
                        "peer",
                        "orderer",
                        "osnadmin",
                        "configtxgen",
                        "configtxlator",
                        "fabric-ca-server",
                        "fabric-ca-client");
        assertThatThrownBy(() -> programs.path("geth")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void those_that_lack_are_named_with_where_they_were_looked_for_and_what_brings_them() throws IOException {
        Fixture.programs(directory.resolve("path"));
        Files.delete(directory.resolve("path/osnadmin"));
        assertThat(directory.resolve("path/peer").toFile().setExecutable(false, false))
                .isTrue();
        String cache = Places.of(environment()).installed().resolve("bin").toString();
        assertThat(failure().sentence(Locale.ENGLISH))
                .isEqualTo("Programs of Fabric are not there: peer, osnadmin. Looked in " + directory.resolve("home")
                        + " and its bin (FABRIC_HOME), in " + cache
                        + " and on the PATH. ./qingshan network install brings them.");
        assertThat(failure().sentence(Locale.CHINESE)).contains("peer, osnadmin", "./qingshan network install");
    }

    @ParameterizedTest
    @CsvSource({
        "PEER, v2.5.16",
        "ORDERER, v3.0.0",
        "CONFIGTXGEN, 3.2.0",
        "FABRIC_CA_SERVER, 1.4.9",
        "FABRIC_CA_CLIENT, 2.0.0"
    })
    void a_wrong_version_is_refused_with_the_one_that_is_needed(Program program, String version) throws IOException {
        Fixture.programs(directory.resolve("path"));
        Path file = Fixture.program(directory.resolve("path"), program, Fixture.says(version) + Fixture.SIGNS);
        boolean ca = program.file().startsWith("fabric-ca");
        assertThat(failure().getMessage())
                .startsWith(program.file() + " in " + file + " is of version " + version + "; needed is "
                        + (ca ? "1.5 or later, below 2.0" : "3.1 or later, below 3.2"))
                .contains("./qingshan network install");
        Files.delete(file);
        Fixture.program(directory.resolve("home"), program, Fixture.says(version));
        assertThat(failure().getMessage()).contains("Correct what FABRIC_HOME names (" + directory.resolve("home"));
    }

    @ParameterizedTest
    @EnumSource
    void one_that_names_no_version_is_accepted_by_what_it_can_do(Program program) throws IOException {
        Fixture.programs(directory.resolve("path"));
        Fixture.program(directory.resolve("path"), program, Fixture.says("latest") + Fixture.SIGNS);
        assertThat(find().found())
                .filteredOn(found -> found.name().equals(program.file()))
                .singleElement()
                .extracting(Programs.Found::version)
                .isEqualTo("");
        Path file = Fixture.program(directory.resolve("path"), program, Fixture.says("development build") + "exit 1\n");
        assertThat(failure().getMessage())
                .startsWith(program.file() + " in " + file + " names no version, and does not show what ");
    }

    @Test
    void one_that_does_not_answer_is_ended() throws IOException {
        Path path = directory.resolve("path");
        Fixture.programs(path);
        Fixture.program(path, Program.ORDERER, "#!/bin/sh\necho $$ > " + directory + "/pid\nexec sleep 600\n");
        Limits limits = Fixture.limits(Duration.ofSeconds(2), Duration.ofSeconds(20));
        Places places = Places.of(environment());
        assertThatThrownBy(() -> Programs.of(places, Programs.search(places, limits)))
                .isInstanceOf(InstallException.class)
                .hasMessageContaining("did not answer within 2 seconds");
        long pid = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
    }

    @Test
    void one_that_never_stops_talking_is_ended() throws IOException {
        Path path = directory.resolve("path");
        Fixture.programs(path);
        Fixture.program(path, Program.PEER, "#!/bin/sh\nwhile :; do echo on and on; done\n");
        Limits limits = Fixture.limits(Duration.ofSeconds(1), Duration.ofSeconds(20));
        Places places = Places.of(environment());
        assertThatThrownBy(() -> Programs.of(places, Programs.search(places, limits)))
                .isInstanceOf(InstallException.class)
                .hasMessageContaining("peer in " + path.resolve("peer") + " did not answer");
    }

    @Test
    void one_that_this_machine_cannot_run_is_told() throws IOException {
        Fixture.programs(directory.resolve("path"));
        Fixture.program(directory.resolve("path"), Program.PEER, "#!/no/such/interpreter\n");
        assertThat(failure().getMessage()).contains("peer in ", " cannot be run: ");
    }

    @Test
    void a_program_is_asked_again_only_if_it_changed() throws IOException {
        Path path = directory.resolve("path");
        Fixture.programs(path);
        String counts = "echo >> " + directory + "/asked\n";
        Path peer = Fixture.program(path, Program.PEER, Fixture.says("v3.1.5") + counts);
        find();
        find();
        assertThat(directory.resolve("asked")).hasContent("\n");
        Fixture.program(path, Program.PEER, Fixture.says("v3.1.55") + counts);
        assertThat(find().found())
                .anyMatch(found -> found.path().equals(peer) && found.version().equals("v3.1.55"));
        Files.writeString(directory.resolve("cache/qingshan/fabric-programs.txt"), "v3.1.9 0\u0000\nnonsense\n");
        find();
        assertThat(directory.resolve("asked")).hasContent("\n\n\n");
    }

    @Test
    void what_a_wrong_program_answered_is_remembered_and_judged_anew() throws IOException {
        Path path = directory.resolve("path");
        Fixture.programs(path);
        Fixture.program(path, Program.PEER, Fixture.says("v2.5.16"));
        String first = failure().getMessage();
        assertThat(failure().getMessage()).isEqualTo(first).contains("v2.5.16");
    }

    @Test
    void the_programs_of_this_machine_are_found_and_answer() throws Exception {
        Programs programs;
        try {
            programs = Programs.find(System.getenv());
        } catch (InstallException e) {
            assumeThat(false).as(e.getMessage()).isTrue();
            return;
        }
        assertThat(programs.found()).hasSize(Program.values().length);
        for (Program program : Program.values()) {
            Path path = programs.path(program.file());
            Program.Sign sign = program.sign();
            if (!sign.arguments().isEmpty()) {
                Question.Reply reply = Question.ask(path, sign.arguments(), Duration.ofSeconds(20));
                assertThat(reply.succeeded()).as(program.file()).isTrue();
                assertThat(reply.output()).as(program.file()).contains(sign.shows());
            }
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "FABRIC_HOME", directory.resolve("home").toString(),
                "XDG_CACHE_HOME", directory.resolve("cache").toString(),
                "PATH", ":relative:" + directory.resolve("path"));
    }

    private Programs find() {
        return Programs.find(environment());
    }

    private InstallException failure() {
        return catchThrowableOfType(InstallException.class, this::find);
    }
}
