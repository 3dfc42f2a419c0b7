package qingshan.gateway.season.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.season.SeasonException;
import qingshan.gateway.season.SeasonFault;
import qingshan.gateway.season.SeasonFiles;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;

/**
 * Imports a season: what the ledger does not have yet is staged, planned and sent, batch after batch. Stopped at any
 * point, the next import of the same files goes on where this one was; nothing is ever sent as new twice.
 *
 * <p>One import at a time on a database: a second one is refused.
 */
public final class SeasonImport {
    /** Names the lock among all that a database knows; any number that nobody else uses. */
    private static final long ALONE = 0x71696e677368616eL;

    private static final int ALONE_MS = 5_000;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final DataSource source;
    private final LedgerCalls ledger;
    private final InstantSource clock;
    private final ImportListener listener;

    /**
     * An import.
     *
     * @param source of connections to the organization's database, not pooled: the lock ends with its connection
     * @param ledger where the season goes
     * @param actors as whom
     * @param clock for the time of sending, and to tell whether the season has begun
     * @param listener is told how far it is
     */
    public SeasonImport(DataSource source, Ledger ledger, Actors actors, InstantSource clock, ImportListener listener) {
        this.source = source;
        this.ledger = new LedgerCalls(ledger, actors, clock);
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Imports what the files hold.
     *
     * @return the run's id
     * @throws SeasonException when the files or the ledger stop it
     * @throws BadRowsException when rows that others refer to stop it; nothing was written
     */
    public Digest run(SeasonFiles files) {
        files.settings().mustHaveBegun(clock.instant());
        Digest id = files.runId();
        byte[] run = HexFormat.of().parseHex(id.value());
        try (Connection connection = source.getConnection()) {
            mustBeAlone(connection);
            RunStore store = new RunStore(connection, run);
            Ids ids = Ids.of(connection);
            Id market = ids.market(LedgerCalls.MARKET);
            recover(connection, files.settings().season());
            Long planned = store.planned();
            if (planned == null) {
                new Staging(source, files, run, listener).stage();
                try (Connection planning = source.getConnection()) {
                    planned = new Planner(planning, run, files.settings().season(), ids)
                            .plan(Adoptions.policy(files.settings()));
                }
            }
            ledger.needMarket(market);
            int next = ledger.open(files, market);
            RunStore.Batch last = store.batch(next - 1);
            send(files, id, store, ids, next, last == null ? 0 : last.after(), planned);
            store.finish();
            return id;
        } catch (SqlFailure e) {
            throw SeasonException.database(e.sql());
        } catch (SQLException e) {
            throw SeasonException.database(e);
        }
    }

    /** The lock is the connection's and ends with it, however this ends. */
    private static void mustBeAlone(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // one that was just killed holds it for a moment longer
            statement.execute("SET lock_timeout = " + ALONE_MS);
            statement.execute("SELECT pg_advisory_lock(" + ALONE + ")");
            statement.execute("RESET lock_timeout");
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw SeasonException.at(SeasonFault.IMPORT_RUNS);
            }
            throw e;
        }
    }

    private void send(SeasonFiles files, Digest id, RunStore store, Ids ids, int next, long from, long all)
            throws SQLException {
        listener.decided(from, all);
        if (from == all) {
            return;
        }
        String season = files.settings().season();
        Id market = ids.market(LedgerCalls.MARKET);
        int policyVersion = ledger.nextPolicyVersion(season);
        try (Connection asking = source.getConnection();
                CachedRegister register = new CachedRegister(asking, store.run())) {
            Entries entries = new Entries(files.settings(), ids, market, register, policyVersion);
            try (Batches batches = new Batches(source, store, ledger, id, entries, next, from, all)) {
                for (Batches.Ready ready = batches.next(); ready != null; ready = batches.next()) {
                    ledger.send(id, ready.batch().index(), ready.command());
                    batches.sent(ready);
                    listener.decided(ready.batch().after(), all);
                }
                batches.finish();
            }
        }
    }

    /** Keeps the outcomes of what earlier imports of the season sent before they were stopped. */
    private void recover(Connection connection, String season) throws SQLException {
        List<byte[]> open = new ArrayList<>();
        try (PreparedStatement select = Sql.prepare(
                        connection, "SELECT run FROM own.season_run WHERE season = ? AND NOT done", season);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                open.add(row.getBytes(1));
            }
        }
        for (byte[] run : open) {
            RunStore store = new RunStore(connection, run);
            Digest id = new Digest(HexFormat.of().formatHex(run));
            for (RunStore.Batch batch : store.unrecorded(ledger.next(id))) {
                store.record(batch, ledger.outcomes(id, batch.index()));
            }
        }
    }
}
