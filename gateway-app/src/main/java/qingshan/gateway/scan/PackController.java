package qingshan.gateway.scan;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import jakarta.inject.Named;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import qingshan.gateway.label.DigitalLink;
import qingshan.gateway.label.LabelException;
import qingshan.gateway.label.LabelFault;
import qingshan.gateway.label.Serial;
import qingshan.gateway.pack.Pack;
import qingshan.gateway.pack.Proofs;
import qingshan.gateway.pack.SerialIndex;
import qingshan.gateway.web.Failures;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Problem;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.proof.pack.PackProof;
import qingshan.rules.json.JsonObject;

/**
 * What a code leads to: the page of one pack, its proof, and a form to report a problem with it. What stands ready in memory
 * is answered at once, in the thread that reads requests; for all else another one asks the database.
 */
@Controller("/01")
@Secured(SecurityRule.IS_ANONYMOUS)
public final class PackController {
    private final SerialIndex index;
    private final PackPages packPages;
    private final Scans scans;
    private final Visitors visitors;
    private final CountLines countLines;
    private final Proofs proofs;
    private final Reports reports;
    private final Pages pages;
    private final ExecutorService blocking;

    PackController(
            SerialIndex index,
            PackPages packPages,
            Scans scans,
            Visitors visitors,
            CountLines countLines,
            Proofs proofs,
            Reports reports,
            Pages pages,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.index = index;
        this.packPages = packPages;
        this.scans = scans;
        this.visitors = visitors;
        this.countLines = countLines;
        this.proofs = proofs;
        this.reports = reports;
        this.pages = pages;
        this.blocking = blocking;
    }

    /** What a link names, and what of it is asked for: nothing for the page itself. */
    private record Asking(DigitalLink link, String part) {
        private static final List<String> PARTS = List.of("/proof.json", "/proof", "/thanks", "/report");

        /** Reads a path as it came over the wire. */
        static Asking of(HttpRequest<?> request) {
            String path = request.getUri().getRawPath();
            for (String part : PARTS) {
                if (path.endsWith(part)) {
                    return new Asking(DigitalLink.parsePath(path.substring(0, path.length() - part.length())), part);
                }
            }
            return new Asking(DigitalLink.parsePath(path), "");
        }
    }

    /** A pack's page, its proof as a page or to download, the form to report a problem. */
    @Get("/{+rest}")
    CompletionStage<MutableHttpResponse<byte[]>> get(HttpRequest<?> request, Visit visit) {
        Asking asking;
        Serial serial;
        try {
            asking = Asking.of(request);
            serial = Serial.parse(asking.link.serial());
        } catch (LabelException e) {
            return CompletableFuture.completedFuture(noPack(visit, e.fault()));
        }
        Instant now = Instant.now();
        Pack held = asking.part.isEmpty() ? index.held(serial) : null;
        PackPages.Ready ready = held == null ? null : packPages.quick(held, visit.language(), now);
        if (held != null && ready != null && fits(asking.link, ready.story())) {
            return CompletableFuture.completedFuture(page(request, visit, held, serial, ready, now));
        }
        return CompletableFuture.supplyAsync(() -> asked(request, visit, asking, serial, now), blocking);
    }

    private MutableHttpResponse<byte[]> asked(
            HttpRequest<?> request, Visit visit, Asking asking, Serial serial, Instant now) {
        Pack pack = index.find(serial);
        Story story = pack == null ? null : packPages.story(pack, now);
        if (pack == null || story == null || !fits(asking.link, story)) {
            return unknown(visit);
        }
        return switch (asking.part) {
            case "" -> {
                PackPages.Ready ready = packPages.page(pack, visit.language(), now);
                yield ready == null ? unknown(visit) : page(request, visit, pack, serial, ready, now);
            }
            case "/proof" -> pages.page(visit, "scan/proof.jte", proofPage(asking, serial, proof(pack)));
            case "/proof.json" -> download(serial, proof(pack));
            case "/thanks" -> pages.page(visit, "scan/thanks.jte", asking.link.path());
            default -> pages.page(visit, "scan/report.jte", ReportPage.blank(asking.link.path()));
        };
    }

    /** Takes what a shopper says is wrong with a pack. */
    @Post("/{+rest}")
    @Consumes(io.micronaut.http.MediaType.APPLICATION_FORM_URLENCODED)
    @ExecuteOn(TaskExecutors.BLOCKING)
    MutableHttpResponse<byte[]> report(HttpRequest<?> request, Visit visit, @Body Map<String, String> form) {
        Asking asking;
        Serial serial;
        try {
            asking = Asking.of(request);
            serial = Serial.parse(asking.link.serial());
        } catch (LabelException e) {
            return noPack(visit, e.fault());
        }
        ReportPage report = ReportPage.of(asking.link.path(), form);
        try {
            return take(request, visit, asking, serial, report);
        } catch (RuntimeException failure) {
            // whatever it was, what a shopper typed is not lost
            Problem problem = Failures.problem(failure);
            return pages.page(visit, problem.status(), "scan/report.jte", report.refused(problem));
        }
    }

