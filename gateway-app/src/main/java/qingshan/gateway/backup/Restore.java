package qingshan.gateway.backup;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.postgresql.PGConnection;
import qingshan.gateway.Trouble;
import qingshan.gateway.archive.ArchiveReader;
import qingshan.gateway.embedded.BlockStore;
import qingshan.gateway.follower.Follower;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.home.HomeException;
import qingshan.gateway.home.Schema;
import qingshan.gateway.keeper.LedgerKind;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;

/**
 * Makes a home of a backup. It is made beside its place and moved there when all of it is there and right, so that whatever
 * ends this leaves no half a home.
 */
public final class Restore {
    private static final Pattern KEY = Pattern.compile("msp/[A-Za-z0-9][A-Za-z0-9.-]{0,120}\\.pem");
    /** What PostgreSQL's programs write when they give up, without the time before it. */
    private static final Pattern WHY = Pattern.compile("(FATAL|PANIC|ERROR|error):.*");

    private final Path backup;
    private final Consumer<String> progress;

    /**
     * Of a file.
     *
     * @param progress told the name of each part as it begins
     */
    public Restore(Path backup, Consumer<String> progress) {
        this.backup = backup;
        this.progress = progress;
    }

    /**
     * Restores into a home that is not there yet, or is empty.
     *
     * @param environment names the home, and where PostgreSQL's programs lie
     * @return how many blocks the ledger has
     * @throws BackupException if the file is no whole backup, or something is there already
     */
    public long run(Path home, Map<String, String> environment) {
        if (!environment.getOrDefault("QINGSHAN_DATABASE_URL", "").isBlank()) {
            throw BackupException.of("elsewhere", null);
        }
        Path place = home.toAbsolutePath().normalize();
        mustBeEmpty(place);
        Path beside = place.resolveSibling(place.getFileName() + ".restore-" + UUID.randomUUID());
        try {
            long blocks = fill(Home.at(beside), environment);
            Files.deleteIfExists(place);
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
            return blocks;
        } catch (ZipException | EOFException e) {
            throw BackupException.of("damaged", e, backup);
        } catch (HomeException e) {
            throw refused(beside, e);
        } catch (SQLException e) {
            // rows that are none: what cannot be written as it stands, or stands there twice
            String state = String.valueOf(e.getSQLState());
            throw state.startsWith("22") || state.startsWith("23")
                    ? BackupException.of("damaged", e, backup)
                    : BackupException.of("failed", e, backup, Trouble.of(e));
        } catch (IOException e) {
            throw BackupException.of("failed", e, backup, Trouble.of(e));
        } finally {
            remove(beside);
        }
    }

    /** The log that tells why lies in what is deleted now, so its last word is said here. */
    private RuntimeException refused(Path beside, HomeException e) {
        try (Stream<String> lines = Files.lines(beside.resolve("postgres").resolve("log"))) {
            Optional<String> said = lines.map(WHY::matcher)
                    .filter(Matcher::find)
                    .map(Matcher::group)
                    .reduce((_, last) -> last);
            return said.isEmpty() ? e : BackupException.of("database", e, backup, said.get());
        } catch (IOException | UncheckedIOException unread) {
            return e;
        }
    }

    private static void mustBeEmpty(Path place) {
        try {
            if (Files.isDirectory(place)) {
                try (DirectoryStream<Path> content = Files.newDirectoryStream(place)) {
                    if (content.iterator().hasNext()) {
                        throw BackupException.of("there", null, place);
                    }
                }
            } else if (Files.exists(place)) {
                throw BackupException.of("there", null, place);
            }
        } catch (IOException e) {
            throw BackupException.of("failed", e, place, Trouble.of(e));
        }
    }

    private long fill(Home home, Map<String, String> environment) throws IOException, SQLException {
        try (Database database = Database.open(home, environment)) {
            try (ArchiveReader archive = new ArchiveReader(backup);
                    Connection connection = database.connect("qingshan restore", "")) {
                connection.setAutoCommit(false);
                Tables.defer(connection);
                new Filling(home, connection, archive).all();
                Tables.check(connection);
                connection.commit();
            }
            if (LedgerKind.of(home) == LedgerKind.FABRIC) {
                return 0; // the gateway follows its network when it is up
            }
            BlockStore blocks = new BlockStore(database);
            new Follower(database.source()).catchUp(blocks);
            return blocks.height().block() + 1;
        }
    }

    /** One pass over the file. */
    private final class Filling {
        private final Home home;
        private final Connection connection;
        private final ArchiveReader archive;
        private final Map<String, Tables.Table> tables = new TreeMap<>();

        Filling(Home home, Connection connection, ArchiveReader archive) {
            this.home = home;
            this.connection = connection;
            this.archive = archive;
        }

        void all() throws IOException, SQLException {
            head();
            Optional<String> part = archive.next();
            while (part.isPresent()) {
                read(part.get());
                part = archive.next();
            }
            if (!tables.isEmpty()) {
                throw BackupException.of("damaged", null, backup);
            }
        }

        private void head() throws IOException {
            JsonObject head = archive.head(Backup.HEAD).orElseThrow(() -> BackupException.of("foreign", null, backup));
            if (!Backup.FORMAT.equals(head.text("format"))) {
                throw BackupException.of("foreign", null, backup);
            }
            for (Schema schema : List.of(Schema.LEDGER, Schema.OWN)) {
                if (!(head.get("versions") instanceof JsonObject versions)
                        || !(versions.get(schema.title()) instanceof JsonInteger(long version))
                        || version > schema.version()) {
                    throw BackupException.of("newer", null, backup);
                }
            }
            if (head.get("tables") instanceof JsonArray(List<Json> listed)) {
                for (Json one : listed) {
                    Tables.Table table = one instanceof JsonObject json ? Tables.Table.read(json) : null;
                    if (table == null || tables.put(table.name(), table) != null) {
                        throw BackupException.of("damaged", null, backup);
                    }
                }
            }
        }

        private void read(String name) throws IOException, SQLException {
            progress.accept(name);
            Tables.Table table = tables.remove(name);
            if (table != null) {
                // a fresh schema has rows of its own: policy that comes with the program
                try (Statement statement = connection.createStatement()) {
                    statement.execute(table.emptied());
                }
                archive.read(content ->
                        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copyIn(), content));
            } else if (KEY.matcher(name).matches()
                    || Backup.FABRIC.matcher(name).matches()) {
                Path file = home.path();
                for (String step : name.split("/", -1)) {
                    home.directory(home.path().relativize(file).toString());
                    file = file.resolve(step);
                }
                Home.writeSecret(file, archive.text());
            } else {
                throw BackupException.of("damaged", null, backup);
            }
        }
    }

    private static void remove(Path tree) {
        try {
            Home.delete(tree);
        } catch (IOException e) {
            System.getLogger(Restore.class.getName()).log(System.Logger.Level.DEBUG, "deleting", e);
        }
    }
}
