package qingshan.gateway.network.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.Explained;
import qingshan.gateway.Sha256;

class InstallerTest {
    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private final Fixture.Heard heard = new Fixture.Heard();
    private Path cache;
    private byte[] fabric;
    private byte[] ca;
    private Shelf shelf;

    @BeforeEach
    void open() throws IOException {
        cache = directory.resolve("cache/qingshan");
        environment.put("XDG_CACHE_HOME", directory.resolve("cache").toString());
        environment.put("PATH", directory.resolve("path").toString());
        fabric = Fixture.archive(Fixture.fabric());
        ca = Fixture.archive(Fixture.ca());
        shelf = new Shelf().put(Fixture.FABRIC, fabric).put(Fixture.CA, ca);
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    @Test
    void all_is_downloaded_and_the_second_run_asks_nobody() throws IOException {
        Programs programs = install(Map.of());
        assertThat(programs.path("peer")).isEqualTo(installed("peer"));
        assertThat(programs.path("fabric-ca-server")).isEqualTo(installed("fabric-ca-server"));
        assertThat(cache.toFile().list())
                .containsExactlyInAnyOrder(
                        target().getFileName().toString(),
                        "fabric-archives.sha256",
                        "fabric-install.lock",
                        "fabric-programs.txt");
        assertThat(bin().toFile().list()).hasSize(Program.values().length);
        assertThat(heard.said())
                .contains("peer: not there")
                .containsSubsequence(
                        "Downloading " + shelf.directory() + Fixture.FABRIC
                                + ", to put peer, orderer, osnadmin, configtxgen, configtxlator into "
                                + bin() + ".",
                        Fixture.CA + " has " + String.format("%,d", ca.length) + " bytes.",
                        "The programs are in " + bin() + ".")
                .anyMatch(line -> line.contains(Sha256.hex(fabric)) && line.contains("nothing vouches for it"));
        shelf.close();
        assertThat(install(Map.of())).isEqualTo(programs);
        assertThat(heard.said()).last().asString().startsWith("Everything that a network needs is there");
    }

    @Test
    void only_the_archive_that_lacks_is_brought_and_what_was_there_stays() throws IOException {
        for (Program program : Release.pinned().getFirst().programs()) {
            Fixture.program(directory.resolve("path"), program, Fixture.good(program));
        }
        Files.createDirectories(target().resolve("config"));
        Programs programs = install(Map.of());
        assertThat(shelf.asked()).containsExactly("/files/" + Fixture.CA);
        assertThat(programs.path("peer")).isEqualTo(directory.resolve("path/peer"));
        assertThat(bin().toFile().list()).containsExactlyInAnyOrder("fabric-ca-client", "fabric-ca-server");
        assertThat(target().resolve("config")).isDirectory();
    }

    @Test
    void a_command_that_ended_in_the_middle_is_finished_by_the_next() throws IOException {
        shelf.cutAfter(fabric.length / 2);
        Limits once = new Limits(
                Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMinutes(1), 1, 3, 4 << 20, 8 << 20, 50);
        InstallException cut = catchThrowableOfType(
                InstallException.class, () -> new Installer(environment, download(Map.of()), heard, once).run());
        assertThat(cut).hasMessageContaining("was cut off after " + fabric.length / 2 + " bytes");
        Files.createDirectories(cache.resolve(target().getFileName() + ".new-1/bin"));
        assertThat(bin()).doesNotExist();
        shelf.cutAfter(Integer.MAX_VALUE);
        install(Map.of());
        assertThat(shelf.asked())
                .containsExactly(
                        "/files/" + Fixture.FABRIC,
                        "/files/" + Fixture.FABRIC + " bytes=" + fabric.length / 2 + "-",
                        "/files/" + Fixture.CA);
        assertThat(cache.toFile().list()).noneMatch(name -> name.contains(".new-") || name.contains("download"));
    }

    @Test
    void an_archive_with_another_digest_is_not_unpacked() {
        String wrong = "0".repeat(64);
        assertThat(failure(download(Map.of(Fixture.CA, wrong))))
                .contains(Fixture.CA + " has SHA-256 " + Sha256.hex(ca) + ", but " + wrong + " was given");
        assertThat(installed("peer")).doesNotExist();
        install(Map.of(Fixture.CA, Sha256.hex(ca), Fixture.FABRIC, Sha256.hex(fabric)));
        assertThat(heard.said())
                .filteredOn(line -> line.contains("digest that it must have"))
                .hasSize(2);
        assertThat(shelf.asked().stream().filter(("/files/" + Fixture.FABRIC)::equals))
                .hasSize(1);
        assertThat(shelf.asked().stream().filter(("/files/" + Fixture.CA)::equals))
                .hasSize(2);
    }

    @Test
    void what_came_from_another_address_is_brought_anew() {
        Map<String, String> wrong = Map.of(Fixture.CA, "0".repeat(64));
        assertThat(failure(download(wrong))).contains("was given");
        shelf.put("other/" + Fixture.FABRIC, fabric).put("other/" + Fixture.CA, ca);
        run(new Order(Optional.of(shelf.address("/files/other/")), List.of(), Map.of()));
        assertThat(shelf.asked())
                .contains("/files/" + Fixture.FABRIC, "/files/other/" + Fixture.FABRIC, "/files/other/" + Fixture.CA);
    }

    @Test
    void a_later_download_must_be_the_same_unless_its_digest_is_given() throws IOException {
        install(Map.of());
        Files.delete(installed("fabric-ca-client"));
        Map<String, String> entries = new HashMap<>(Fixture.ca());
        entries.put("README", "altered");
        byte[] altered = Fixture.archive(entries);
        shelf.put(Fixture.CA, altered);
        assertThat(failure(download(Map.of())))
                .contains("was remembered of an earlier one in " + cache.resolve("fabric-archives.sha256"));
        install(Map.of(Fixture.CA, Sha256.hex(altered)));
        Files.delete(installed("fabric-ca-client"));
        install(Map.of());
        assertThat(cache.resolve("fabric-archives.sha256")).content().contains(Sha256.hex(altered) + "  " + Fixture.CA);
    }

    @Test
    void a_download_that_is_no_good_archive_leaves_nothing_and_can_be_brought_again() throws IOException {
        shelf.put(Fixture.CA, Arrays.copyOf(ca, ca.length - 4));
        assertThat(failure(download(Map.of()))).contains(Fixture.CA + " is cut off");
        Map<String, String> entries = new HashMap<>(Fixture.ca());
        entries.remove("bin/fabric-ca-client");
        shelf.put(Fixture.CA, Fixture.archive(entries));
        assertThat(failure(download(Map.of()))).contains("not in it: fabric-ca-client", Fixture.CA);
        assertThat(cache.resolve("fabric-archives.sha256")).doesNotExist();
        assertThat(installed("peer")).doesNotExist();
    }

    @Test
    void archives_are_taken_from_files() throws IOException {
        Path one = Files.write(directory.resolve("one.tgz"), fabric);
        Path two = Files.write(directory.resolve("two.tgz"), ca);
        assertThat(failure(files(one))).contains("not in it: fabric-ca-server, fabric-ca-client (" + one + ")");
        assertThat(failure(files(directory.resolve("none.tgz")))).contains("Cannot read", "none.tgz: it is not there");
        Path cut = Files.write(directory.resolve("cut.tgz"), Arrays.copyOf(ca, 99));
        assertThat(failure(files(one, cut))).contains("cut.tgz is cut off");
        assertThat(installed("peer")).doesNotExist();
        run(files(two, one));
        assertThat(installed("peer")).isExecutable();
        assertThat(one).exists();
        assertThat(shelf.asked()).isEmpty();
    }

    @Test
    void an_archive_of_another_version_is_not_installed() throws IOException {
        Map<String, String> entries = Fixture.fabric();
        entries.put("bin/peer", Fixture.says("v2.5.16"));
        Path old = Files.write(directory.resolve("old.tgz"), Fixture.archive(entries));
        Path two = Files.write(directory.resolve("two.tgz"), ca);
        assertThat(failure(files(old, two)))
                .contains("is of version v2.5.16", "It came with " + old + "; take another archive.");
        assertThat(installed("peer")).doesNotExist();
    }

    @Test
    void a_wrong_program_on_the_path_is_passed_over_once_the_right_one_is_there() throws IOException {
        Fixture.programs(directory.resolve("path"));
        Path old = Fixture.program(directory.resolve("path"), Program.PEER, Fixture.says("v2.5.16"));
        assertThat(install(Map.of()).path("peer")).isEqualTo(installed("peer"));
        assertThat(heard.said()).anyMatch(line -> line.startsWith("peer in " + old + " is of version v2.5.16"));
        assertThat(shelf.asked()).containsExactly("/files/" + Fixture.FABRIC);
    }

    @Test
    void a_wrong_program_where_the_operator_said_to_look_is_not_passed_over() throws IOException {
        environment.put("FABRIC_HOME", directory.resolve("home").toString());
        Fixture.program(directory.resolve("home/bin"), Program.PEER, Fixture.says("v2.5.16"));
        assertThat(failure(download(Map.of()))).contains("v2.5.16", "Correct what FABRIC_HOME names");
        assertThat(shelf.asked()).isEmpty();
    }

    @Test
    void two_at_once_bring_it_once() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        shelf.at("/slow/", exchange -> {
            asked.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            "/files/" + exchange.getRequestURI().getPath().substring("/slow/".length()));
            exchange.sendResponseHeaders(302, -1);
        });
        Order slow = new Order(Optional.of(shelf.address("/slow/")), List.of(), Map.of());
        FutureTask<Programs> first =
                new FutureTask<>(() -> new Installer(environment, slow, heard, Fixture.LIMITS).run());
        Thread.ofVirtual().start(first);
        asked.await();
        Watcher waiting = new Fixture.Heard() {
            @Override
            public void say(Explained sentence) {
                super.say(sentence);
                if (sentence.equals(Said.of("waits"))) {
                    go.countDown();
                }
            }
        };
        Programs second = new Installer(environment, slow, waiting, Fixture.LIMITS).run();
        assertThat(second).isEqualTo(first.get());
        assertThat(shelf.asked()).hasSize(2);
    }

    private Path target() {
        return Places.of(environment).installed();
    }

    private Path bin() {
        return target().resolve("bin");
    }

    private Path installed(String program) {
        return bin().resolve(program);
    }

    private Order download(Map<String, String> sha256) {
        return new Order(Optional.of(shelf.directory()), List.of(), sha256);
    }

    private static Order files(Path... files) {
        return new Order(Optional.empty(), List.of(files), Map.of());
    }

    private Programs run(Order order) {
        return new Installer(environment, order, heard, Fixture.LIMITS).run();
    }

    private Programs install(Map<String, String> sha256) {
        return run(download(sha256));
    }

    private String failure(Order order) {
        return catchThrowableOfType(InstallException.class, () -> run(order)).getMessage();
    }
}
