package qingshan.gateway.season.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.season.BadReference;
import qingshan.gateway.season.Checked;
import qingshan.gateway.season.Earlier;
import qingshan.gateway.season.Exact;
import qingshan.gateway.season.ReferenceChecks;
import qingshan.gateway.season.Register;
import qingshan.gateway.season.Row;
import qingshan.gateway.season.RowChecks;
import qingshan.gateway.season.SeasonFiles;
import qingshan.gateway.season.SeasonTable;
import qingshan.rules.Code;

/** Brings a run's files into the database, each row checked by itself. Nothing of it is on the ledger yet. */
final class Staging {
    private static final List<SeasonTable> REFERENCES =
            List.of(SeasonTable.PARTIES, SeasonTable.PLOTS, SeasonTable.CERTIFICATES, SeasonTable.PRODUCTS);
    private static final List<SeasonTable> MOVES =
            List.of(SeasonTable.SLIPS, SeasonTable.PROCESSING, SeasonTable.PACKING);
    private static final int FETCH = 1_000;
    private static final int TOLD_EVERY = 5_000;

    private final DataSource source;
    private final SeasonFiles files;
    private final byte[] run;
    private final ImportListener listener;
    private long rows;

    Staging(DataSource source, SeasonFiles files, byte[] run, ImportListener listener) {
        this.source = source;
        this.files = files;
        this.run = run.clone();
        this.listener = listener;
    }

    /**
     * Stages all tables; what a broken attempt left is thrown away first.
     *
     * @throws BadRowsException when rows of the reference tables stop the import
     */
    void stage() throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            // what was staged and never planned was of no use to anybody
            Sql.update(
                    connection,
                    "DELETE FROM own.season_row r WHERE NOT EXISTS"
                            + " (SELECT 1 FROM own.season_run n WHERE n.run = r.run AND n.planned IS NOT NULL)");
            try (StagedRows out = new StagedRows(connection, run);
                    CachedRegister register = new CachedRegister(connection, run)) {
                for (SeasonTable table : REFERENCES) {
                    copy(table, out, row -> null);
                }
                checkReferences(connection, register);
                RowChecks checks = new RowChecks(files.settings());
                for (SeasonTable table : MOVES) {
                    copy(table, out, row -> refusal(checks.check(row, Earlier.NONE, register)));
                }
            }
            markRepeated(connection);
            connection.commit();
        }
        listener.staged(rows);
    }

    private interface Check {
        Checked.@Nullable Refused of(Row row);
    }

    private void copy(SeasonTable table, StagedRows out, Check check) throws SQLException {
        files.file(table).read(row -> {
            write(out, row, check.of(row));
            if (++rows % TOLD_EVERY == 0) {
                listener.staged(rows);
            }
        });
        out.flush();
    }

    private static void write(StagedRows out, Row row, Checked.@Nullable Refused refused) throws SQLException {
        String joined = StoredRow.join(row.fields());
        Section section = Section.of(row.table());
        OptionalLong at = section.moves() ? row.time() : OptionalLong.empty();
        boolean slip = section == Section.SLIPS;
        out.write(
                section.code(),
                row.line(),
                row.number(),
                joined,
                StoredRow.digest(joined),
                refused == null ? null : refused.fault().name(),
                refused == null ? null : refused.column(),
                at.isPresent() ? at.getAsLong() : null,
                slip ? some(row.thousandths("kg")) : null,
                slip ? some(row.hundredths("amount")) : null);
    }

    private static @Nullable Long some(long value) {
        return value == Exact.NONE ? null : value;
    }

    private static Checked.@Nullable Refused refusal(Checked checked) {
        return switch (checked) {
            case Checked.Refused refused -> refused;
            case Checked.Sound sound -> {
                String column = LedgerTexts.unfit(sound.row());
                yield column == null ? null : new Checked.Refused(Code.BAD_TEXT, column, "");
            }
        };
    }

    private void checkReferences(Connection connection, Register register) throws SQLException {
        List<BadReference> bad = new ArrayList<>();
        long[] all = {0};
        ReferenceChecks checks = new ReferenceChecks(card -> register.kind(card) != null, row -> {
            if (all[0]++ < BadRowsException.LISTED_MAX) {
                bad.add(row);
            }
        });
        for (SeasonTable table : REFERENCES) {
            try (PreparedStatement select = Sql.prepare(
                    connection,
                    "SELECT line, fields, row_number() OVER (PARTITION BY number ORDER BY line) > 1"
                            + " FROM own.season_row WHERE run = ? AND tab = ? ORDER BY line",
                    run,
                    Section.of(table).code())) {
                select.setFetchSize(FETCH);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        List<String> fields = StoredRow.split(row.getString(2));
                        checks.check(new Row(table, row.getLong(1), fields), row.getBoolean(3));
                    }
                }
            }
        }
        if (all[0] > 0) {
            throw new BadRowsException(bad, all[0]);
        }
    }

    /** The first row of a number stands; those after it are duplicates, whatever else is wrong with them. */
    private void markRepeated(Connection connection) throws SQLException {
        Sql.update(connection, "ANALYZE own.season_row");
        Sql.update(connection, """
                UPDATE own.season_row r
                SET code = CASE WHEN r.digest = n.first THEN 'DUPLICATE' ELSE 'CONFLICTING_DUPLICATE' END,
                    col = CASE r.tab WHEN ? THEN 'slip' WHEN ? THEN 'batch' ELSE 'run' END
                FROM (SELECT tab, line,
                             first_value(digest) OVER same AS first,
                             row_number() OVER same AS place
                      FROM own.season_row
                      WHERE run = ? AND tab >= ? AND number <> ''
                      WINDOW same AS (PARTITION BY tab, number ORDER BY line)) n
                WHERE r.run = ? AND r.tab = n.tab AND r.line = n.line AND n.place > 1""", Section.SLIPS.code(), Section.PROCESSING.code(), run, Section.SLIPS.code(), run);
    }
}
