package qingshan.gateway.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.TestPostgres;

/** What keeps a home or its database from being used is said in one sentence, without a word of the driver's. */
class HomeFailuresTest {
    @TempDir
    private Path directory;

    @Test
    void a_server_that_does_not_answer() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        says(
                openAt("jdbc:postgresql://127.0.0.1:" + port + "/x?user=a&password=b"),
                "no PostgreSQL answers at its address",
                "没有 PostgreSQL 应答");
    }

    @Test
    void a_password_that_is_wrong_or_missing() {
        String url = TestPostgres.freshUrl();
        String where = url.substring(0, url.indexOf("&password="));
        says(openAt(where + "&password=wrong"), "does not accept this user and password", "不接受此用户与密码");
        says(openAt(where), "does not accept this user and password", "不接受此用户与密码");
    }

    @Test
    void a_database_that_is_not_there() {
        String url = TestPostgres.freshUrl().replaceFirst("/test_[^?]*", "/test_none");
        says(openAt(url), "there is no such database", "没有这个数据库");
    }

    @Test
    void a_url_that_is_none() {
        says(openAt("jdbc:postgresql://host:port:x/y"), "is no URL of PostgreSQL", "不是 PostgreSQL 的 URL");
    }

    @Test
    void a_database_of_a_newer_program() throws SQLException {
        String url = TestPostgres.freshUrl();
        try (Database database = Database.openAt(url);
                Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE own.flyway_schema_history SET version = '99' WHERE version = '2'");
        }
        says(openAt(url), "made by a newer version", "由更新版本的程序建立");
    }

    @Test
    void a_home_that_is_a_file() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        says(catchThrowableOfType(HomeException.class, () -> Home.at(file)), "is not a directory", "不是目录");
        says(
                catchThrowableOfType(HomeException.class, () -> Home.at(file.resolve("below"))),
                file + " is not a directory",
                "不是目录");
    }

    @Test
    void a_cluster_that_cannot_start() throws IOException {
        Home home = Home.at(directory.resolve("home"));
        Database.open(home, Map.of()).close();
        Path data = home.path().resolve("postgres/data");

        Files.writeString(data.resolve("PG_VERSION"), "17\n");
        says(open(home), "another version of it made", "另一版本");
        Files.writeString(data.resolve("PG_VERSION"), "18\n");

        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
        says(open(home), "may not use", "无权使用");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));

        Path control = data.resolve("global/pg_control");
        Path aside = Files.move(control, directory.resolve("pg_control"));
        says(open(home), "are damaged", "已损坏");
        Files.move(aside, control);

        Path version = Files.move(data.resolve("PG_VERSION"), directory.resolve("PG_VERSION"));
        says(open(home), "are damaged", "已损坏");
        Files.move(version, data.resolve("PG_VERSION"));

        Path password = home.path().resolve("postgres/password");
        String right = Files.readString(password);
        Files.writeString(password, "wrong");
        says(open(home), "does not accept this user and password", "不接受此用户与密码");
        Files.delete(password);
        says(open(home), "put it back from a backup", "从备份放回");
        Files.writeString(password, right);

        Database.open(home, Map.of()).close();
    }

    private static HomeException openAt(String url) {
        return catchThrowableOfType(HomeException.class, () -> Database.openAt(url));
    }

    private static HomeException open(Home home) {
        return catchThrowableOfType(HomeException.class, () -> Database.open(home, Map.of()));
    }

    private static void says(HomeException failure, String english, String chinese) {
        assertThat(failure.sentence(Locale.ENGLISH)).contains(english).doesNotContain("\n", "FATAL", "Exception");
        assertThat(failure.sentence(Locale.CHINESE)).contains(chinese).doesNotContain("\n", "FATAL", "Exception");
    }
}
