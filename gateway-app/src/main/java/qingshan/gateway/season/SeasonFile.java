package qingshan.gateway.season;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Sha256;

/**
 * One table's file. It can be read as often as needed, row by row; what is held in memory does not grow with it.
 *
 * @param table which table
 * @param path the file
 * @param seen what the first look at it found
 */
public record SeasonFile(SeasonTable table, Path path, Seen seen) {
    /**
     * What the first look at a file found.
     *
     * @param charset UTF-8 or GB18030, told from its bytes
     * @param marked whether it begins with a byte order mark
     * @param digest SHA-256 of its bytes, 64 hexadecimal digits
     * @param stamp size and time of its last change
     */
    public record Seen(Charset charset, boolean marked, String digest, FileStamp stamp) {}

    /** Looks at a file and its heading line. */
    static SeasonFile open(SeasonTable table, Path directory) {
        Path path = directory.resolve(table.fileName());
        if (!Files.exists(path)) {
            throw SeasonException.at(SeasonFault.IMPORT_FILE_MISSING, table.fileName(), directory);
        }
        if (!Files.isRegularFile(path)) {
            throw SeasonException.at(SeasonFault.IMPORT_FILE_UNREADABLE, table.fileName(), "no regular file");
        }
        SeasonFile file = new SeasonFile(table, path, FileSurvey.of(path));
        file.readUntil(row -> true);
        return file;
    }

    /**
     * Reads every data row.
     *
     * @throws SeasonException when the file is malformed, or not the one that was looked at first
     * @throws X what the visitor throws
     */
    public <X extends Exception> void read(RowVisitor<X> visitor) throws X {
        readUntil(row -> {
            visitor.visit(row);
            return false;
        });
    }

    /**
     * The number of the first row.
     *
     * @throws IllegalStateException if there is no row
     */
    public String firstNumber() {
        AtomicReference<@Nullable String> first = new AtomicReference<>();
        readUntil(row -> {
            first.set(row.number());
            return true;
        });
        String number = first.get();
        if (number == null) {
            throw new IllegalStateException("no row in " + path);
        }
        return number;
    }

    private interface Stopper<X extends Exception> {
        boolean visit(Row row) throws X;
    }

    private <X extends Exception> void readUntil(Stopper<X> visitor) throws X {
        RowHandler handler = new RowHandler(table);
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(path), Sha256.start());
                CsvReader<Optional<Row>> csv = reader(in, handler)) {
            Iterator<Optional<Row>> records = csv.iterator();
            boolean stopped = false;
            while (!stopped && records.hasNext()) {
                Optional<Row> row = records.next();
                stopped = row.isPresent() && visitor.visit(row.get());
            }
            if (!stopped) {
                verifyUnchanged(HexFormat.of().formatHex(in.getMessageDigest().digest()));
            }
        } catch (IOException | UncheckedIOException e) {
            throw failed(e);
        } catch (CsvParseException e) {
            // what the handler throws comes wrapped; with lines within the bound, the reader itself refuses quotes
            // alone
            throw e.getCause() instanceof SeasonException known ? known : handler.quotesDoNotMatch();
        }
    }

    private CsvReader<Optional<Row>> reader(InputStream in, RowHandler handler) throws IOException {
        if (seen.marked()) {
            in.readNBytes(3); // not skipped: the digest covers them
        }
        Reader text = new InputStreamReader(
                in,
                seen.charset()
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return CsvReader.builder()
                .skipEmptyLines(false)
                .allowUnclosedQuote(false)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(SeasonLimits.LINE_BYTES_MAX * 2)
                .build(handler, text);
    }

    private SeasonException failed(Exception e) {
        try {
            if (!FileStamp.of(path).equals(seen.stamp())) {
                return changed();
            }
        } catch (IOException gone) {
            return changed();
        }
        return SeasonException.unreadable(path, e);
    }

    private void verifyUnchanged(String digest) throws IOException {
        if (!digest.equals(seen.digest()) || !FileStamp.of(path).equals(seen.stamp())) {
            throw changed();
        }
    }

    private SeasonException changed() {
        return SeasonException.at(SeasonFault.IMPORT_FILE_CHANGED, table.fileName());
    }

    /** The headings that a file has, against those it must have. */
    static void checkHeadings(SeasonTable table, List<String> found) {
        List<String> wanted = table.columns().stream().map(Column::heading).toList();
        if (found.equals(wanted)) {
            return;
        }
        String file = table.fileName();
        for (int i = 0; i < found.size(); i++) {
            if (found.indexOf(found.get(i)) < i) {
                throw SeasonException.at(SeasonFault.IMPORT_COLUMN_DOUBLED, file, found.get(i), i + 1);
            }
        }
        List<String> missing = wanted.stream().filter(h -> !found.contains(h)).toList();
        List<String> extra = found.stream().filter(h -> !wanted.contains(h)).toList();
        if (!missing.isEmpty() && !extra.isEmpty()) {
            throw SeasonException.at(SeasonFault.IMPORT_COLUMN_RENAMED, file, missing.getFirst(), extra.getFirst());
        }
        if (!missing.isEmpty()) {
            throw SeasonException.at(
                    SeasonFault.IMPORT_COLUMN_MISSING,
                    file,
                    missing.getFirst(),
                    wanted.indexOf(missing.getFirst()) + 1);
        }
        if (!extra.isEmpty()) {
            throw SeasonException.at(
                    SeasonFault.IMPORT_COLUMN_UNKNOWN, file, extra.getFirst(), found.indexOf(extra.getFirst()) + 1);
        }
        int place = 0;
        while (found.get(place).equals(wanted.get(place))) {
            place++;
        }
        throw SeasonException.at(
                SeasonFault.IMPORT_COLUMN_MISPLACED, file, found.get(place), place + 1, wanted.get(place));
    }
}
