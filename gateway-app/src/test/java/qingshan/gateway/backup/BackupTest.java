package qingshan.gateway.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.embedded.Identities;
import qingshan.gateway.fault.Machine;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.season.SeasonFiles;
import qingshan.gateway.season.SeasonTable;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;
import qingshan.gateway.staff.Accounts;
import qingshan.gateway.staff.ApiTokens;
import qingshan.gateway.staff.Role;

/** A backup that is taken while the gateway runs and others write, and what comes of it. */
class BackupTest {
    private static final String KEPT = "Kept ";

    @TempDir
    private Path temp;

    @Test
    void what_is_restored_is_the_same_ledger_and_a_damaged_backup_is_none() throws Exception {
        Path first = Files.createDirectory(temp.resolve("first")).resolve("season");
        Path second = Files.createDirectory(temp.resolve("second")).resolve("season");
        SeasonGenerator.write(first, new SeasonPlan(31, 30, 5, 3, 400));
        SeasonGenerator.write(second, new SeasonPlan(32, 40, 5, 3, 3_000));
        Path output = Files.createDirectory(temp.resolve("output"));
        Machine machine = new Machine(temp.resolve("home"), output);
        Machine.Running up = machine.start("up", "--empty", "--port", "0");
        await().atMost(Duration.ofMinutes(3)).until(() -> machine.run("status").code() == 0);

        // both go through the gateway, which is the one writer
        assertThat(machine.run("import", first).code()).isZero();
        assertThat(machine.run("up").out()).contains("is up already");
        Machine.Ended asked = machine.run("up", "--lan", "--public-url", "https://example.com");
        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.err()).contains("after ./qingshan stop");
        own(temp.resolve("home"), db -> {
            new Accounts(db)
                    .put(
                            new Identities(Home.at(temp.resolve("home")), InstantSource.system()),
                            "rosa",
                            "rosa",
                            Role.REGISTRAR,
                            "correct horse battery",
                            null,
                            false);
            assertThat(new ApiTokens(db).issue("rosa")).isPresent();
            reported(db, "first");
        });
        Machine.Running writing = machine.start("import", second);
        Path backup = temp.resolve("backup.zip");
        Machine.Ended kept = machine.run("backup", backup);
        assertThat(kept.out()).contains(KEPT);
        assertThat(kept.code()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        Machine.Ended written = writing.end();
        assertThat(written.code()).as(written.err()).isZero();
        assertThat(machine.run("stop").code()).isZero();
        assertThat(up.end().code()).isZero();
        assertThat(machine.postgres()).isEmpty();

        Machine other = new Machine(temp.resolve("other"), output);
        Path export = temp.resolve("export");
        for (String[] reading : new String[][] {{"export", export.toString()}, {"backup", "b.zip"}, {"rebuild"}}) {
            assertThat(other.run((Object[]) reading).err()).contains("There is no ledger in");
            assertThat(temp.resolve("other")).doesNotExist();
        }
        Machine.Ended restored = other.run("restore", backup);
        assertThat(restored.err()).isEmpty();
        assertThat(restored.code()).isZero();
        own(temp.resolve("other"), db -> {
            assertThat(db.list("SELECT staff FROM own.api_token", row -> row.getString(1)))
                    .containsExactly("rosa");
            reported(db, "second");
            assertThat(db.list("SELECT id || words FROM own.report ORDER BY id", row -> row.getString(1)))
                    .as("numbers go on")
                    .containsExactly("1first", "2second");
        });
        Path whole = temp.resolve("whole");
        assertThat(other.run("export", export).code()).isZero();
        assertThat(machine.run("export", whole).code()).isZero();
        assertThat(other.run("audit", export).code()).isZero();
        assertThat(beginsWith(whole, export))
                .as("the same blocks, up to the backup")
                .isTrue();
        String run = SeasonFiles.open(first).file(SeasonTable.PACKING).firstNumber();
        Machine.Ended traced = other.run("trace", run);
        assertThat(traced.code()).as(traced.err()).isZero();
        assertThat(traced.out())
                .as("names and rows are there")
                .isEqualTo(machine.run("trace", run).out());
        assertThat(other.run("import", second).code()).as("and it goes on").isZero();
        assertThat(other.run("export", export).code()).isZero();
        assertThat(other.run("audit", export).code()).isZero();

        assertThat(other.run("restore", backup).err()).contains("There is something in");
        byte[] bytes = Files.readAllBytes(backup);
        for (int length : new int[] {0, 10}) {
            refused(Arrays.copyOf(bytes, length), output, "is no backup");
        }
        for (int length : new int[] {bytes.length / 2, bytes.length * 9 / 10}) {
            refused(Arrays.copyOf(bytes, length), output, "is cut off or altered");
        }
        for (int at : new int[] {bytes.length / 4, bytes.length / 2, bytes.length * 3 / 4}) {
            byte[] altered = bytes.clone();
            altered[at] ^= 1;
            refused(altered, output, "is cut off or altered");
        }
    }

    private static void own(Path home, Consumer<Db> deed) {
        try (Database database = Database.open(Home.at(home), Map.of())) {
            deed.accept(new Db(database.source()));
        }
    }

    private static void reported(Db db, String words) {
        db.update("INSERT INTO own.packing (record) VALUES (?)", words);
        db.update(
                "INSERT INTO own.report (packing, index, kind, words, contact)"
                        + " SELECT id, 1, 'other', record, NULL FROM own.packing WHERE record = ?",
                words);
    }

    private void refused(byte[] content, Path output, String why) throws IOException, InterruptedException {
        Path file = Files.write(temp.resolve("damaged.zip"), content);
        Path home = temp.resolve("never");
        Machine.Ended ended = new Machine(home, output).run("restore", file);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err().lines()).singleElement().asString().contains(why);
        assertThat(home).doesNotExist();
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("never")))
                    .isEmpty();
        }
    }

    /** Whether two exports have the same blocks as far as the shorter one goes; their heads may differ. */
    private static boolean beginsWith(Path whole, Path part) throws IOException {
        byte[] longer = Files.readAllBytes(whole);
        byte[] shorter = Files.readAllBytes(part);
        int same = Arrays.mismatch(longer, shorter);
        return same < 0 || same > shorter.length * 9 / 10;
    }
}
