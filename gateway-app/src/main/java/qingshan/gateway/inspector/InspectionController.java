package qingshan.gateway.inspector;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.Row.RecordRow;
import qingshan.gateway.form.Field;
import qingshan.gateway.form.Form;
import qingshan.gateway.form.Forms;
import qingshan.gateway.form.Sender;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Scratch;
import qingshan.gateway.web.Upload;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;

/** Records what a laboratory found in a lot. */
@Controller("/lots/inspect")
@Secured("inspector")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class InspectionController {
    private static final Upload.Bounds BOUNDS =
            new Upload.Bounds(LabReports.BYTES_MAX + (1L << 20), Duration.ofMinutes(5));

    /**
     * What the page shows.
     *
     * @param rows fields of one item each
     * @param record the lot
     * @param file name of the report that was uploaded with this form before; empty if none was
     * @param unkept why a file was not kept: a key of the texts; empty if none was refused
     */
    public record Page(Form form, List<List<Field>> rows, RecordRow record, String file, String unkept) {
        /** Where more rows come from. */
        public String more() {
            return form.action() + "&rows=" + InspectionForm.rows(rows.size() + InspectionForm.ROWS);
        }

        /** Where it is sent: what is sent comes back with as many rows, also through a sign-in. */
        public String action() {
            return form.action() + "&rows=" + rows.size();
        }
    }

    private final Lots lots;
    private final LabReports reports;
    private final Forms forms;
    private final Sender sender;
    private final Scratch scratch;

    InspectionController(Lots lots, LabReports reports, Forms forms, Sender sender, Scratch scratch) {
        this.lots = lots;
        this.reports = reports;
        this.forms = forms;
        this.sender = sender;
        this.scratch = scratch;
    }

    /** The form, empty. */
    @Get
    MutableHttpResponse<byte[]> form(
            Visit visit, @QueryValue(defaultValue = "") String id, @QueryValue(defaultValue = "") String rows) {
        return forms.show(visit, form(visit, lots.lot(id), rows(rows), Map.of(), ""));
    }

    /** Records it, or shows what is wrong with it. */
    @Post
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> record(
            HttpRequest<?> request,
            Visit visit,
            @QueryValue(defaultValue = "") String id,
            @QueryValue(defaultValue = "") String rows,
            @Body @Nullable InputStream body)
            throws IOException {
        RecordRow lot = lots.lot(id);
        int room = rows(rows);
        try (Scratch.Space space = scratch.begin()) {
            Upload upload = body == null ? new Upload(Map.of(), List.of()) : Upload.read(request, body, space, BOUNDS);
            Map<String, String> sent = new TreeMap<>(upload.fields());
            String unkept = keep(Staff.required(visit), upload, sent);
            Form form = form(visit, lot, room, sent, unkept);
            if (sent.containsKey("more")) {
                return forms.keep(visit, form, sent);
            }
            return forms.take(visit, form, sent, answers -> {
                sender.send(
                        Staff.required(visit),
                        answers.once(),
                        at -> InspectionForm.command(lot.name(), room, answers, at));
                return LotController.address(lot.name());
            });
        }
    }

    /** Keeps the file before anything is judged, so that it need not be chosen again; says why it could not be. */
    private String keep(Staff staff, Upload upload, Map<String, String> sent) throws IOException {
        for (Upload.Sent file : upload.files()) {
            try {
                sent.put(InspectionForm.REPORT_HASH, reports.keep(staff, file));
            } catch (WebRefusal refusal) {
                sent.put(InspectionForm.REPORT_HASH, "");
                return "unkept." + refusal.problem().code();
            }
        }
        return "";
    }

    /** Where a lot's form is. */
    public static String address(String lot) {
        return InspectionForm.address(lot);
    }

    private Form form(Visit visit, RecordRow lot, int rows, Map<String, String> sent, String unkept) {
        Form form = InspectionForm.of(visit, lot.name(), rows, sent, lots);
        return form.on(
                "inspector/inspect.jte",
                new Page(
                        form,
                        IntStream.range(0, rows)
                                .mapToObj(row -> InspectionForm.row(form, row))
                                .toList(),
                        lot,
                        reports.name(sent.getOrDefault(InspectionForm.REPORT_HASH, "")),
                        unkept));
    }

    private static int rows(String asked) {
        return InspectionForm.rows(asked.matches("[0-9]{1,3}") ? Integer.parseInt(asked) : 0);
    }
}
