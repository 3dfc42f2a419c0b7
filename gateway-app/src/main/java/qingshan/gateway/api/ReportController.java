package qingshan.gateway.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.report.Report;
import qingshan.gateway.report.ReportFiles;
import qingshan.gateway.report.ReportForm;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.value.Digest;

/** What became of an import, as {@code ./qingshan import --report} writes it. */
@Controller("/api/v1/reports")
@Secured("importer")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReportController {
    private static final Pattern FILE = Pattern.compile("([0-9a-f]{64})(?:\\.(json|csv|txt))?");
    /** A report is made in memory: so many at a time. */
    private static final Semaphore AT_ONCE = new Semaphore(2);

    private final Keeper keeper;
    private final Db db;

    ReportController(Keeper keeper, Db db) {
        this.keeper = keeper;
        this.db = db;
    }

    @Get("/{file}")
    @Produces({MediaType.APPLICATION_JSON, "text/csv", MediaType.TEXT_PLAIN})
    MutableHttpResponse<byte[]> report(Visit visit, String file) {
        Matcher parts = FILE.matcher(file);
        if (!parts.matches()
                || db.one("SELECT 1 FROM read.import_run WHERE run = ?", row -> row.getInt(1), parts.group(1))
                        .isEmpty()) {
            throw WebRefusal.notFound();
        }
        ReportForm form = parts.group(2) == null
                ? ReportForm.JSON
                : ReportForm.valueOf(parts.group(2).toUpperCase(Locale.ROOT));
        MediaType type = switch (form) {
            case JSON -> MediaType.APPLICATION_JSON_TYPE;
            case CSV -> MediaType.of("text/csv;charset=utf-8");
            case TXT -> MediaType.of("text/plain;charset=utf-8");
        };
        return HttpResponse.ok(bytes(visit, new Digest(parts.group(1)), form)).contentType(type);
    }

    private byte[] bytes(Visit visit, Digest run, ReportForm form) {
        AT_ONCE.acquireUninterruptibly();
        try (Report report = Report.of(keeper.source(), run)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new ReportFiles(report, visit.language().locale()).write(form, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            AT_ONCE.release();
        }
    }
}
