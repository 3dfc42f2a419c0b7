package qingshan.gateway.backup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import qingshan.gateway.Trouble;
import qingshan.gateway.archive.ArchiveWriter;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.home.Schema;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonObject;

/**
 * Writes ledger, organization data and keys to one file, as they are at one moment, while others go on writing. The rows of
 * the read model are left out: they are made from the ledger again.
 *
 * <p>The file is a ZIP of {@code backup.json}, the keys below {@code msp/} and {@code fabric/}, each table in PostgreSQL's binary copy format,
 * and, last, their digests. Who has it has the keys.
 */
public final class Backup {
    static final String FORMAT = "qingshan-backup 1";
    static final String HEAD = "backup.json";
    static final String KEYS = "msp/";
    /** How a network is reached, and as whom; each part is named as the file is below the home. */
    static final Pattern FABRIC = Pattern.compile("fabric(/[A-Za-z0-9][A-Za-z0-9.-]{0,120}){1,3}");

    private final Home home;
    private final Database database;

    /** Of a home. */
    public Backup(Home home, Database database) {
        this.home = home;
        this.database = database;
    }

    /**
     * What was written.
     *
     * @param blocks of the ledger
     * @param bytes of the file
     */
    public record Made(long blocks, long bytes) {}

    /**
     * Writes it, whole or not at all; an older file of that name is replaced. Only its owner can read it.
     *
     * @param progress told the name of each part as it begins
     */
    public Made write(Path file, Consumer<String> progress) {
        if (Files.isDirectory(file)) {
            throw BackupException.of("unwritable", null, file, new Trouble(Trouble.Kind.DIRECTORY, ""));
        }
        try (ArchiveWriter archive = new ArchiveWriter(file, progress)) {
            long blocks = fill(archive);
            return new Made(blocks, archive.finish());
        } catch (IOException | SQLException e) {
            throw BackupException.of("unwritable", e, file, Trouble.of(e));
        }
    }

    private long fill(ArchiveWriter archive) throws IOException, SQLException {
        try (Connection connection = database.connect("qingshan backup", "")) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            }
            List<Tables.Table> tables = Tables.of(connection);
            archive.add(HEAD, part -> part.write(CanonicalJson.bytes(head(tables))));
            try (DirectoryStream<Path> keys = Files.newDirectoryStream(home.directory("msp"), "*.pem")) {
                for (Path key : keys) {
                    archive.add(KEYS + key.getFileName(), part -> Files.copy(key, part));
                }
            }
            for (Path file : fabric()) {
                archive.add(name(file), part -> Files.copy(file, part));
            }
            for (Tables.Table table : tables) {
                archive.add(
                        table.name(),
                        part -> connection
                                .unwrap(PGConnection.class)
                                .getCopyAPI()
                                .copyOut(table.copyOut(), part));
            }
            return Tables.blocks(connection);
        }
    }

    private List<Path> fabric() throws IOException {
        Path directory = qingshan.gateway.fabric.Connection.directory(home);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> FABRIC.matcher(name(file)).matches())
                    .sorted()
                    .toList();
        }
    }

    private String name(Path file) {
        return home.path().relativize(file).toString();
    }

    private static JsonObject head(List<Tables.Table> tables) {
        JsonObject versions = JsonObject.EMPTY;
        for (Schema schema : List.of(Schema.LEDGER, Schema.OWN)) {
            versions = versions.with(schema.title(), schema.version());
        }
        return JsonObject.of("format", FORMAT)
                .with("made", Instant.now().toString())
                .with("versions", versions)
                .with(
                        "tables",
                        new JsonArray(tables.stream()
                                .map(table -> (Json) table.json())
                                .toList()));
    }
}
