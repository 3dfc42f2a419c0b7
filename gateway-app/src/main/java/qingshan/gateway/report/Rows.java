package qingshan.gateway.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import qingshan.gateway.season.SeasonException;

/** Queries of one moment of the database; a thousand rows of a result are in memory. */
final class Rows implements AutoCloseable {
    private static final int FETCH = 1_000;

    private final Connection connection;

    Rows(Connection connection) {
        this.connection = connection;
    }

    /** What is done with a row. */
    interface Taker {
        void take(ResultSet row) throws SQLException, IOException;
    }

    /** What a row is made into. */
    interface Maker<T> {
        T make(ResultSet row) throws SQLException;
    }

    /** Fixes the moment. */
    void begin() throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        run("SET LOCAL work_mem = '64MB'");
    }

    /** Gives each row of a query. */
    void each(String sql, Taker taker, Object... values) throws IOException {
        try (PreparedStatement select = prepare(sql, values)) {
            select.setFetchSize(FETCH);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    taker.take(row);
                }
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The rows of a query that has few. */
    <T> List<T> list(String sql, Maker<T> maker, Object... values) {
        List<T> list = new ArrayList<>();
        try {
            each(sql, row -> list.add(maker.make(row)), values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return list;
    }

    /** The one number that a query gives. */
    long number(String sql, Object... values) {
        return list(sql, row -> row.getLong(1), values).getFirst();
    }

    /** Runs a statement that gives nothing. */
    void run(String sql, Object... values) {
        try (PreparedStatement statement = prepare(sql, values)) {
            statement.execute();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    static SeasonException failed(SQLException e) {
        return SeasonException.database(e);
    }

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
