package qingshan.gateway.season.load;

import java.sql.SQLException;

/** Carries an {@link SQLException} out of a callback that cannot throw one. */
final class SqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException sql;

    SqlFailure(SQLException sql) {
        super(sql);
        this.sql = sql;
    }

    SQLException sql() {
        return sql;
    }
}
