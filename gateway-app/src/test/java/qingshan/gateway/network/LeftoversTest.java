package qingshan.gateway.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.home.Home;

/** What a broken-off command left is removed by the next, and nothing else is. */
class LeftoversTest {
    @TempDir
    private Path directory;

    @Test
    void what_was_not_finished_goes_and_all_else_stays() throws IOException {
        Place place = Place.of(Home.at(directory), "small");
        Path[] kept = {
            file(place.genesis(), true),
            file(place.code("0123456789ab").resolve("lib").resolve("a.jar"), true),
            file(place.node("trade", "peer0").resolve("next.pem"), true),
            file(place.node("trade", "peer0").resolve(Place.DATA).resolve("log1234567.new"), true),
            file(place.run().resolve("running.json1234567890.new"), false),
            file(Place.of(Home.at(directory), "county").topology(), true)
        };
        Path[] left = {
            file(place.channel().resolve("genesis.new"), false),
            file(place.path().resolve("code/new12345/lib/a.jar"), false),
            file(place.registrar("trade").resolve("secrets/node_peer01234567890.new"), true),
            file(place.run().resolve("wanted.json1234567890.new"), true),
            file(place.path().resolveSibling("small.restore-1").resolve("topology.json"), false)
        };
        Leftovers.remove(place);
        assertThat(kept).allSatisfy(file -> assertThat(file).exists());
        assertThat(left).allSatisfy(file -> assertThat(file).doesNotExist());
        assertThat(place.path().resolve("code")).isDirectoryNotContaining("glob:**/new*");
    }

    private static Path file(Path file, boolean old) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, "x");
        if (old) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
        }
        return file;
    }
}
