package qingshan.gateway.inspector;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Sentences;
import qingshan.gateway.form.Field;
import qingshan.gateway.form.Form;
import qingshan.gateway.form.Forms;
import qingshan.gateway.form.ListViews;
import qingshan.gateway.form.Paths;
import qingshan.gateway.form.Sender;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.JsonObject;

/** What shoppers say is wrong with packs, and what was done about it. */
@Controller("/reports")
@Secured("inspector")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class ShopperReports {
    private static final String HERE = "/reports";
    private static final String NOTE = "note";
    private static final int SHOWN_MAX = 50;
    private static final String OFTEN =
            "SELECT often FROM own.scan_policy WHERE effective_from <= current_date ORDER BY effective_from DESC LIMIT 1";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    /**
     * A report.
     *
     * @param kind what is wrong, as the shopper chose it
     * @param words the shopper's
     * @param contact how to answer, masked; null if it was left empty
     * @param run of the pack
     * @param number of the run, as printed
     * @param index of the pack's serial
     * @param closedAt when somebody was done with it, or null
     */
    public record Report(
            long id,
            Instant at,
            String kind,
            String words,
            @Nullable String contact,
            String run,
            @Nullable String number,
            int index,
            @Nullable String product,
            @Nullable Instant closedAt,
            @Nullable String closedBy,
            @Nullable String note) {
        /** What is wrong, in words. */
        public String kind(Visit visit) {
            String key = "reports.kind." + kind;
            Sentences texts = InspectorTexts.of(visit);
            return texts.bundle().containsKey(key) ? texts.say(key) : kind;
        }

        /** When and how it was done with; null while it waits. */
        public @Nullable String closed(Visit visit) {
            return closedAt == null ? null : visit.show().moment(closedAt) + " · " + closedBy + " · " + note;
        }
    }

    /**
     * What the page shows.
     *
     * @param handled whether these are the ones that are done with
     * @param waiting how many wait
     * @param often how many codes were asked for unusually often
     * @param taken what was just done, or null
     */
    public record Page(List<Report> reports, boolean handled, long waiting, long often, Sender.@Nullable Taken taken) {
        /** Whether there are more. */
        public boolean more() {
            return reports.size() == SHOWN_MAX;
        }
    }

    private final Db db;
    private final Forms forms;
    private final Sender sender;
    private final ListViews lists;
    private final Pages pages;

    ShopperReports(Db db, Forms forms, Sender sender, ListViews lists, Pages pages) {
        this.db = db;
        this.forms = forms;
        this.sender = sender;
        this.lists = lists;
        this.pages = pages;
    }

    /** Those that wait, the oldest first; or those that are done with, the newest first. */
    @Get
    MutableHttpResponse<byte[]> list(
            Visit visit, @QueryValue(defaultValue = "") String handled, @QueryValue @Nullable String done) {
        boolean closed = handled.equals("yes");
        return pages.page(
                visit,
                "inspector/reports.jte",
                new Page(
                        read(
                                "(r.closed_at IS NOT NULL) = ? ORDER BY " + (closed ? "r.closed_at DESC" : "r.at")
                                        + ", r.id LIMIT " + SHOWN_MAX,
                                closed),
                        closed,
                        count("SELECT count(*) FROM own.report WHERE closed_at IS NULL"),
                        count("SELECT count(*) FROM own.scan WHERE count >= (" + OFTEN + ")"),
                        sender.taken(Staff.required(visit), done).orElse(null)));
    }

    /** Codes that were asked for unusually often: one of them may be copied. */
    @Get("/often")
    MutableHttpResponse<byte[]> often(HttpRequest<?> request, Visit visit) {
        return lists.of(request, visit, InspectorTexts.of(visit), "often-scanned", HERE + "/often")
                .here(HERE)
                .see(HERE, "reports")
                .each("open", row -> LotController.address(row.get("run") + "#" + row.get("pack")))
                .show("often");
    }

    /** The form that says what was done about one. */
    @Get("/close")
    MutableHttpResponse<byte[]> handling(Visit visit, @QueryValue(defaultValue = "") String report) {
        return forms.show(visit, form(visit, one(report)));
    }

    /** Says what was done about one. */
    @Post("/close")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> handle(Visit visit, @QueryValue(defaultValue = "") String report, @Body Map<String, String> sent) {
        Report read = one(report);
        return forms.take(visit, form(visit, read), sent, answers -> {
            Staff staff = Staff.required(visit);
            sender.keep(staff, answers.once(), () -> close(staff, read.id(), answers.of(NOTE)));
            return HERE;
        });
    }

    private void close(Staff staff, long id, String note) {
        int closed = db.update(
                "UPDATE own.report r SET closed_at = coalesce(closed_at, now()), closed_by = said.who, note = said.note"
                        + " FROM (VALUES (?, ?)) AS said (who, note)"
                        + " WHERE id = ? AND (closed_at IS NULL OR (closed_by, r.note) = (said.who, said.note))",
                staff.display(),
                note,
                id);
        if (closed == 0) {
            throw WebRefusal.of(HttpStatus.CONFLICT, "WRONG_STATE", JsonObject.of("state", "closed"));
        }
    }

    private static Form form(Visit visit, Report report) {
        return InspectorTexts.form(
                        visit, "close", Paths.of(HERE + "/close", "report", Long.toString(report.id())), HERE)
                .fact("reports.kind", report.kind(visit))
                .fact("reports.words", report.words())
                .fact("reports.pack", LotPage.label(report.number(), report.run()) + " #" + report.index())
                .fact("reports.when", visit.show().moment(report.at()))
                .fact("reports.closed", report.closed(visit))
                .ask(Field.of(NOTE, Field.Kind.NOTE));
    }

    private Report one(String number) {
        if (!NUMBER.matcher(number).matches()) {
            throw WebRefusal.notFound();
        }
        return read("r.id = ?", Long.parseLong(number)).stream().findFirst().orElseThrow(WebRefusal::notFound);
    }

    private List<Report> read(String which, Object value) {
        return db.list("""
                SELECT r.id, r.at, r.kind, r.words, r.contact, p.record, c.number, r.index, d.name, r.closed_at, r.closed_by,
                    r.note
                FROM own.report r JOIN own.packing p ON p.id = r.packing
                LEFT JOIN read.record c ON c.name = p.record LEFT JOIN read.run n ON n.record = p.record
                LEFT JOIN read.product d ON d.gtin = n.gtin
                WHERE\s""" + which, ShopperReports::report, value);
    }

    private long count(String sql) {
        return db.one(sql, row -> row.getLong(1)).orElse(0L);
    }

    private static Report report(ResultSet row) throws SQLException {
        Timestamp closed = row.getTimestamp(10);
        return new Report(
                row.getLong(1),
                row.getTimestamp(2).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getInt(8),
                row.getString(9),
                closed == null ? null : closed.toInstant(),
                row.getString(11),
                row.getString(12));
    }
}
