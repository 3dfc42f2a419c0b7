package qingshan.gateway.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qingshan.rules.json.JsonObject;

/** The tables of a backup: all of schemas {@code ledger} and {@code own}, but for who is signed in just now. */
final class Tables {
    private static final Pattern NAME = Pattern.compile("(ledger|own)\\.[a-z][a-z0-9_]{0,62}");
    private static final Pattern COLUMNS = Pattern.compile("[a-z][a-z0-9_]{0,62}(,[a-z][a-z0-9_]{0,62}){0,199}");

    private static final String SELECT = """
            SELECT table_schema || '.' || table_name, string_agg(column_name, ',' ORDER BY ordinal_position)
            FROM information_schema.columns
            WHERE table_schema IN ('ledger', 'own') AND table_name NOT IN ('flyway_schema_history', 'session')
              AND is_generated = 'NEVER'
            GROUP BY 1 ORDER BY 1""";

    /**
     * A table.
     *
     * @param name with its schema
     * @param columns with commas between
     */
    record Table(String name, String columns) {
        String copyOut() {
            return "COPY " + name + " (" + quoted() + ") TO STDOUT (FORMAT binary)";
        }

        String copyIn() {
            return "COPY " + name + " (" + quoted() + ") FROM STDIN (FORMAT binary)";
        }

        String emptied() {
            return "DELETE FROM " + name;
        }

        JsonObject json() {
            return JsonObject.of("name", name).with("columns", columns);
        }

        /** As a backup names it; null if that is no table's. */
        static @Nullable Table read(JsonObject json) {
            String name = json.text("name");
            String columns = json.text("columns");
            return name != null
                            && columns != null
                            && NAME.matcher(name).matches()
                            && COLUMNS.matcher(columns).matches()
                    ? new Table(name, columns)
                    : null;
        }

        private String quoted() {
            return Arrays.stream(columns.split(",", -1))
                    .map(column -> '"' + column + '"')
                    .collect(Collectors.joining(", "));
        }
    }

    /** Tables come one after the other: what one row says of another's is looked at when all are there. */
    private static final String DEFERRED = """
            DO $$ DECLARE it record; BEGIN
                FOR it IN SELECT conrelid::regclass AS tab, conname FROM pg_constraint
                    WHERE contype = 'f' AND connamespace IN ('ledger'::regnamespace, 'own'::regnamespace)
                LOOP EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED', it.tab, it.conname);
                END LOOP;
            END $$""";

    /** Numbers that the database gives go on after those that came. */
    private static final String CHECKED = """
            SET CONSTRAINTS ALL IMMEDIATE;
            DO $$ DECLARE it record; BEGIN
                FOR it IN SELECT conrelid::regclass AS tab, conname FROM pg_constraint
                    WHERE contype = 'f' AND connamespace IN ('ledger'::regnamespace, 'own'::regnamespace)
                LOOP EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I NOT DEFERRABLE', it.tab, it.conname);
                END LOOP;
                FOR it IN SELECT table_schema || '.' || table_name AS tab, column_name AS col
                    FROM information_schema.columns
                    WHERE table_schema IN ('ledger', 'own') AND is_identity = 'YES'
                LOOP EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, %L), max(%I)) FROM %s',
                        it.tab, it.col, it.col, it.tab);
                END LOOP;
            END $$""";

    private Tables() {}

    /** Before the rows of a backup come, in the transaction that takes them all. */
    static void defer(Connection connection) throws SQLException {
        execute(connection, DEFERRED);
    }

    /** When all are there. */
    static void check(Connection connection) throws SQLException {
        execute(connection, CHECKED);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static List<Table> of(Connection connection) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SELECT);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                tables.add(new Table(row.getString(1), row.getString(2)));
            }
        }
        return tables;
    }

    static long blocks(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT count(*) FROM ledger.blocks");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
