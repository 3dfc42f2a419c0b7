package qingshan.gateway.embedded;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import qingshan.gateway.Trouble;
import qingshan.gateway.home.Database;
import qingshan.gateway.ledger.LedgerException;

/**
 * A few sessions for many threads: more at once than the machine has use for would only make each other wait. They are
 * opened when needed and kept.
 */
final class ReadSessions implements AutoCloseable {

    private final Database database;
    private final String purpose;
    private final int sessionsMax;
    private final Semaphore free;
    private final ConcurrentLinkedDeque<ReadSession> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    ReadSessions(Database database, String purpose, int sessionsMax) {
        this.database = database;
        this.purpose = purpose;
        this.sessionsMax = sessionsMax;
        this.free = new Semaphore(sessionsMax);
    }

    /**
     * Waits until a session is free. Give it back, or discard it.
     *
     * @throws LedgerException if none can be had any more
     */
    ReadSession take() {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LedgerException.of("interrupted", e);
        }
        if (closed) {
            free.release();
            throw LedgerException.of("closed", null);
        }
        ReadSession session = idle.pollFirst();
        if (session != null) {
            return session;
        }
        boolean opened = false;
        try {
            ReadSession fresh = new ReadSession(database.connectPrompt(purpose, ReadSession.SETTINGS));
            opened = true;
            return fresh;
        } catch (SQLException e) {
            throw LedgerException.of("read", e, Trouble.of(e));
        } finally {
            if (!opened) {
                free.release();
            }
        }
    }

    void giveBack(ReadSession session) {
        try {
            session.forget();
            idle.addFirst(session);
            free.release();
        } catch (SQLException e) {
            discard(session);
        }
    }

    /** For a session whose connection broke. */
    void discard(ReadSession session) {
        close(session);
        free.release();
    }

    /** Waits for sessions in use. Nobody takes one afterwards. */
    @Override
    public void close() {
        closed = true;
        free.acquireUninterruptibly(sessionsMax);
        idle.forEach(ReadSessions::close);
        idle.clear();
        free.release(sessionsMax);
    }

    private static void close(ReadSession session) {
        try {
            session.close();
        } catch (SQLException e) {
            System.getLogger(ReadSessions.class.getName()).log(System.Logger.Level.DEBUG, "closing", e);
        }
    }
}
