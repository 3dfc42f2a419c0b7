package qingshan.gateway.home;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The organization's secrets, in schema {@code own} and so in every backup. Losing one makes all that was made with it new. */
public final class Secrets {
    /** Makes ids. */
    public static final String IDS = "ids";
    /** A market's: makes salts, commitments and serials, each for a purpose that goes into what is made. */
    public static final String MARKET = "market";

    private static final int BYTES = 32;

    private Secrets() {}

    /** A secret of its name; made the first time. */
    public static byte[] of(Connection connection, String name) throws SQLException {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO own.secret VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, name);
            insert.setBytes(2, fresh);
            insert.executeUpdate();
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT value FROM own.secret WHERE name = ?")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("just written: " + name);
                }
                return row.getBytes(1);
            }
        }
    }
}
