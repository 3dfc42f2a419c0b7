package qingshan.gateway.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import qingshan.gateway.Trouble;

/**
 * The directory that holds everything one operator has: keys, database, settings. Only its owner can look inside.
 *
 * @param path absolute, exists, mode 0700
 */
public record Home(Path path) {

    /** PostgreSQL's log grows in pieces of this size. */
    private static final long BYTES_MIN = 16L * 1024 * 1024;

    private static final FileAttribute<?> OWNER_ONLY_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Opens the home that the environment names: {@code QINGSHAN_HOME}, else {@code ~/.qingshan}. Makes it if absent. */
    public static Home open(Map<String, String> environment) {
        return at(place(environment));
    }

    /** Whether there is a home already where {@link #open} would look for it. */
    public static boolean isThere(Map<String, String> environment) {
        return Files.isDirectory(place(environment));
    }

    /**
     * Opens the home that the environment names for a command that only reads, and makes none.
     *
     * @throws HomeException if nothing was ever kept there
     */
    public static Home existing(Map<String, String> environment) {
        Path place = place(environment);
        boolean elsewhere =
                !environment.getOrDefault("QINGSHAN_DATABASE_URL", "").isBlank();
        if (!elsewhere && !Files.isDirectory(place.resolve("postgres").resolve("data"))) {
            throw HomeException.of("none", null, place);
        }
        return at(place);
    }

    /** Opens the home at a path. Makes it if absent. */
    public static Home at(Path path) {
        return new Home(directory(path.toAbsolutePath().normalize()));
    }

    /** Where {@link #open} looks for it. */
    public static Path place(Map<String, String> environment) {
        String named = environment.getOrDefault("QINGSHAN_HOME", "");
        return named.isBlank() ? Path.of(System.getProperty("user.home"), ".qingshan") : Path.of(named);
    }

    /**
     * Whether its disk has no room for what PostgreSQL must write next. A database that cannot write its own log ends, and
     * cannot say why.
     */
    public boolean isFull() {
        try {
            return Files.getFileStore(path).getUsableSpace() < BYTES_MIN;
        } catch (IOException e) {
            return false;
        }
    }

    /** A directory of the home by name, made 0700 if absent. */
    public Path directory(String name) {
        return directory(path.resolve(name));
    }

    private static Path directory(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                Path parent = path.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.createDirectory(path, OWNER_ONLY_DIRECTORY);
            }
            return path;
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(path)) {
                return path;
            }
            throw HomeException.of("no.directory", e, e.getFile());
        } catch (IOException e) {
            throw HomeException.of("make", e, path, Trouble.of(e));
        }
    }

    /** Removes a file, or a directory with all that is in it, if it is there; what a link leads to stays. */
    public static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Writes a file that only the owner can read, whole or not at all, and durable when this returns. */
    public static void writeSecret(Path file, byte[] content) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(parent, file.getFileName().toString(), ".new", OWNER_ONLY_FILE);
        try {
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                var buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary); // a full disk leaves a half
        }
    }
}
