package qingshan.gateway.archive;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import qingshan.gateway.Sha256;
import qingshan.rules.Refusal;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;

/** Reads an archive part by part. Only when it has come to its end is it known to be whole: use nothing of it before. */
public final class ArchiveReader implements AutoCloseable {
    static final String DIGESTS = "digests.json";
    private static final int TEXT_BYTES_MAX = 4 * 1024 * 1024;

    private final ZipInputStream zip;
    private final Map<String, String> digests = new HashMap<>();
    private String part = "";

    /**
     * What reads a part.
     *
     * @param <X> what else may go wrong where it goes
     */
    @FunctionalInterface
    public interface Content<X extends Exception> {
        /** Reads all of it. */
        void from(InputStream part) throws IOException, X;
    }

    /** Of a file. */
    public ArchiveReader(Path file) throws IOException {
        zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8);
    }

    /**
     * The first part.
     *
     * @return empty if it has another name, or there is none: the file is of another kind
     * @throws ZipException if it is damaged
     */
    public Optional<JsonObject> head(String name) throws IOException {
        ZipEntry first = zip.getNextEntry();
        if (first == null || !first.getName().equals(name)) {
            return Optional.empty();
        }
        part = name;
        return Optional.of(json(text()));
    }

    /**
     * Goes on to the next part.
     *
     * @return its name; empty when all have been read, and each is as it was written
     * @throws ZipException if the archive is cut off or damaged
     */
    public Optional<String> next() throws IOException {
        ZipEntry entry = zip.getNextEntry();
        if (entry == null) {
            throw new ZipException("cut off");
        }
        part = entry.getName();
        if (part.equals(DIGESTS)) {
            check(json(zip.readNBytes(TEXT_BYTES_MAX)));
            return Optional.empty();
        }
        return Optional.of(part);
    }

    /** The content of a small part, at most 4 MiB. */
    public byte[] text() throws IOException {
        byte[] bytes = zip.readNBytes(TEXT_BYTES_MAX);
        digests.put(part, Sha256.hex(bytes));
        return bytes;
    }

    /** Reads the part as it comes. */
    public <X extends Exception> void read(Content<X> content) throws IOException, X {
        MessageDigest digest = Sha256.start();
        content.from(new DigestInputStream(new Unclosed(zip), digest));
        digests.put(part, HexFormat.of().formatHex(digest.digest()));
    }

    private void check(JsonObject said) throws ZipException {
        Map<String, String> expected = new HashMap<>();
        if (said.get("parts") instanceof JsonArray(List<Json> parts)) {
            for (Json one : parts) {
                if (one instanceof JsonObject written) {
                    expected.put(String.valueOf(written.text("part")), String.valueOf(written.text("sha256")));
                }
            }
        }
        if (!expected.equals(digests)) {
            throw new ZipException("not as it was written");
        }
    }

    private static JsonObject json(byte[] bytes) throws ZipException {
        try {
            return JsonParser.object(new String(bytes, StandardCharsets.UTF_8));
        } catch (Refusal e) {
            throw (ZipException) new ZipException("no JSON").initCause(e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** A part ends; the file goes on. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // the next part follows
        }
    }
}
