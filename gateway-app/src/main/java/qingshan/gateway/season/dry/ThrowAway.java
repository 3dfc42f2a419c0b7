package qingshan.gateway.season.dry;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;
import qingshan.gateway.season.SeasonException;

/**
 * A database transaction that is always rolled back, seen as a source of connections. All its connections are one: closing,
 * committing and rolling back do nothing, so that what is written is seen by all that follows and stays with nobody.
 */
public final class ThrowAway implements DataSource, AutoCloseable {
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("close", "commit", "rollback", "setAutoCommit", "setTransactionIsolation");

    private final Connection real;
    private final Connection shown;

    private ThrowAway(Connection real) {
        this.real = real;
        this.shown = (Connection) Proxy.newProxyInstance(
                ThrowAway.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (WITHOUT_EFFECT.contains(method.getName())) {
                        return null;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    /** Begins the transaction. */
    public static ThrowAway begin(DataSource source) {
        try {
            Connection connection = source.getConnection();
            connection.setAutoCommit(false);
            return new ThrowAway(connection);
        } catch (SQLException e) {
            throw SeasonException.database(e);
        }
    }

    @Override
    public Connection getConnection() {
        return shown;
    }

    @Override
    public Connection getConnection(String user, String password) {
        return shown;
    }

    /** Rolls everything back. */
    @Override
    public void close() {
        try {
            real.rollback();
            real.close();
        } catch (SQLException e) {
            throw SeasonException.database(e);
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
