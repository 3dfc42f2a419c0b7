package qingshan.gateway.follower;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/** Runs statements. */
final class Sql {
    private Sql() {}

    /** Runs a statement; a collection becomes an array of the type of its first element, texts where it is empty. */
    static void run(Connection connection, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i] instanceof Collection<?> list) {
                    statement.setArray(i + 1, connection.createArrayOf(type(list), list.toArray()));
                } else {
                    statement.setObject(i + 1, arguments[i]);
                }
            }
            statement.execute();
        }
    }

    private static String type(Collection<?> list) {
        return switch (list.isEmpty() ? "" : list.iterator().next()) {
            case Integer _ -> "int4";
            case Long _ -> "int8";
            default -> "text";
        };
    }
}
