package qingshan.gateway.network.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final int HALF = 300_000;

    @TempDir
    private Path directory;

    private final byte[] bytes = new byte[2 * HALF];
    private final Fixture.Heard heard = new Fixture.Heard();
    private Shelf shelf;

    @BeforeEach
    void open() throws IOException {
        new Random(1).nextBytes(bytes);
        shelf = new Shelf().put("a", bytes);
    }

    @AfterEach
    void close() {
        shelf.close();
    }

    @Test
    void a_file_comes_whole_and_beside_it_is_noted_where_it_came_from() throws IOException {
        download(shelf.directory().resolve("a"));
        assertThat(directory.resolve("a")).hasBinaryContent(bytes);
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("a", "a.part.of");
        assertThat(directory.resolve("a.part.of")).hasContent(shelf.directory().resolve("a") + "\n");
        assertThat(heard.said()).containsExactly("a has 600,000 bytes.");
        assertThat(heard.progress()).last().isEqualTo("a: 600,000 of 600,000 bytes");
    }

    @Test
    void a_cut_one_goes_on_and_only_the_rest_is_asked_for() {
        shelf.cutAfter(HALF);
        download(shelf.directory().resolve("a"));
        assertThat(directory.resolve("a")).hasBinaryContent(bytes);
        assertThat(shelf.asked()).containsExactly("/files/a", "/files/a bytes=" + HALF + "-");
        assertThat(heard.said()).anyMatch(line -> line.contains("300,000 of them are here already"));
    }

    @Test
    void a_later_command_goes_on_where_an_earlier_one_ended() throws IOException {
        shelf.cutAfter(HALF);
        assertThat(failure(shelf.directory().resolve("a"), once())).contains("cut off after 300000 bytes", "goes on");
        assertThat(directory.resolve("a")).doesNotExist();
        shelf.cutAfter(Integer.MAX_VALUE);
        download(shelf.directory().resolve("a"));
        assertThat(directory.resolve("a")).hasBinaryContent(bytes);
        assertThat(shelf.asked()).containsExactly("/files/a", "/files/a bytes=" + HALF + "-");
    }

    @Test
    void a_server_that_sends_no_parts_sends_the_whole() {
        shelf.cutAfter(HALF);
        failure(shelf.directory().resolve("a"), once());
        shelf.cutAfter(Integer.MAX_VALUE);
        shelf.ranges(false);
        download(shelf.directory().resolve("a"));
        assertThat(directory.resolve("a")).hasBinaryContent(bytes);
        assertThat(heard.said()).anyMatch(line -> line.contains("brought from the beginning"));
    }

    @Test
    void a_file_that_changed_meanwhile_is_brought_from_the_beginning() {
        shelf.cutAfter(HALF);
        failure(shelf.directory().resolve("a"), once());
        byte[] other = new byte[HALF + 1];
        shelf.put("a", other).tag("\"2\"");
        shelf.cutAfter(Integer.MAX_VALUE);
        download(shelf.directory().resolve("a"));
        assertThat(directory.resolve("a")).hasBinaryContent(other);
    }

    @Test
    void parts_of_a_file_that_has_no_validator_or_another_address_are_not_gone_on_with() {
        shelf.tag(null);
        shelf.cutAfter(HALF);
        failure(shelf.directory().resolve("a"), once());
        shelf.tag("\"1\"");
        failure(shelf.directory().resolve("a"), once());
        shelf.cutAfter(Integer.MAX_VALUE);
        download(shelf.address("/files/a?another"));
        assertThat(directory.resolve("a")).hasBinaryContent(bytes);
        assertThat(shelf.asked()).noneMatch(request -> request.contains("bytes="));
    }

    @Test
    void a_whole_part_needs_no_byte_more() throws IOException {
        Part part = Part.of(directory.resolve("a"));
        Files.write(part.file(), bytes);
        Files.writeString(part.note(), shelf.directory().resolve("a") + "\n\"1\"\n");
        download(shelf.directory().resolve("a"));
        assertThat(directory.resolve("a")).hasBinaryContent(bytes);
        Files.write(part.file(), new byte[bytes.length + 1]);
        Files.writeString(part.note(), shelf.directory().resolve("a") + "\n\"1\"\n");
        download(shelf.directory().resolve("a"));
        assertThat(directory.resolve("a")).hasBinaryContent(bytes);
        assertThat(shelf.asked()).hasSize(3).last().isEqualTo("/files/a");
    }

    @Test
    void a_server_that_refuses_says_so() {
        assertThat(failure(shelf.directory().resolve("none"), Fixture.LIMITS)).contains("/files/none is not there");
        shelf.at("/busy", exchange -> exchange.sendResponseHeaders(503, -1));
        assertThat(failure(shelf.address("/busy"), Fixture.LIMITS)).contains("the server answered 503");
        shelf.at("/partly", exchange -> exchange.sendResponseHeaders(206, -1));
        assertThat(failure(shelf.address("/partly"), Fixture.LIMITS)).contains("the server answered 206");
    }

    @Test
    void redirections_are_followed_to_an_end_and_to_the_web_only() {
        redirect("/there", "/files/a");
        download(shelf.address("/there"));
        assertThat(directory.resolve("a")).hasBinaryContent(bytes);
        redirect("/round", "/round");
        assertThat(failure(shelf.address("/round"), Fixture.LIMITS)).contains("leads on more than 3 times");
        redirect("/file", "file:///etc/hostname");
        assertThat(failure(shelf.address("/file"), Fixture.LIMITS)).contains("leads to file:///etc/hostname");
        redirect("/nowhere", "http://");
        assertThat(failure(shelf.address("/nowhere"), Fixture.LIMITS)).contains("leads to http://");
    }

    @Test
    void a_server_that_falls_silent_is_left() {
        CountDownLatch end = new CountDownLatch(1);
        shelf.at("/silent", exchange -> await(end));
        shelf.at("/stalls", exchange -> {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            await(end);
        });
        Limits limits = Fixture.limits(Duration.ofSeconds(20), Duration.ofMillis(400));
        assertThat(failure(shelf.address("/silent"), limits)).contains("cannot be reached: no sign of life");
        assertThat(failure(shelf.address("/stalls"), limits)).contains("cut off after 1 bytes: no sign of life");
        end.countDown();
    }

    @Test
    void what_is_too_large_is_left_alone() throws IOException {
        shelf.put("a", new byte[(4 << 20) + 1]);
        assertThat(failure(shelf.directory().resolve("a"), Fixture.LIMITS)).contains("is larger than 4194304 bytes");
        shelf.at("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i <= 4 << 4; i++) {
                exchange.getResponseBody().write(new byte[1 << 16]);
            }
        });
        assertThat(failure(shelf.address("/endless"), Fixture.LIMITS)).contains("is larger than 4194304 bytes");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_server_that_is_not_there_is_named() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(failure(URI.create("http://127.0.0.1:" + port + "/a"), Fixture.LIMITS))
                .contains("http://127.0.0.1:" + port + "/a cannot be reached: nobody answers there");
        assertThat(failure(URI.create("http://no.such.host.invalid/a"), Fixture.LIMITS))
                .contains("there is no host no.such.host.invalid");
    }

    @Test
    void a_safe_connection_is_not_left_for_an_open_one() {
        URI safe = URI.create("https://host/b/a");
        assertThat(Download.redirected(safe, safe, "../c")).isEqualTo(URI.create("https://host/c"));
        assertThat(Download.redirected(safe, safe, "//other/c")).isEqualTo(URI.create("https://other/c"));
        assertThat(catchThrowableOfType(
                        InstallException.class, () -> Download.redirected(safe, safe, "http://host/b/a")))
                .hasMessageContaining("https://host/b/a leads to http://host/b/a, where no archive is taken from");
        assertThat(catchThrowableOfType(InstallException.class, () -> Download.redirected(safe, safe, null)))
                .isNotNull();
    }

    private void redirect(String path, String location) {
        shelf.at(path, exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Limits once() {
        return new Limits(
                Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMinutes(1), 1, 3, 4 << 20, 8 << 20, 50);
    }

    private void download(URI address) {
        new Download(Fixture.LIMITS, heard, address, directory.resolve("a")).run();
    }

    private String failure(URI address, Limits limits) {
        return catchThrowableOfType(
                        InstallException.class,
                        () -> new Download(limits, heard, address, directory.resolve("a")).run())
                .getMessage();
    }
}
