package qingshan.gateway.backup;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import qingshan.gateway.Sha256;
import qingshan.gateway.Trouble;
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
 * and, last, {@code digests.json}. Who has it has the keys.
 */
public final class Backup {
    static final String FORMAT = "qingshan-backup 1";
    static final String HEAD = "backup.json";
    static final String DIGESTS = "digests.json";
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
        Path target = file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw BackupException.of("unwritable", null, file, new Trouble(Trouble.Kind.DIRECTORY, ""));
        }
        try {
            Path partial = Files.createTempFile(
                    target.getParent(),
                    target.getFileName().toString(),
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                long blocks = writeTo(partial, progress);
                long bytes = Files.size(partial);
                Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return new Made(blocks, bytes);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException | SQLException e) {
            throw BackupException.of("unwritable", e, file, Trouble.of(e));
        }
    }

    private long writeTo(Path partial, Consumer<String> progress) throws IOException, SQLException {
        try (Connection connection = database.connect("qingshan backup", "");
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial));
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            }
            List<Tables.Table> tables = Tables.of(connection);
            Parts parts = new Parts(zip, progress);
            parts.add(HEAD, entry -> entry.write(CanonicalJson.bytes(head(tables))));
            try (DirectoryStream<Path> keys = Files.newDirectoryStream(home.directory("msp"), "*.pem")) {
                for (Path key : keys) {
                    parts.add(KEYS + key.getFileName(), entry -> Files.copy(key, entry));
                }
            }
            for (Path file : fabric()) {
                parts.add(name(file), entry -> Files.copy(file, entry));
            }
            for (Tables.Table table : tables) {
                parts.add(table.name(), entry -> {
                    try {
                        connection.unwrap(PGConnection.class).getCopyAPI().copyOut(table.copyOut(), entry);
                    } catch (SQLException e) {
                        throw new IOException(e);
                    }
                });
            }
            parts.finish();
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

    @FunctionalInterface
    private interface Content {
        void to(OutputStream entry) throws IOException;
    }

    /** Parts of the file, each with its digest. */
    private static final class Parts {
        private final ZipOutputStream zip;
        private final Consumer<String> progress;
        private final List<Json> digests = new ArrayList<>();

        Parts(ZipOutputStream zip, Consumer<String> progress) {
            this.zip = zip;
            this.progress = progress;
        }

        void add(String name, Content content) throws IOException {
            progress.accept(name);
            zip.putNextEntry(new ZipEntry(name));
            MessageDigest digest = Sha256.start();
            content.to(new DigestOutputStream(new Unclosed(zip), digest));
            zip.closeEntry();
            digests.add(
                    JsonObject.of("part", name).with("sha256", HexFormat.of().formatHex(digest.digest())));
        }

        void finish() throws IOException {
            zip.putNextEntry(new ZipEntry(DIGESTS));
            zip.write(CanonicalJson.bytes(JsonObject.of("parts", new JsonArray(digests))));
            zip.closeEntry();
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
