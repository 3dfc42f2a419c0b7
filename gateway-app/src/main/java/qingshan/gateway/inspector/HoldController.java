package qingshan.gateway.inspector;

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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.Row.RecordRow;
import qingshan.gateway.form.Answers;
import qingshan.gateway.form.Field;
import qingshan.gateway.form.Form;
import qingshan.gateway.form.Forms;
import qingshan.gateway.form.Paths;
import qingshan.gateway.form.Sender;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.Command;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.origin.OriginCommand.RecallNotice;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.RecordName;

/** Freezes, releases and recalls: first what follows from it, then why, then the notice to print. */
@Controller("/lots")
@Secured("inspector")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class HoldController {
    private static final String RECALL = "recall";
    private static final String RELEASE = "release";
    private static final String INSPECTION = "inspection";
    private static final String REASON = "reason";
    private static final String ADVICE = "advice";

    /**
     * What the page shows before anything is done.
     *
     * @param record the lot or run
     * @param reach what follows from it
     */
    public record Page(Form form, RecordRow record, Reach reach) {}

    /**
     * A notice as its page shows it.
     *
     * @param taken that it was just ordered, or null
     */
    public record NoticePage(Notices.Notice notice, Sender.@Nullable Taken taken) {}

    private final Lots lots;
    private final Notices notices;
    private final Forms forms;
    private final Sender sender;
    private final Pages pages;

    HoldController(Lots lots, Notices notices, Forms forms, Sender sender, Pages pages) {
        this.lots = lots;
        this.notices = notices;
        this.forms = forms;
        this.sender = sender;
        this.pages = pages;
    }

    /** What follows from it, and the form. */
    @Get("/{act:freeze|release|recall}")
    MutableHttpResponse<byte[]> form(
            Visit visit,
            String act,
            @QueryValue(defaultValue = "") String id,
            @QueryValue(defaultValue = "") String inspection) {
        return forms.show(visit, form(visit, act, lots.record(id), inspection));
    }

    /** Does it, or shows what is wrong. */
    @Post("/{act:freeze|release|recall}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> act(
            Visit visit,
            String act,
            @QueryValue(defaultValue = "") String id,
            @QueryValue(defaultValue = "") String inspection,
            @Body Map<String, String> sent) {
        RecordRow record = lots.record(id);
        return forms.take(visit, form(visit, act, record, inspection), sent, answers -> {
            sender.send(
                    Staff.required(visit), answers.once(), at -> command(act, record.name(), inspection, answers, at));
            return act.equals(RELEASE) ? LotController.address(id) : notice(act, id, inspection);
        });
    }

    /** The notice to print, of a freeze or recall in force. */
    @Get("/notice")
    MutableHttpResponse<byte[]> notice(
            Visit visit,
            @QueryValue(defaultValue = "") String kind,
            @QueryValue(defaultValue = "") String id,
            @QueryValue(defaultValue = "") String inspection,
            @QueryValue @Nullable String done) {
        Notices.Notice notice = notices.of(lots.record(id), kind, inspection).orElseThrow(WebRefusal::notFound);
        return pages.page(
                visit,
                "inspector/notice.jte",
                new NoticePage(notice, sender.taken(Staff.required(visit), done).orElse(null)));
    }

    /** Where the notice of a freeze or recall is. */
    public static String notice(String kind, String id, String inspection) {
        return kind.equals(RECALL)
                ? Paths.of("/lots/notice", "kind", kind, "id", id)
                : Paths.of("/lots/notice", "kind", kind, "id", id, INSPECTION, inspection);
    }

    /** Where it is done. */
    public static String address(String act, String id, String inspection) {
        return act.equals(RECALL)
                ? Paths.of("/lots/recall", "id", id)
                : Paths.of("/lots/" + act, "id", id, INSPECTION, inspection);
    }

    private Form form(Visit visit, String act, RecordRow record, String inspection) {
        if (!act.equals(RECALL)) {
            lots.inspection(record.name(), inspection);
        } else if (!LotPage.moves(record)) {
            throw WebRefusal.notFound();
        }
        Form form = InspectorTexts.form(visit, act, address(act, record.name(), inspection), LotController.HERE)
                .back(LotController.address(record.name()))
                .ask(Field.of(REASON, Field.Kind.NOTE));
        if (act.equals(RECALL)) {
            form.ask(Field.of(ADVICE, Field.Kind.NOTE));
        }
        return form.on("inspector/hold.jte", new Page(form, record, lots.reach(record.name())));
    }

    private static Command command(String act, String lot, String inspection, Answers answers, LedgerTime at) {
        CommandId id = answers.once().id();
        RecordName subject = new RecordName(lot);
        if (act.equals(RECALL)) {
            RecallNotice notice = new RecallNotice(subject, answers.note(REASON), answers.note(ADVICE), at, null);
            return new OriginCommand.Recall(id, notice, null);
        }
        CommandId of = new CommandId(inspection);
        return act.equals(RELEASE)
                ? new OriginCommand.Release(id, at, subject, of, answers.note(REASON))
                : new OriginCommand.Freeze(id, at, subject, of, answers.note(REASON));
    }
}
