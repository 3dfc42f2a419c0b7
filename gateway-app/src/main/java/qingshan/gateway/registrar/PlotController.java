package qingshan.gateway.registrar;

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
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.form.Answers;
import qingshan.gateway.form.Field;
import qingshan.gateway.form.Form;
import qingshan.gateway.form.Forms;
import qingshan.gateway.form.ListViews;
import qingshan.gateway.form.Once;
import qingshan.gateway.form.Sender;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.party.Names;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.value.Area;
import qingshan.rules.value.Id;

/** Plots: area, cultivar and village go to the ledger, number and place stay here. */
@Controller("/plots")
@Secured(RegistrarTexts.REGISTRAR)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PlotController {
    private static final String HERE = "/plots";

    private final Forms forms;
    private final Names names;
    private final Sender sender;
    private final Db db;
    private final ListViews lists;

    PlotController(Forms forms, Names names, Sender sender, Db db, ListViews lists) {
        this.forms = forms;
        this.names = names;
        this.sender = sender;
        this.db = db;
        this.lists = lists;
    }

    @Get
    MutableHttpResponse<byte[]> list(HttpRequest<?> request, Visit visit) {
        return lists.of(request, visit, RegistrarTexts.of(visit), "plots", HERE)
                .begin(true, HERE + "/new", "plot.title")
                .each("correct", row -> row.get("number") == null ? null : HERE + "/" + row.get("plot") + "/correct")
                .show("plots");
    }

    @Get("/new")
    MutableHttpResponse<byte[]> blank(Visit visit, @QueryValue @Nullable String card) {
        Form form = registration(visit);
        if (card != null) {
            names.ofNumber(card)
                    .ifPresent(named -> form.with("card", named.number())
                            .with("village", named.person().village()));
        }
        return forms.show(visit, form);
    }

    @Post("/new")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> register(Visit visit, @Body Map<String, String> sent) {
        return forms.take(visit, registration(visit), sent, answers -> {
            Id plot = names.ids().plot(answers.of("number"));
            boolean there = db.one("SELECT 1 FROM read.plot WHERE plot = ?", row -> row.getInt(1), plot.value())
                    .isPresent();
            if (there && !sender.knows(answers.once())) {
                throw WebRefusal.of(HttpStatus.CONFLICT, "ALREADY_EXISTS", JsonObject.of("field", "number"));
            }
            send(Staff.required(visit), plot, answers.of("number"), answers);
            return HERE;
        });
    }

    @Get("/{plot:[0-9a-f]+}/correct")
    MutableHttpResponse<byte[]> correction(Visit visit, String plot) {
        return forms.show(visit, correcting(visit, known(plot)));
    }

    @Post("/{plot:[0-9a-f]+}/correct")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> correct(Visit visit, String plot, @Body Map<String, String> sent) {
        Known known = known(plot);
        return forms.take(visit, correcting(visit, known), sent, answers -> {
            send(Staff.required(visit), new Id(plot), known.number, answers);
            return HERE;
        });
    }

    private void send(Staff staff, Id plot, String number, Answers answers) {
        String missing = lacking(answers);
        if (missing != null) {
            throw WebRefusal.of(HttpStatus.BAD_REQUEST, "MISSING_FIELD", JsonObject.of("field", missing));
        }
        Names.Named grower = names.ofNumber(answers.of("card"))
                .orElseThrow(() ->
                        WebRefusal.of(HttpStatus.UNPROCESSABLE_ENTITY, "UNKNOWN_CARD", JsonObject.of("field", "card")));
        Once once = answers.once();
        names.keepingPlot(
                plot,
                new Names.Lies(number, grower.number(), answers.of("longitude"), answers.of("latitude")),
                () -> sender.send(
                        staff,
                        once,
                        at -> new OriginCommand.RegisterPlot(
                                once.id(),
                                at,
                                plot,
                                grower.party(),
                                new Area(answers.thousandths("area")),
                                answers.optional("cultivar"),
                                answers.optional("village"))));
    }

    /** One half of a place is no place: the other half if it was left out, else null. */
    private static @Nullable String lacking(Answers answers) {
        boolean longitude = !answers.of("longitude").isEmpty();
        boolean latitude = !answers.of("latitude").isEmpty();
        return longitude == latitude ? null : longitude ? "latitude" : "longitude";
    }

    private record Known(
            String plot,
            String number,
            String card,
            long area,
            @Nullable String cultivar,
            @Nullable String village,
            String longitude,
            String latitude) {}

    private Known known(String plot) {
        return db.one(
                        "SELECT p.plot, o.number, o.card, p.area, p.cultivar, p.village, o.longitude, o.latitude"
                                + " FROM read.plot p JOIN own.plot o ON o.id = p.plot WHERE p.plot = ?",
                        row -> new Known(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                row.getString(8)),
                        plot)
                .orElseThrow(WebRefusal::notFound);
    }

    private static Form registration(Visit visit) {
        return ask(RegistrarTexts.form(visit, "plot", HERE + "/new", HERE)
                .ask(Field.text("number"))
                .place("ALREADY_EXISTS", "number"));
    }

    private static Form correcting(Visit visit, Known known) {
        return ask(RegistrarTexts.form(visit, "plot-correct", HERE + "/" + known.plot + "/correct", HERE)
                        .fact("plot.field.number", known.number))
                .with("card", known.card)
                .with(
                        "area",
                        BigDecimal.valueOf(known.area, 3).stripTrailingZeros().toPlainString())
                .with("cultivar", known.cultivar)
                .with("village", known.village)
                .with("longitude", known.longitude)
                .with("latitude", known.latitude);
    }

    private static Form ask(Form form) {
        return form.ask(
                        Field.text("card"),
                        Field.of("area", Field.Kind.DECIMAL),
                        Field.text("cultivar").optional(),
                        Field.text("village").optional(),
                        Field.of("longitude", Field.Kind.DEGREES).optional(),
                        Field.of("latitude", Field.Kind.DEGREES).optional())
                .place("UNKNOWN_PARTY", "card");
    }
}
