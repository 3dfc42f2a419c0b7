package qingshan.gateway.imports;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import qingshan.gateway.imports.Import.State;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.web.Language;

/** The imports there were, those of the command too. */
@Singleton
final class Imports {
    private static final int SHOWN_MAX = 50;

    /** The newest upload of each run, and the runs on the ledger. */
    private static final String ALL = """
            SELECT coalesce(i.run, u.run) AS run, coalesce(i.season, u.season) AS season, u.staff,
                coalesce(u.begun, i.opened_at) AS begun, u.id IS NOT NULL AND u.ended IS NULL AS cut,
                u.failure_zh, u.failure_en, s.run IS NOT NULL AS kept, coalesce(s.done, false) AS done
            FROM read.import_run i
            FULL JOIN (SELECT DISTINCT ON (run) encode(run, 'hex') AS run, id, season, staff, begun, ended,
                           failure_zh, failure_en
                       FROM own.season_upload ORDER BY run, id DESC) u ON u.run = i.run
            LEFT JOIN own.season_run s ON s.run = decode(coalesce(i.run, u.run), 'hex')""";

    private final Db db;
    private final Importing importing;

    Imports(Db db, Importing importing) {
        this.db = db;
        this.importing = importing;
    }

    /** The newest, at most 50. */
    List<Import> newest(Language language) {
        String running = running();
        return db.list(ALL + " ORDER BY begun DESC, run LIMIT " + SHOWN_MAX, row -> made(row, running, language));
    }

    /** That of a run. */
    Optional<Import> one(String run, Language language) {
        String running = running();
        return db.one("SELECT * FROM (" + ALL + ") a WHERE run = ?", row -> made(row, running, language), run);
    }

    /** Whether somebody has registered the market. */
    boolean marketIsThere() {
        return db.one("SELECT 1 FROM read.market LIMIT 1", row -> row.getInt(1)).isPresent();
    }

    private String running() {
        return importing.running().map(Importing.Underway::run).orElse("");
    }

    private static Import made(ResultSet row, String running, Language language) throws SQLException {
        String run = row.getString("run");
        String failure = row.getString(language == Language.ZH ? "failure_zh" : "failure_en");
        return new Import(
                run,
                row.getString("season"),
                row.getString("staff"),
                row.getTimestamp("begun").toInstant(),
                run.equals(running) ? State.RUNNING : state(row, failure != null),
                failure);
    }

    private static State state(ResultSet row, boolean failed) throws SQLException {
        if (failed) {
            return State.FAILED;
        }
        if (row.getBoolean("done")) {
            return State.DONE;
        }
        return row.getBoolean("cut") || row.getBoolean("kept") ? State.INTERRUPTED : State.REPLACED;
    }
}
