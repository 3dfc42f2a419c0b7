package qingshan.gateway.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;

/**
 * Where it is measured: a throw-away home with a PostgreSQL of its own, in the user's cache, since the directory for
 * temporary files is often kept in memory, where a sync costs nothing.
 */
final class Ground implements AutoCloseable {
    private final Bench.Size size;
    private final Path directory;
    private final Home home;
    private @Nullable Database database;

    private Ground(Bench.Size size, Path directory) {
        this.size = size;
        this.directory = directory;
        this.home = Home.at(directory.resolve("home"));
    }

    static Ground open(Bench.Size size, Map<String, String> environment) throws IOException {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        Path parent = Files.createDirectories(base.resolve("qingshan"));
        return new Ground(size, Files.createTempDirectory(parent, "bench-"));
    }

    boolean quick() {
        return size == Bench.Size.QUICK;
    }

    /** A duration that is shorter in a quick run. */
    Duration time(Duration normal) {
        return quick() ? normal.dividedBy(10) : normal;
    }

    /** A directory for files of the run. */
    Path directory() {
        return directory;
    }

    Home home() {
        return home;
    }

    /** The home's database; started by who asks first. */
    synchronized Database database() {
        Database open = database;
        if (open == null) {
            open = Database.open(home, Map.of());
            database = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        if (database != null) {
            database.close();
            database = null;
        }
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }
}
