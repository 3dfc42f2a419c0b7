package qingshan.gateway.season.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.batch.Outcome;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;

/** What the organization's database knows of one run: its plan, its batches and what the ledger made of them. */
final class RunStore {
    /** A batch of a run: entries from {@code first} to below {@code after}. */
    record Batch(int index, long first, long after) {}

    private static final String ALREADY_RECORDED = "ALREADY_RECORDED";

    private final Connection connection;
    private final byte[] run;

    RunStore(Connection connection, byte[] run) throws SQLException {
        this.connection = connection;
        this.run = run.clone();
        connection.setAutoCommit(true);
    }

    byte[] run() {
        return run.clone();
    }

    /** How many entries the plan has, or null if there is no plan yet. */
    @Nullable
    Long planned() throws SQLException {
        return Sql.number(connection, "SELECT planned FROM own.season_run WHERE run = ?", run);
    }

    /** The batch of an index, or null if it was never fixed. */
    @Nullable
    Batch batch(int index) throws SQLException {
        List<Batch> found = batches("index = ?", index);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** Batches that the ledger has, as it says, and of which the outcomes are not here yet. */
    List<Batch> unrecorded(int next) throws SQLException {
        return batches("index < ? AND NOT recorded", next);
    }

    /** Fixes which entries a batch has, before it is sent. */
    void fix(Batch batch) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO own.season_batch (run, index, first, after) VALUES (?, ?, ?, ?)",
                run,
                batch.index(),
                batch.first(),
                batch.after());
    }

    /** Keeps what the ledger made of a batch, all of it or nothing. */
    void record(Batch batch, List<Outcome> outcomes) throws SQLException {
        if (outcomes.size() != batch.after() - batch.first()) {
            throw new IllegalStateException("the ledger decided " + outcomes.size() + " entries of batch " + batch);
        }
        connection.setAutoCommit(false);
        List<Long> seqs = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        List<String> details = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            // what another run of the same season brought in the meantime is on the ledger all the same
            if (!outcome.code().equals(Outcome.ACCEPTED) && !outcome.code().equals(ALREADY_RECORDED)) {
                JsonObject detail = outcome.detail();
                seqs.add(batch.first() + i);
                codes.add(outcome.code());
                details.add(detail == null ? "{}" : CanonicalJson.write(detail));
            }
        }
        Sql.update(
                connection,
                """
                INSERT INTO own.season_refusal
                SELECT p.run, p.tab, p.line, u.code, u.detail
                FROM unnest(?::bigint[], ?::text[], ?::text[]) u (seq, code, detail)
                JOIN own.season_plan p ON p.run = ? AND p.seq = u.seq""",
                connection.createArrayOf("bigint", seqs.toArray()),
                connection.createArrayOf("text", codes.toArray()),
                connection.createArrayOf("text", details.toArray()),
                run);
        Sql.update(connection, """
                INSERT INTO own.season_accepted
                SELECT s.season, r.tab, r.number, r.digest, r.at, r.run
                FROM own.season_plan p
                JOIN own.season_run s ON s.run = p.run
                JOIN own.season_row r ON r.run = p.run AND r.tab = p.tab AND r.line = p.line
                WHERE p.run = ? AND p.seq >= ? AND p.seq < ?
                  AND NOT EXISTS (SELECT 1 FROM own.season_refusal n
                                  WHERE n.run = p.run AND n.tab = p.tab AND n.line = p.line)
                ON CONFLICT (season, tab, number) DO UPDATE SET digest = excluded.digest, run = excluded.run
                WHERE season_accepted.tab < ?""", run, batch.first(), batch.after(), Section.SLIPS.code());
        Sql.update(
                connection,
                "UPDATE own.season_batch SET recorded = true WHERE run = ? AND index = ?",
                run,
                batch.index());
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** The run is over; staged rows of earlier runs of its season are not needed any more. */
    void finish() throws SQLException {
        connection.setAutoCommit(false);
        Sql.update(connection, "UPDATE own.season_run SET done = true WHERE run = ?", run);
        for (String table : List.of("season_row", "season_plan", "season_refusal", "season_batch")) {
            Sql.update(
                    connection,
                    "DELETE FROM own." + table + " t USING own.season_run o, own.season_run n"
                            + " WHERE t.run = o.run AND o.season = n.season AND n.run = ? AND o.run <> n.run AND o.done",
                    run);
        }
        Sql.update(
                connection,
                "DELETE FROM own.season_run o USING own.season_run n"
                        + " WHERE o.season = n.season AND n.run = ? AND o.run <> n.run AND o.done",
                run);
        connection.commit();
        connection.setAutoCommit(true);
    }

    private List<Batch> batches(String where, int value) throws SQLException {
        try (PreparedStatement select = Sql.prepare(
                        connection,
                        "SELECT index, first, after FROM own.season_batch WHERE run = ? AND " + where
                                + " ORDER BY index",
                        run,
                        value);
                ResultSet row = select.executeQuery()) {
            List<Batch> found = new ArrayList<>();
            while (row.next()) {
                found.add(new Batch(row.getInt(1), row.getLong(2), row.getLong(3)));
            }
            return found;
        }
    }
}
