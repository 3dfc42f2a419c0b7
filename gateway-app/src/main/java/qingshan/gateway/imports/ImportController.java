package qingshan.gateway.imports;

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
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Explained;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.report.Report;
import qingshan.gateway.report.ReportPage;
import qingshan.gateway.season.SeasonException;
import qingshan.gateway.season.SeasonFiles;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Scratch;
import qingshan.gateway.web.Upload;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.Code;
import qingshan.rules.value.Digest;

/** Uploads of seasons, how far they are, and what became of them. */
@Controller("/imports")
@Secured("importer")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class ImportController {
    private static final Pattern RUN = Pattern.compile("[0-9a-f]{64}");
    /** A season of a million slips is some 100 MB. */
    private static final Upload.Bounds BOUNDS = new Upload.Bounds(256L << 20, Duration.ofMinutes(15));
    /** A page that shows how far it is comes again after so many seconds. */
    private static final String AGAIN_SECONDS = "3";

    /**
     * What the first page shows.
     *
     * @param trouble what is wrong with what was sent, line by line; else empty
     * @param running what runs now, or null
     * @param imports that were begun before
     * @param market whether the market is registered
     * @param names of the files that a season has
     * @param megabytes that are taken at most
     */
    public record Page(
            List<String> trouble,
            @Nullable Running running,
            List<Import> imports,
            boolean market,
            String names,
            long megabytes) {}

    /**
     * What runs.
     *
     * @param run its id
     * @param season its name
     * @param who began it
     * @param since when
     * @param read rows read so far
     * @param done entries decided so far
     * @param all entries there are; 0 while rows are read
     * @param secondsLeft as it goes now; 0 where nobody can say
     */
    public record Running(
            String run, String season, String who, Instant since, long read, long done, long all, long secondsLeft) {
        static Running of(Importing.Underway progress) {
            double seconds = Duration.between(progress.since(), Instant.now()).toMillis() / 1000.0;
            long left = progress.done() == 0
                    ? 0
                    : Math.round(seconds * (progress.all() - progress.done()) / progress.done());
            return new Running(
                    progress.run(),
                    progress.season(),
                    progress.who(),
                    progress.since(),
                    progress.read(),
                    progress.done(),
                    progress.all(),
                    left);
        }
    }

    private final Importing importing;
    private final Imports imports;
    private final Scratch scratch;
    private final Keeper keeper;
    private final Pages pages;

    ImportController(Importing importing, Imports imports, Scratch scratch, Keeper keeper, Pages pages) {
        this.importing = importing;
        this.imports = imports;
        this.scratch = scratch;
        this.keeper = keeper;
        this.pages = pages;
    }

    /** The first page. */
    @Get
    MutableHttpResponse<byte[]> begin(Visit visit) {
        return page(visit, HttpStatus.OK, List.of());
    }

    /** Takes a season and begins to import it. */
    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> upload(HttpRequest<?> request, Visit visit, @Body @Nullable InputStream body) throws IOException {
        Staff staff = Staff.required(visit);
        Scratch.Space space = scratch.begin();
        boolean handedOver = false;
        try {
            Upload sent = body == null
                    ? new Upload(java.util.Map.of(), List.of())
                    : Upload.read(request, body, space, BOUNDS);
            Unpacked.into(space.path(), sent.files());
            SeasonFiles files = SeasonFiles.open(space.path());
            importing.begin(staff, files, space);
            handedOver = true;
            return HttpResponse.seeOther(URI.create("/imports/" + files.runId().value()));
        } catch (ImportsException | SeasonException e) {
            return page(visit, HttpStatus.UNPROCESSABLE_ENTITY, lines((Explained) e, visit));
        } finally {
            if (!handedOver) {
                space.close();
            }
        }
    }

    /** How far an import is, or what became of it. */
    @Get("/{run}")
    MutableHttpResponse<byte[]> one(Visit visit, String run, @QueryValue(defaultValue = "") String code) {
        if (!RUN.matcher(run).matches()) {
            throw WebRefusal.notFound();
        }
        Import found = imports.one(run, visit.language()).orElseThrow(WebRefusal::notFound);
        return switch (found.state()) {
            case RUNNING -> running(visit, run);
            case DONE -> report(visit, run, code);
            case REPLACED, FAILED, INTERRUPTED -> pages.page(visit, "imports/ended.jte", found);
        };
    }

    private MutableHttpResponse<byte[]> running(Visit visit, String run) {
        Running running = importing
                .running()
                .filter(progress -> progress.run().equals(run))
                .map(Running::of)
                .orElse(null);
        return running == null
                ? pages.page(
                        visit,
                        "imports/ended.jte",
                        imports.one(run, visit.language()).orElseThrow())
                : pages.page(visit, "imports/running.jte", running).header("Refresh", AGAIN_SECONDS);
    }

    private MutableHttpResponse<byte[]> report(Visit visit, String run, String code) {
        if (!code.isEmpty() && !isCode(code)) {
            throw WebRefusal.badValue("code", "is no refusal code");
        }
        try (Report report = Report.of(keeper.source(), new Digest(run))) {
            return pages.page(
                    visit,
                    "imports/report.jte",
                    ReportPage.of(report, visit.language().locale(), code));
        }
    }

    private static boolean isCode(String text) {
        return java.util.Arrays.stream(Code.values())
                .anyMatch(code -> code.name().equals(text));
    }

    private MutableHttpResponse<byte[]> page(Visit visit, HttpStatus status, List<String> trouble) {
        return pages.page(
                visit,
                status,
                "imports/begin.jte",
                new Page(
                        trouble,
                        importing.running().map(Running::of).orElse(null),
                        imports.newest(visit.language()),
                        imports.marketIsThere(),
                        String.join(", ", Unpacked.NAMES),
                        BOUNDS.bytes() >> 20));
    }

    private static List<String> lines(Explained e, Visit visit) {
        return e.sentence(visit.language().locale()).lines().toList();
    }
}
