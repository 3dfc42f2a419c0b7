package qingshan.gateway.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import qingshan.gateway.ledger.LedgerException;

/** What PostgreSQL must promise before anything is called committed. Jars for tests switch these off. */
final class Durability {

    /** What each setting may be. The last three of {@code synchronous_commit} wait for more than the local disk. */
    private static final Map<String, Set<String>> REQUIRED = Map.of(
            "fsync", Set.of("on"),
            "full_page_writes", Set.of("on"),
            "synchronous_commit", Set.of("on", "local", "remote_write", "remote_apply"));

    private Durability() {}

    /** @throws LedgerException naming the first setting that is wrong */
    static void check(Connection connection) throws SQLException {
        for (Map.Entry<String, Set<String>> required : new TreeMap<>(REQUIRED).entrySet()) {
            String setting = ask(connection, "SHOW " + required.getKey());
            if (!required.getValue().contains(setting)) {
                throw LedgerException.of("durability", null, required.getKey(), setting);
            }
        }
        String encoding = ask(connection, "SHOW server_encoding");
        if (!encoding.equals("UTF8")) {
            throw LedgerException.of("encoding", null, encoding);
        }
    }

    private static String ask(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(question)) {
            result.next();
            return result.getString(1);
        }
    }
}
