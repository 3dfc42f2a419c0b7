package qingshan.gateway.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.home.Home;

/**
 * Where it is measured: a throw-away directory in the user's cache, since the one for temporary files is often kept in
 * memory, where a sync costs nothing.
 */
final class Ground implements AutoCloseable {
    private final Bench.Size size;
    private final Path directory;
    private final Ledgers ledgers;
    /** A run that is broken off leaves neither files nor a server behind. */
    private final Thread ending = new Thread(this::clear);

    private @Nullable Place place;
    /** Ends processes that write below the directory. */
    private Runnable writers = () -> {};

    private boolean cleared;

    private Ground(Bench.Size size, Path directory) {
        this.size = size;
        this.directory = directory;
        ledgers = new Ledgers(directory, quick());
        Runtime.getRuntime().addShutdownHook(ending);
    }

    static Ground open(Bench.Size size, Map<String, String> environment) throws IOException {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        Path parent = Files.createDirectories(base.resolve("qingshan"));
        return new Ground(size, Files.createTempDirectory(parent, "bench-"));
    }

    Bench.Size size() {
        return size;
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

    /** A home to write to. */
    synchronized Place place() {
        Place open = place;
        if (open == null) {
            mustGoOn();
            open = new Place(directory.resolve("home"));
            place = open;
        }
        return open;
    }

    /** Ledgers to read. */
    Ledgers ledgers() {
        return ledgers;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(ending);
        clear();
    }

    /**
     * Has processes that write below the directory ended before it is removed, also when the run is broken off; they replace
     * those named before.
     */
    synchronized void endFirst(Runnable end) {
        mustGoOn();
        writers = end;
    }

    private void mustGoOn() {
        if (cleared) {
            throw new IllegalStateException("the run was broken off");
        }
    }

    /** Ends those now. Who breaks the run off waits until that is done, and the other way round. */
    synchronized void endWriters() {
        Runnable end = writers;
        writers = () -> {};
        end.run();
    }

    /** What one step cannot do keeps the others from nothing. */
    private synchronized void clear() {
        cleared = true;
        RuntimeException failure = null;
        for (Runnable step : List.<Runnable>of(this::endWriters, ledgers::close, this::leave, this::remove)) {
            try {
                step.run();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void leave() {
        if (place != null) {
            place.close();
        }
    }

    private void remove() {
        try {
            Home.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }
}
