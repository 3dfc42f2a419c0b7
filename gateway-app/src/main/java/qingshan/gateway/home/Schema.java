package qingshan.gateway.home;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import qingshan.gateway.Trouble;

/**
 * The schemas of a database, each with migrations of its own in {@code db/<schema>} on the class path.
 *
 * <p>Raise the version when you add a migration: a command that finds the versions as they should be does not load Flyway.
 */
public enum Schema {
    /** The embedded ledger's: blocks, state, private data. */
    LEDGER(1),
    /** Rows made from blocks: may be dropped and made again. */
    READ(4),
    /** The organization's own: names, ids, secrets, what was imported. Never dropped. */
    OWN(13);

    private final int version;

    Schema(int version) {
        this.version = version;
    }

    /** The version of its newest migration. */
    public int version() {
        return version;
    }

    /** The name in the database. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Migrates what is behind. */
    static void bringUpToDate(Connection connection, DataSource source) {
        if (!upToDate(connection)) {
            for (Schema schema : values()) {
                schema.migrate(source);
            }
        }
    }

    /** Drops everything in it and makes it anew, empty. */
    public void recreate(DataSource source) {
        if (this != READ) {
            throw new IllegalStateException("only the read model can be made again from blocks");
        }
        flyway(source, false).clean();
        migrate(source);
    }

    private void migrate(DataSource source) {
        try {
            flyway(source, true).migrate();
        } catch (FlywayException e) {
            throw HomeException.of("schema", e, title(), Trouble.of(e));
        }
    }

    private Flyway flyway(DataSource source, boolean cleanDisabled) {
        return Flyway.configure()
                .dataSource(source)
                .schemas(title())
                .locations("classpath:db/" + title())
                .cleanDisabled(cleanDisabled)
                // Else a migration is committed before the row that says so: killed between the two, it never opens
                // again.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .loggers("slf4j")
                .load();
    }

    private static boolean upToDate(Connection connection) {
        String versions = Arrays.stream(values())
                .map(schema ->
                        "(SELECT max(version::int) FROM " + schema.title() + ".flyway_schema_history WHERE success)")
                .collect(Collectors.joining(", ", "SELECT ", ""));
        try (PreparedStatement statement = connection.prepareStatement(versions);
                ResultSet result = statement.executeQuery()) {
            result.next();
            boolean upToDate = true;
            int column = 1;
            for (Schema schema : values()) {
                int found = result.getInt(column++);
                if (found > schema.version) {
                    throw HomeException.of("newer", null);
                }
                upToDate &= found == schema.version;
            }
            return upToDate;
        } catch (SQLException e) {
            // 42P01: no such table, so nothing has been migrated yet.
            if ("42P01".equals(e.getSQLState())) {
                return false;
            }
            throw HomeException.of("connect", e, Trouble.of(e));
        }
    }
}
