package qingshan.gateway.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import qingshan.gateway.season.SeasonTable;
import qingshan.gateway.web.Upload;

/**
 * The eight files of a season in a directory, of what somebody sent: the files themselves, or a ZIP of them. Files are
 * written under the names that a season has and no others, so that no name is ever a place.
 */
final class Unpacked {
    /** All eight together, after unpacking. */
    static final long BYTES_MAX = 1L << 30;
    /** More than a folder of eight files and what machines put beside them. */
    private static final int ENTRIES_MAX = 64;

    private static final String SETTINGS = "season.json";
    /** Every name there may be. */
    static final Set<String> NAMES = Stream.concat(
                    Stream.of(SETTINGS), Stream.of(SeasonTable.values()).map(SeasonTable::fileName))
            .collect(Collectors.toCollection(TreeSet::new));

    private static final int CHUNK_BYTES = 64 * 1024;

    private final Path directory;
    private final Set<String> there = new TreeSet<>();
    private long bytes;

    private Unpacked(Path directory) {
        this.directory = directory;
    }

    /**
     * Puts the files into a directory.
     *
     * @throws ImportsException if they are not a season's, and says which is not
     */
    static void into(Path directory, List<Upload.Sent> files) throws IOException {
        Unpacked unpacked = new Unpacked(directory);
        if (files.isEmpty()) {
            throw ImportsException.of("nothing", null);
        }
        if (files.size() == 1 && isZip(files.getFirst())) {
            unpacked.zip(files.getFirst());
        } else {
            for (Upload.Sent file : files) {
                if (isZip(file)) {
                    throw ImportsException.of("zip.beside", null);
                }
                unpacked.take(file.name(), file.path());
            }
        }
        Set<String> missing = new TreeSet<>(NAMES);
        missing.removeAll(unpacked.there);
        if (!missing.isEmpty()) {
            throw ImportsException.of("missing", null, String.join(", ", missing));
        }
    }

    private static boolean isZip(Upload.Sent file) {
        return file.name().toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    private void take(String name, Path file) throws IOException {
        bytes += Files.size(file);
        mustFit();
        Files.move(file, directory.resolve(known(name)));
    }

    private void zip(Upload.Sent sent) throws IOException {
        // names of a season are ASCII: whatever else stands there is read somehow, and refused
        try (ZipFile zip = new ZipFile(sent.path().toFile(), StandardCharsets.ISO_8859_1)) {
            if (zip.size() > ENTRIES_MAX) {
                throw ImportsException.of("zip.many", null, zip.size());
            }
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory() && !isLitter(entry.getName())) {
                    Path to = directory.resolve(known(entry.getName()));
                    try (InputStream in = zip.getInputStream(entry);
                            OutputStream out = Files.newOutputStream(to)) {
                        copy(in, out);
                    }
                }
            }
        } catch (ZipException e) {
            throw ImportsException.of("zip.damaged", e, sent.name());
        }
    }

    /** What is packed may unpack to any size: it is counted as it comes, whatever the archive says of itself. */
    private void copy(InputStream in, OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            bytes += n;
            mustFit();
            out.write(chunk, 0, n);
        }
    }

    private void mustFit() {
        if (bytes > BYTES_MAX) {
            throw ImportsException.of("large", null, BYTES_MAX >> 20);
        }
    }

    /** What some machines add to an archive. */
    private static boolean isLitter(String name) {
        return name.startsWith("__MACOSX/") || name.endsWith(".DS_Store") || name.endsWith("Thumbs.db");
    }

    /** A season's file by the name that was sent, which may stand in a folder. */
    private String known(String name) {
        String plain = name.replace('\\', '/');
        if (plain.startsWith("/")
                || plain.contains(":")
                || List.of(plain.split("/", -1)).contains("..")) {
            throw ImportsException.of("path", null, shown(name));
        }
        String last = plain.substring(plain.lastIndexOf('/') + 1);
        if (!NAMES.contains(last)) {
            throw ImportsException.of("unknown", null, shown(name), String.join(", ", NAMES));
        }
        if (!there.add(last)) {
            throw ImportsException.of("doubled", null, last);
        }
        return last;
    }

    private static String shown(String name) {
        String visible = name.codePoints()
                .filter(c -> !Character.isISOControl(c))
                .limit(60)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return visible.length() < name.length() ? visible + "…" : visible;
    }
}
