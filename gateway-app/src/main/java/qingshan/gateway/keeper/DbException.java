package qingshan.gateway.keeper;

import java.sql.SQLException;

/** The database could not be asked or told; nothing of what was under way is kept. */
public final class DbException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DbException(SQLException cause) {
        super(cause);
    }
}
