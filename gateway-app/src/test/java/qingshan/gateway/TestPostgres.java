package qingshan.gateway;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;

/** One real PostgreSQL for all tests of this JVM, and a database of its own for whoever asks. Kept between runs in target. */
public final class TestPostgres {

    private static final String PREFIX = "test_";
    /** The name of this one among the JVMs that test at the same time. */
    public static final String JVM = System.getProperty("qingshan.tests.jvm", "jvm1");

    private static final Home HOME = Home.at(Path.of("target", "test-home-" + JVM));
    private static final Database SERVER = start();
    private static final String TEMPLATE = template();

    private TestPostgres() {}

    /** The home of the server, whose keys all tests share. */
    public static Home home() {
        return HOME;
    }

    /** A new database with all schemas, empty. Close it. */
    public static Database fresh() {
        return Database.openAt(freshUrl());
    }

    /** The URL of a new database with all schemas, empty. */
    public static synchronized String freshUrl() {
        String name = newName();
        execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return url(name);
    }

    private static Database start() {
        Database server = Database.open(HOME, Map.of());
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        try (Connection connection = server.source().getConnection();
                Statement statement = connection.createStatement()) {
            for (String leftover : leftovers(statement)) {
                statement.execute("DROP DATABASE " + leftover);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return server;
    }

    private static List<String> leftovers(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        String unused = "SELECT datname FROM pg_database WHERE datname LIKE '" + PREFIX + "%'"
                + " AND datname NOT IN (SELECT datname FROM pg_stat_activity WHERE datname IS NOT NULL)";
        try (ResultSet result = statement.executeQuery(unused)) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }

    private static String template() {
        String name = newName();
        execute("CREATE DATABASE " + name + " TEMPLATE template0");
        Database.openAt(url(name)).close();
        return name;
    }

    private static String newName() {
        return PREFIX + UUID.randomUUID().toString().replace('-', '_');
    }

    private static String url(String name) {
        PGSimpleDataSource source = (PGSimpleDataSource) SERVER.source();
        return "jdbc:postgresql://127.0.0.1:" + source.getPortNumbers()[0] + "/" + name + "?user=" + source.getUser()
                + "&password=" + source.getPassword();
    }

    private static void execute(String sql) {
        try (Connection connection = SERVER.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
