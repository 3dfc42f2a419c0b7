package qingshan.gateway.keeper;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the database and tells it, in few words. Every failure is a {@link DbException}. */
public final class Db {
    private static final Logger LOG = LoggerFactory.getLogger(Db.class);

    private final DataSource source;

    /** Over pooled connections. */
    public Db(DataSource source) {
        this.source = source;
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    public interface RowMaker<T> {
        /** Reads the columns it needs. */
        T make(ResultSet row) throws SQLException;
    }

    /** Takes a row. */
    @FunctionalInterface
    public interface RowTaker {
        /** Reads the columns it needs. */
        void take(ResultSet row) throws SQLException;
    }

    /** Several statements in one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it; what it throws undoes all of it. */
        T with(Connection connection) throws SQLException;
    }

    /** All rows. */
    public <T> List<T> list(String sql, RowMaker<T> maker, @Nullable Object... arguments) {
        List<T> found = new ArrayList<>();
        each(sql, 0, row -> found.add(maker.make(row)), arguments);
        return found;
    }

    /** The first row, if there is one. */
    public <T> Optional<T> one(String sql, RowMaker<T> maker, @Nullable Object... arguments) {
        List<T> found = list(sql, maker, arguments);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    /**
     * Each row as it comes, however many there are.
     *
     * @param fetch how many are in memory at a time; 0 for all
     */
    public void each(String sql, int fetch, RowTaker taker, @Nullable Object... arguments) {
        transact(connection -> {
            try (PreparedStatement select = prepare(connection, sql, arguments)) {
                select.setFetchSize(fetch);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        taker.take(row);
                    }
                }
                return 0;
            }
        });
    }

    /** Changes rows; says how many. */
    public int update(String sql, @Nullable Object... arguments) {
        return transact(connection -> {
            try (PreparedStatement change = prepare(connection, sql, arguments)) {
                return change.executeUpdate();
            }
        });
    }

    /** Does several things or none of them. */
    public <T> T transact(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                T result = work.with(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    undo(connection);
                }
            }
        } catch (SQLException e) {
            throw new DbException(e);
        }
    }

    /** What is lost with its connection undoes itself, and the failure that led here says more than a second one. */
    private static void undo(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            LOG.debug("nothing left to undo", gone);
        }
    }

    /** A statement with its arguments in place. */
    public static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }
}
