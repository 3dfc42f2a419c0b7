package qingshan.gateway.imports;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import qingshan.gateway.Explained;
import qingshan.gateway.Trouble;
import qingshan.gateway.events.Progress;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.season.SeasonFiles;
import qingshan.gateway.season.load.Actors;
import qingshan.gateway.season.load.ImportListener;
import qingshan.gateway.season.load.SeasonImport;
import qingshan.gateway.staff.Role;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Scratch;

/**
 * Imports seasons, one at a time, each in a thread of its own: it goes on when the browser that began it goes away. What
 * stops it leaves what was decided on the ledger; the same files again go on from there.
 */
@Singleton
final class Importing {
    private static final Logger LOG = LoggerFactory.getLogger(Importing.class);

    /** So long the end of an import waits until pages show all of it. */
    private static final Duration ROWS_WAIT = Duration.ofMinutes(1);

    private final Keeper keeper;
    private final Db db;
    private final Progress progress;
    private @Nullable Job job;
    private volatile boolean stopping;

    Importing(Keeper keeper, Db db, Progress progress) {
        this.keeper = keeper;
        this.db = db;
        this.progress = progress;
    }

    /**
     * How far an import is.
     *
     * @param run its id
     * @param season its name
     * @param who began it
     * @param since when
     * @param read rows of the files that were read and checked
     * @param done entries that were decided
     * @param all entries to decide; 0 while files are read
     */
    public record Underway(String run, String season, String who, Instant since, long read, long done, long all) {}

    private final class Job implements ImportListener, Runnable {
        private final Staff staff;
        private final SeasonFiles files;
        private final Scratch.Space space;
        private final long number;
        private final Instant since = Instant.now();
        private volatile long read;
        private volatile long done;
        private volatile long all;

        Job(Staff staff, SeasonFiles files, Scratch.Space space, long number) {
            this.staff = staff;
            this.files = files;
            this.space = space;
            this.number = number;
        }

        @Override
        public void staged(long rows) {
            read = rows;
            tell(Progress.State.RUNNING);
            mustGoOn();
        }

        @Override
        public void decided(long soFar, long ofAll) {
            done = soFar;
            all = ofAll;
            tell(Progress.State.RUNNING);
            mustGoOn();
        }

        private void tell(Progress.State state) {
            progress.tell(new Progress.Step("import", files.runId().value(), done, all, state));
        }

        private void mustGoOn() {
            if (stopping) {
                throw ImportsException.of("stopped", null);
            }
        }

        Underway underway() {
            return new Underway(
                    files.runId().value(), files.settings().season(), staff.display(), since, read, done, all);
        }

        @Override
        public void run() {
            try (space) {
                Actors actors = new Actors(staff.actor(), registrar());
                // connections of its own: an import takes several, and pages need theirs
                DataSource source = keeper.database().source();
                new SeasonImport(source, keeper, actors, InstantSource.system(), this).run(files);
                keeper.rows().await(keeper.height(), ROWS_WAIT);
                ended(number, null);
                tell(Progress.State.DONE);
            } catch (RuntimeException e) {
                if (e instanceof Explained) {
                    LOG.warn("an import was stopped: {}", e.getMessage());
                } else {
                    LOG.error("an import failed in a way that nobody foresaw", e);
                }
                ended(number, e);
                tell(Progress.State.FAILED);
            } finally {
                free(this);
            }
        }
    }

    /** How far the import that runs now is. */
    synchronized Optional<Underway> running() {
        return Optional.ofNullable(job).map(Job::underway);
    }

    /**
     * Begins an import; from now on it owns the scratch that the files lie in.
     *
     * @throws ImportsException if one runs
     */
    synchronized void begin(Staff staff, SeasonFiles files, Scratch.Space space) {
        Job before = job;
        if (before != null) {
            throw ImportsException.of(
                    "runs",
                    null,
                    before.underway().who(),
                    before.files.settings().season());
        }
        long number = db.transact(connection -> {
            try (var insert = Db.prepare(
                            connection,
                            "INSERT INTO own.season_upload (run, season, staff) VALUES (?, ?, ?) RETURNING id",
                            HexFormat.of().parseHex(files.runId().value()),
                            files.settings().season(),
                            staff.display());
                    var row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
        Job begun = new Job(staff, files, space, number);
        job = begun;
        Thread.ofPlatform().name("import").start(begun);
    }

    private synchronized void free(Job ended) {
        if (job == ended) {
            job = null;
        }
        notifyAll();
    }

    private void ended(long number, @Nullable RuntimeException why) {
        try {
            db.update(
                    "UPDATE own.season_upload SET ended = now(), failure_zh = ?, failure_en = ? WHERE id = ?",
                    why == null ? null : sentence(why, Locale.SIMPLIFIED_CHINESE),
                    why == null ? null : sentence(why, Locale.ENGLISH),
                    number);
        } catch (RuntimeException e) {
            // the page then says that it was interrupted, which is what happened
            LOG.warn("the end of an import could not be kept: {}", Trouble.of(e).kind());
        }
    }

    private static String sentence(RuntimeException why, Locale locale) {
        return why instanceof Explained explained
                ? explained.sentence(locale)
                : ImportsException.of("unforeseen", why).sentence(locale);
    }

    /** Registers the market the first time, as the command does it. */
    private Actor registrar() {
        return keeper.enroller().enroll(Role.REGISTRAR.mspId(), "registrar", Map.of("role", Role.REGISTRAR.code()));
    }

    /** Stops what runs between two batches, and waits for it: the ledger is closed only then. */
    @PreDestroy
    synchronized void close() {
        stopping = true;
        boolean interrupted = false;
        while (job != null) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
