package qingshan.gateway.season;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import qingshan.gateway.Sha256;
import qingshan.rules.batch.ImportRun;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Text;

/**
 * A season's directory, looked at once: settings read, each table's encoding, headings and digest known.
 *
 * @param directory where the files are
 * @param settings what {@code season.json} says
 * @param settingsDigest SHA-256 of {@code season.json}, 64 hexadecimal digits
 * @param tables the seven tables
 */
public record SeasonFiles(
        Path directory, SeasonSettings settings, String settingsDigest, Map<SeasonTable, SeasonFile> tables) {
    /** Keeps its own copy of the map. */
    public SeasonFiles {
        tables = Map.copyOf(tables);
    }

    /**
     * Looks at every file once.
     *
     * @throws SeasonException when one is missing, cannot be read or is malformed
     */
    public static SeasonFiles open(Path directory) {
        if (!Files.exists(directory)) {
            throw SeasonException.at(SeasonFault.IMPORT_NO_DIRECTORY, directory);
        }
        if (!Files.isDirectory(directory)) {
            throw SeasonException.at(SeasonFault.IMPORT_NOT_A_DIRECTORY, directory);
        }
        byte[] json = settingsBytes(directory);
        SeasonSettings settings = SettingsReader.read(json);
        Map<SeasonTable, SeasonFile> tables = new EnumMap<>(SeasonTable.class);
        for (SeasonTable table : SeasonTable.values()) {
            tables.put(table, SeasonFile.open(table, directory));
        }
        String digest = Sha256.hex(json);
        return new SeasonFiles(directory, settings, digest, tables);
    }

    /** One table's file. */
    public SeasonFile file(SeasonTable table) {
        SeasonFile file = tables.get(table);
        if (file == null) {
            throw new IllegalStateException("not opened: " + table);
        }
        return file;
    }

    /** The eight files with their digests, in the fixed order: {@code season.json}, then as {@link SeasonTable} has them. */
    public List<ImportRun.File> digests() {
        List<ImportRun.File> files = new ArrayList<>();
        files.add(new ImportRun.File(new Text(SettingsReader.FILE), new Digest(settingsDigest)));
        for (SeasonTable table : SeasonTable.values()) {
            files.add(new ImportRun.File(
                    new Text(table.fileName()), new Digest(file(table).seen().digest())));
        }
        return files;
    }

    /** The id of an import of exactly these bytes. */
    public Digest runId() {
        return ImportRun.of(digests().stream().map(ImportRun.File::sha256).toList());
    }

    private static byte[] settingsBytes(Path directory) {
        Path file = directory.resolve(SettingsReader.FILE);
        if (!Files.exists(file)) {
            throw SeasonException.at(SeasonFault.IMPORT_FILE_MISSING, SettingsReader.FILE, directory);
        }
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(SeasonLimits.SETTINGS_BYTES_MAX + 1);
        } catch (IOException e) {
            throw SeasonException.unreadable(file, e);
        }
    }
}