    private MutableHttpResponse<byte[]> take(
            HttpRequest<?> request, Visit visit, Asking asking, Serial serial, ReportPage report) {
        Instant now = Instant.now();
        Pack pack = index.find(serial);
        Story story = pack == null ? null : packPages.story(pack, now);
        if (pack == null || story == null || !fits(asking.link, story)) {
            return unknown(visit);
        }
        if (!asking.part.equals("/report")) {
            return wrongMethod(visit);
        }
        if (!report.problems().isEmpty()) {
            return pages.page(visit, HttpStatus.BAD_REQUEST, "scan/report.jte", report);
        }
        reports.take(request, pack, report, now);
        return HttpResponse.<byte[]>status(HttpStatus.SEE_OTHER)
                .header("Location", URI.create(asking.link.path() + "/thanks").toString());
    }

    /** A serial is of one run, and that run is of one product: a link that says otherwise is none of ours. */
    private static boolean fits(DigitalLink link, Story story) {
        return link.lot().equals(story.lot()) && link.gtin().equals(DigitalLink.gtin14(story.gtin()));
    }

    private MutableHttpResponse<byte[]> page(
            HttpRequest<?> request, Visit visit, Pack pack, Serial serial, PackPages.Ready ready, Instant now) {
        boolean counts = Asked.byPerson(request) && visitors.isNew(request, pack.key(), now);
        Scans.Tally tally =
                Objects.requireNonNullElseGet(scans.tally(pack, counts, now), () -> new Scans.Tally(0, now));
        byte[][] filling = {
            serial.value().getBytes(StandardCharsets.US_ASCII),
            serial.code().getBytes(StandardCharsets.US_ASCII),
            countLines.of(tally, scans.often(), visit.language(), ready.story())
        };
        MutableHttpResponse<byte[]> response = HttpResponse.<byte[]>ok().contentType(Pages.HTML);
        if (takesGzip(request)) {
            return response.header("Content-Encoding", "gzip").body(ready.page().gzip(filling));
        }
        return response.body(ready.page().bytes(filling));
    }

    private static boolean takesGzip(HttpRequest<?> request) {
        String accepted = request.getHeaders().get("Accept-Encoding");
        return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
    }

    private PackProof proof(Pack pack) {
        return proofs.of(pack).orElseThrow(WebRefusal::notFound);
    }

    /**
     * The proof as a page.
     *
     * @param path of the pack
     * @param code to type
     * @param json the file
     */
    public record ProofPage(String path, String code, String json) {}

    private static ProofPage proofPage(Asking asking, Serial serial, PackProof proof) {
        return new ProofPage(asking.link.path(), serial.code(), new String(proof.bytes(), StandardCharsets.UTF_8));
    }

    private static MutableHttpResponse<byte[]> download(Serial serial, PackProof proof) {
        return HttpResponse.ok(proof.bytes())
                .header("Content-Type", "application/json")
                .header("Content-Disposition", "attachment; filename=\"qingshan-" + serial.value() + ".json\"");
    }

    /** A link of the right form that names no pack of ours is unknown; anything else is no link. */
    private MutableHttpResponse<byte[]> noPack(Visit visit, LabelFault fault) {
        return switch (fault) {
            case GTIN_CHECK, SERIAL_FORM -> unknown(visit);
            default -> pages.page(visit, HttpStatus.BAD_REQUEST, "scan/unknown.jte", new UnknownPage("malformed"));
        };
    }

    private MutableHttpResponse<byte[]> wrongMethod(Visit visit) {
        Problem problem = new Problem(HttpStatus.METHOD_NOT_ALLOWED, "WRONG_METHOD", JsonObject.EMPTY);
        return pages.page(visit, problem.status(), "web/problem.jte", problem).header("Allow", "GET, HEAD");
    }

    private MutableHttpResponse<byte[]> unknown(Visit visit) {
        return pages.page(visit, HttpStatus.NOT_FOUND, "scan/unknown.jte", new UnknownPage("unknown"));
    }

    /**
     * A page for what is no pack.
     *
     * @param why {@code unknown} or {@code malformed}
     */
    public record UnknownPage(String why) {}
}
