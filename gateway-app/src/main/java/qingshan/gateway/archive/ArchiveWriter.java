package qingshan.gateway.archive;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import qingshan.gateway.Sha256;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonObject;

/** Writes an archive part by part, readable by its owner only; an older file of its name is replaced when all is written. */
public final class ArchiveWriter implements AutoCloseable {
    private static final String PARTIAL = ".part";
    /** Who writes still has written within this time. */
    private static final Duration WRITING_MAX = Duration.ofMinutes(1);

    private final Path target;
    private final Path partial;
    private final ZipOutputStream zip;
    private final Consumer<String> progress;
    private final List<Json> digests = new ArrayList<>();

    /**
     * What writes a part.
     *
     * @param <X> what else may go wrong where it comes from
     */
    @FunctionalInterface
    public interface Content<X extends Exception> {
        /** Writes it all. */
        void to(OutputStream part) throws IOException, X;
    }

    /**
     * Of a file.
     *
     * @param progress told the name of each part as it begins
     */
    public ArchiveWriter(Path file, Consumer<String> progress) throws IOException {
        target = file.toAbsolutePath();
        Path directory = target.resolveSibling("");
        String name = String.valueOf(target.getFileName());
        removeLeft(directory, name);
        partial = Files.createTempFile(
                directory,
                name,
                PARTIAL,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        partial.toFile().deleteOnExit(); // also when this program is told to end: there are keys in it
        zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(partial)), StandardCharsets.UTF_8);
        this.progress = progress;
    }

    /** What was killed while it wrote the same archive left keys behind. */
    private static void removeLeft(Path directory, String name) throws IOException {
        Pattern left = Pattern.compile(Pattern.quote(name) + "[0-9]+" + Pattern.quote(PARTIAL));
        Instant old = Instant.now().minus(WRITING_MAX);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + PARTIAL)) {
            for (Path file : files) {
                if (left.matcher(String.valueOf(file.getFileName())).matches()
                        && Instant.ofEpochMilli(file.toFile().lastModified()).isBefore(old)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Adds a part; the first one says what the archive is. */
    public <X extends Exception> void add(String name, Content<X> content) throws IOException, X {
        progress.accept(name);
        zip.putNextEntry(new ZipEntry(name));
        MessageDigest digest = Sha256.start();
        content.to(new DigestOutputStream(new Unclosed(zip), digest));
        zip.closeEntry();
        digests.add(JsonObject.of("part", name).with("sha256", HexFormat.of().formatHex(digest.digest())));
    }

    /**
     * Ends it, and puts it in its place.
     *
     * @return its bytes
     */
    public long finish() throws IOException {
        zip.putNextEntry(new ZipEntry(ArchiveReader.DIGESTS));
        zip.write(CanonicalJson.bytes(JsonObject.of("parts", new JsonArray(digests))));
        zip.closeEntry();
        zip.close();
        try (FileChannel written = FileChannel.open(partial, StandardOpenOption.WRITE)) {
            written.force(true); // it may replace the last one that there is
        }
        long bytes = Files.size(partial);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return bytes;
    }

    /** Leaves nothing behind of what was not finished. */
    @Override
    public void close() throws IOException {
        try {
            zip.close();
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** A part ends; the file goes on. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
