package qingshan.gateway.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import qingshan.gateway.home.Database;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.ProbeContract;

/** A server, named by its URL, that may forget what it called committed gets no ledger. */
class DurabilityTest {
    private static final Settings SETTINGS = new Settings("test", List.of(new ProbeContract()));

    @TempDir
    private Path directory;

    @Test
    void a_server_with_fsync_or_full_page_writes_off_is_refused() throws SQLException {
        Home home = Home.at(directory.resolve("home"));
        try (Database server = Database.open(home, Map.of())) {
            PGSimpleDataSource source = (PGSimpleDataSource) server.source();
            String url = source.getURL() + "&user=" + source.getUser() + "&password=" + source.getPassword();
            for (String setting : List.of("fsync", "full_page_writes")) {
                set(server, setting, "off");
                try (Database byUrl = Database.openAt(url)) {
                    assertThatThrownBy(() -> EmbeddedLedger.open(home, byUrl, SETTINGS))
                            .isInstanceOf(LedgerException.class)
                            .hasMessageContaining(setting + " = off")
                            .hasMessageContaining("set it to on");
                }
                set(server, setting, "on");
            }
            try (Database byUrl = Database.openAt(url)) {
                EmbeddedLedger.open(home, byUrl, SETTINGS).close();
            }
        }
    }

    private static void set(Database server, String setting, String value) throws SQLException {
        try (Connection connection = server.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET " + setting + " = " + value);
            statement.execute("SELECT pg_reload_conf()");
            await().until(() -> value.equals(shown(server, setting)));
        }
    }

    private static String shown(Database server, String setting) throws SQLException {
        try (Connection connection = server.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }
}
