package qingshan.gateway.home;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;
import qingshan.gateway.Trouble;

/**
 * PostgreSQL's programs, unpacked once from the jar that brings them into a cache, where every home finds them.
 */
final class Binaries {

    /** Raise it when the jar of the programs changes: the directory's name holds it. */
    private static final String VERSION = "18.6.0";

    private Binaries() {}

    /** The directory under a cache that holds {@code bin}, {@code lib} and {@code share}. */
    static Path unpacked(Path cache) {
        Path target = cache.resolve("qingshan").resolve("postgresql-" + VERSION);
        if (Files.isDirectory(target)) {
            return target;
        }
        try {
            Files.createDirectories(target.getParent());
            Path half = Files.createTempDirectory(target.getParent(), "postgresql-");
            unpack(half);
            Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
            moveUnlessThere(half, target);
            return target;
        } catch (IOException e) {
            throw HomeException.of("unpack", e, target, Trouble.of(e));
        }
    }

    /** Two processes may have unpacked at once: the first one's directory stays. */
    private static void moveUnlessThere(Path half, Path target) throws IOException {
        try {
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Home.delete(half);
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    private static void unpack(Path directory) throws IOException {
        try (InputStream packed = open();
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
                Path file = directory.resolve(entry.getName()).normalize();
                if (!file.startsWith(directory)) {
                    throw new IOException("the archive points outside: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(
                            file, directory.resolve(entry.getLinkName()).normalize());
                } else {
                    Files.copy(tar, file);
                    if ((entry.getMode() & 0100) != 0) {
                        file.toFile().setExecutable(true, false);
                    }
                }
            }
        }
    }

    private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
        return tar.getNextEntry();
    }

    private static InputStream open() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        String name = "/postgres-" + system + "-" + machine + ".txz";
        InputStream packed = Binaries.class.getResourceAsStream(name);
        if (packed == null) {
            throw HomeException.of("no.programs", null, system, machine);
        }
        return packed;
    }
}
