package qingshan.gateway.network.install;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Trouble;

/** A release archive: a {@code tar.gz} with programs in {@code bin}. Nothing else in it is taken. */
final class Archive {
    private static final Path ROOT = Path.of("/archive");

    private final Path file;
    private final Limits limits;

    Archive(Path file, Limits limits) {
        this.file = file;
        this.limits = limits;
    }

    /**
     * Takes programs out of it, after which it was read and checked to its end.
     *
     * @param wanted which
     * @param directory where they go; those that were taken stand there also if this fails
     * @return those of the wanted that it holds
     * @throws InstallException if it is cut off, altered, too large, or not such an archive
     * @throws IOException if the disk does not do its part
     */
    Set<Program> unpack(Set<Program> wanted, Path directory) throws IOException {
        Set<Program> taken = EnumSet.noneOf(Program.class);
        try (InputStream in = Files.newInputStream(file);
                InputStream unzipped = new GZIPInputStream(in, 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(unzipped)) {
            long bytes = 0;
            int entries = 0;
            for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
                bytes += entry.getSize();
                entries++;
                if (bytes > limits.unpackedBytesMax() || entries > limits.entriesMax()) {
                    throw InstallException.of(
                            "archive.large", null, file, limits.unpackedBytesMax(), limits.entriesMax());
                }
                Optional<Program> program = wanted(entry, wanted);
                if (program.isPresent()) {
                    if (!taken.add(program.get())) {
                        throw InstallException.of("archive.odd", null, file, entry.getName());
                    }
                    write(tar, directory.resolve(program.get().file()));
                }
            }
            // Behind the last entry stands the sum over everything.
            unzipped.transferTo(new Bounded(limits.unpackedBytesMax()));
            return taken;
        } catch (EOFException e) {
            throw InstallException.of("archive.cut", e, file);
        } catch (ZipException | IllegalArgumentException e) {
            throw InstallException.of("archive.damaged", e, file);
        } catch (IOException e) {
            if (Trouble.of(e).kind() != Trouble.Kind.SYSTEM) {
                throw e;
            }
            throw InstallException.of("archive.damaged", e, file);
        }
    }

    private Optional<Program> wanted(TarArchiveEntry entry, Set<Program> wanted) {
        Path path = inside(ROOT, entry.getName(), entry);
        if (entry.isSymbolicLink()) {
            inside(path.resolveSibling(""), entry.getLinkName(), entry);
        } else if (entry.isLink()) {
            inside(ROOT, entry.getLinkName(), entry);
        }
        Path name = ROOT.relativize(path);
        Optional<Program> program = wanted.stream()
                .filter(one -> name.equals(Path.of("bin", one.file())))
                .findFirst();
        if (program.isPresent() && (entry.isSymbolicLink() || entry.isLink() || !entry.isFile())) {
            throw InstallException.of("archive.odd", null, file, entry.getName());
        }
        return program;
    }

    /** Where a name leads, which must not be out of the archive. */
    private Path inside(Path from, String name, TarArchiveEntry entry) {
        Path path = from.resolve(name).normalize();
        if (name.startsWith("/") || !path.startsWith(ROOT)) {
            throw InstallException.of("archive.outside", null, file, entry.getName());
        }
        return path;
    }

    private static void write(TarArchiveInputStream tar, Path program) throws IOException {
        Files.copy(tar, program);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
        return tar.getNextEntry();
    }

    /** Takes so much and no more. */
    private static final class Bounded extends OutputStream {
        private long left;

        private Bounded(long left) {
            this.left = left;
        }

        @Override
        public void write(int oneByte) throws IOException {
            write(new byte[] {(byte) oneByte}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new ZipException("more behind the last entry than an archive may hold");
            }
        }
    }
}
