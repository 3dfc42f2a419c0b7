package qingshan.gateway.runs;

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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.form.Answers;
import qingshan.gateway.form.Field;
import qingshan.gateway.form.Form;
import qingshan.gateway.form.Forms;
import qingshan.gateway.form.ListViews;
import qingshan.gateway.form.Once;
import qingshan.gateway.form.Paths;
import qingshan.gateway.form.Sender;
import qingshan.gateway.label.QrSize;
import qingshan.gateway.pack.Labelling;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.pack.Stretch;
import qingshan.rules.value.RecordName;

/** Packing runs: their serials issued, printed, made void, printed anew, dispatched. */
@Controller("/runs")
@Secured("market-clerk")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RunController {
    private static final String HERE = RunTexts.HERE;

    private final Forms forms;
    private final Pages pages;
    private final Runs runs;
    private final Labelling labelling;
    private final Printing printing;
    private final Sender sender;
    private final ListViews lists;

    RunController(
            Forms forms,
            Pages pages,
            Runs runs,
            Labelling labelling,
            Printing printing,
            Sender sender,
            ListViews lists) {
        this.forms = forms;
        this.pages = pages;
        this.runs = runs;
        this.labelling = labelling;
        this.printing = printing;
        this.sender = sender;
        this.lists = lists;
    }

    @Get
    MutableHttpResponse<byte[]> list(HttpRequest<?> request, Visit visit) {
        return lists.of(request, visit, RunTexts.of(visit), "runs", HERE)
                .each("open", row -> address("of", String.valueOf(row.get("run"))))
                .show("runs");
    }

    @Get("/of")
    MutableHttpResponse<byte[]> one(
            Visit visit, @QueryValue(defaultValue = "") String run, @QueryValue @Nullable String done) {
        return pages.page(
                visit,
                "runs/run.jte",
                runs.of(run, sender.taken(Staff.required(visit), done).orElse(null)));
    }

    @Get("/{what:issue|void|reprint|dispatch}")
    MutableHttpResponse<byte[]> form(Visit visit, String what, @QueryValue(defaultValue = "") String run) {
        return forms.show(visit, form(visit, what, runs.of(run, null)));
    }

    @Post("/{what:issue|void|reprint|dispatch}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> take(
            Visit visit, String what, @QueryValue(defaultValue = "") String run, @Body Map<String, String> sent) {
        RunPage page = runs.of(run, null);
        return forms.take(visit, form(visit, what, page), sent, answers -> {
            if (!what.equals("void")) {
                refuseRecalled(page);
            }
            deed(visit, what, new RecordName(run), answers);
            return address("of", run);
        });
    }

    /** What a recall forbids is not offered either. */
    private static void refuseRecalled(RunPage page) {
        if (page.recalled()) {
            throw WebRefusal.of(HttpStatus.UNPROCESSABLE_ENTITY, "RECALLED", JsonObject.EMPTY);
        }
    }

    private void deed(Visit visit, String what, RecordName run, Answers answers) {
        Staff staff = Staff.required(visit);
        switch (what) {
            case "issue" -> issue(staff, run, answers.once(), answers.whole("count"));
            case "void" -> makeVoid(staff, run, answers.once(), answers);
            case "reprint" -> {
                // a serial is printed once: the spoilt ones are void, and as many are issued anew
                makeVoid(staff, run, answers.once().part("void"), answers);
                long count =
                        stretches(answers).stream().mapToLong(Stretch::count).sum();
                try {
                    issue(staff, run, answers.once(), count);
                } catch (WebRefusal refusal) {
                    throw refusal.problem().status().getCode() < 500
                            ? WebRefusal.of(
                                    HttpStatus.CONFLICT,
                                    "NOT_REISSUED",
                                    JsonObject.of(
                                            "why",
                                            refusal.problem()
                                                    .title(visit.language().locale())))
                            : refusal;
                }
            }
            default -> {
                Once once = answers.once();
                sender.send(staff, once, at -> labelling.dispatching(staff, run, stretches(answers), once.id(), at));
            }
        }
    }

    private void issue(Staff staff, RecordName run, Once once, long count) {
        sender.resuming(staff, once, () -> {
            List<Stretch> _ = labelling.issue(
                    staff, run, count, number -> once.part("chunk " + number).id());
        });
    }

    private void makeVoid(Staff staff, RecordName run, Once once, Answers answers) {
        sender.send(
                staff,
                once,
                at -> labelling.voiding(staff, run, stretches(answers), answers.note("reason"), once.id(), at));
    }

    @Get("/sheet.pdf")
    HttpResponse<?> sheet(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "") String run,
            @QueryValue(defaultValue = "") String stretches,
            @QueryValue(defaultValue = "") String format,
            @QueryValue(defaultValue = "20") String size) {
        RunPage page = runs.of(run, null);
        refuseRecalled(page);
        QrSize mm = Printing.size(size);
        return printing.sheet(
                "labels.pdf",
                Printing.format(format, mm),
                mm,
                runs.labels(page, Stretches.read(stretches), printing.site(request)));
    }

    @Get("/label.{kind:png|svg}")
    HttpResponse<?> picture(
            HttpRequest<?> request,
            String kind,
            @QueryValue(defaultValue = "") String run,
            @QueryValue(defaultValue = "") String stretches,
            @QueryValue(defaultValue = "20") String size) {
        RunPage page = runs.of(run, null);
        refuseRecalled(page);
        Stretch first = Stretches.read(stretches).getFirst();
        List<Stretch> one = List.of(new Stretch(first.first(), first.first()));
        return printing.picture(runs.labels(page, one, printing.site(request)).next(), kind, Printing.size(size));
    }

    private static Form form(Visit visit, String what, RunPage page) {
        Form form = RunTexts.form(visit, what, address(what, page.run()))
                .fact("run", page.title())
                .fact("product", page.product());
        return switch (what) {
            case "issue" ->
                form.fact("left", visit.show().count(page.left()))
                        .ask(Field.of("count", Field.Kind.WHOLE))
                        .with("count", page.left() > 0 ? Long.toString(page.left()) : "")
                        .place("TOO_MANY_SERIALS", "count");
            case "dispatch" ->
                form.fact("ready", page.readyText())
                        .ask(Field.of("stretches", Field.Kind.NOTE))
                        .with("stretches", page.readyText())
                        .place("SERIALS_TAKEN", "stretches")
                        .place("UNKNOWN_SERIALS", "stretches");
            default ->
                form.fact("ready", page.readyText())
                        .ask(Field.of("stretches", Field.Kind.NOTE), Field.of("reason", Field.Kind.NOTE))
                        .place("SERIALS_TAKEN", "stretches")
                        .place("UNKNOWN_SERIALS", "stretches");
        };
    }

    private static List<Stretch> stretches(Answers answers) {
        return Stretches.read(answers.of("stretches"));
    }

    private static String address(String what, String run) {
        return Paths.of(HERE + "/" + what, "run", run);
    }
}
