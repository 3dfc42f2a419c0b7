package qingshan.gateway.home;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    @TempDir
    Path directory;

    private Home home = new Home(Path.of(""));

    @BeforeEach
    void open() {
        home = Home.at(directory.resolve("home"));
    }

    @AfterEach
    void leaveNothingRunning() {
        Postgres server = new Postgres(home, Map.of());
        if (Files.exists(data().resolve("postmaster.pid"))) {
            server.stop();
        }
    }

    @Test
    void the_home_and_its_secrets_are_for_its_owner_only() throws IOException {
        Database.open(home, Map.of()).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.path())))
                .isEqualTo("rwx------");
        Path password = home.path().resolve("postgres/password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                .isEqualTo("rw-------");
    }

    @Test
    void the_last_one_out_stops_the_server() {
        Database first = Database.open(home, Map.of());
        Database second = Database.open(home, Map.of());
        first.close();
        assertThat(running()).isTrue();
        second.close();
        assertThat(running()).isFalse();
    }

    @Test
    void a_client_of_another_kind_keeps_the_server_and_connections_of_ours_do_not() throws SQLException {
        Database database = Database.open(home, Map.of());
        try (Connection psql = database.connect("psql", "")) {
            database.close();
            assertThat(running()).isTrue();
            assertThat(psql.isValid(1)).isTrue();
        }
        Database again = Database.open(home, Map.of());
        try (Connection pooled = again.source().getConnection()) {
            await().until(() -> clients(pooled) == 2);
            again.close();
            assertThat(running()).isFalse();
        }
    }

    @Test
    void a_server_that_was_told_to_stay_stays() {
        Database database = Database.open(home, Map.of());
        database.stay(true);
        database.close();
        assertThat(running()).isTrue();

        Database again = Database.open(home, Map.of());
        again.stay(false);
        again.close();
        assertThat(running()).isFalse();
    }

    @Test
    void what_was_written_is_there_when_it_is_opened_again() throws SQLException {
        try (Database database = Database.open(home, Map.of())) {
            execute(database, "CREATE TABLE own.probe AS SELECT 42 AS answer");
        }
        try (Database database = Database.open(home, Map.of())) {
            assertThat(number(database, "SELECT answer FROM own.probe")).isEqualTo(42);
        }
    }

    @Test
    void a_half_made_cluster_is_made_again() throws IOException {
        Path half = home.directory("postgres").resolve("data.new");
        Files.createDirectories(half.resolve("base"));
        Files.writeString(half.resolve("PG_VERSION"), "18");

        Database.open(home, Map.of()).close();

        assertThat(half).doesNotExist();
        assertThat(data()).isDirectory();
    }

    @Test
    void killed_server_processes_are_no_obstacle() throws SQLException {
        Database killed = Database.open(home, Map.of());
        execute(killed, "CREATE TABLE own.probe AS SELECT 42 AS answer");
        long pid = PostmasterFile.read(data()).orElseThrow().pid();
        List<ProcessHandle> all = Stream.concat(
                        ProcessHandle.of(pid).stream(),
                        ProcessHandle.of(pid).orElseThrow().descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        await().until(() -> all.stream().noneMatch(ProcessHandle::isAlive));

        try (Database database = Database.open(home, Map.of())) {
            assertThat(number(database, "SELECT answer FROM own.probe")).isEqualTo(42);
        }
        killed.close();
    }

    @Test
    void a_killed_connection_process_makes_newcomers_wait_for_the_repair() throws SQLException {
        try (Database database = Database.open(home, Map.of())) {
            long backend =
                    number(database, "SELECT min(pid) FROM pg_stat_activity WHERE backend_type = 'client backend'");
            ProcessHandle.of(backend).orElseThrow().destroyForcibly();

            try (Database next = Database.open(home, Map.of())) {
                assertThat(number(next, "SELECT 1")).isEqualTo(1);
            }
        }
    }

    @Test
    void a_process_number_that_another_program_has_now_is_no_obstacle() throws IOException {
        Database.open(home, Map.of()).close();
        String stale = ProcessHandle.current().pid() + "\n" + data()
                + "\n1\n5432\n\n127.0.0.1\n  1234567         1\nready   \n";
        Files.writeString(data().resolve("postmaster.pid"), stale);

        Database.open(home, Map.of()).close();

        assertThat(running()).isFalse();
    }

    @Test
    void it_listens_on_loopback_and_wants_its_password() throws SQLException {
        try (Database database = Database.open(home, Map.of())) {
            assertThat(text(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            String url = ((org.postgresql.ds.PGSimpleDataSource) database.source()).getURL();
            assertThatThrownBy(() -> Database.openAt(url + "&user=" + Postgres.USER + "&password=wrong"))
                    .isInstanceOf(HomeException.class)
                    .hasMessageContaining("does not accept this user and password");
        }
    }

    @Test
    void every_durable_setting_is_on() throws SQLException {
        try (Database database = Database.open(home, Map.of())) {
            assertThat(text(database, "SHOW fsync")).isEqualTo("on");
            assertThat(text(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(text(database, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(text(database, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(text(database, "SELECT datcollate FROM pg_database WHERE datname = current_database()"))
                    .isEqualTo("C");
        }
    }

    @Test
    void a_migration_and_the_row_that_tells_of_it_are_one_transaction() throws Exception {
        try (Database database = Database.open(home, Map.of());
                Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet apart = statement.executeQuery("""
                        SELECT count(*) AS tables,
                               count(*) FILTER (WHERE relation.xmin NOT IN (
                                   SELECT xmin FROM ledger.flyway_schema_history UNION ALL
                                   SELECT xmin FROM read.flyway_schema_history UNION ALL
                                   SELECT xmin FROM own.flyway_schema_history)) AS apart
                        FROM pg_class relation
                        WHERE relkind = 'i' AND relname <> 'flyway_schema_history_s_idx'
                          AND relname <> 'flyway_schema_history_pk'
                          AND relnamespace::regnamespace::text IN ('ledger', 'read', 'own')""")) {
            apart.next();
            assertThat(apart.getInt("tables")).isGreaterThan(40);
            assertThat(apart.getInt("apart")).isZero();
        }
    }

    @Test
    void the_versions_of_the_schemas_are_those_of_their_newest_migrations() throws Exception {
        for (Schema schema : Schema.values()) {
            var folder = requireNonNull(Schema.class.getResource("/db/" + schema.title()), schema.title());
            try (Stream<Path> migrations = Files.list(Path.of(folder.toURI()))) {
                int newest = migrations
                        .map(file -> file.getFileName().toString())
                        .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                        .max()
                        .orElseThrow();
                assertThat(schema.version()).as(schema.title()).isEqualTo(newest);
            }
        }
    }

    private Path data() {
        return home.path().resolve("postgres/data");
    }

    private boolean running() {
        return PostmasterFile.read(data()).filter(file -> file.alive(data())).isPresent();
    }

    private static int clients(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'")) {
            assertThat(result.next()).isTrue();
            return result.getInt(1);
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Database database, String sql) throws SQLException {
        return Long.parseLong(text(database, sql));
    }

    private static String text(Database database, String sql) throws SQLException {
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }
}
