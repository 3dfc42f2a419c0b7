package qingshan.gateway.registrar;

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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.form.Field;
import qingshan.gateway.form.Form;
import qingshan.gateway.form.Forms;
import qingshan.gateway.form.ListViews;
import qingshan.gateway.form.Once;
import qingshan.gateway.form.Paths;
import qingshan.gateway.form.Sender;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.party.Names;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.Submitter;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.value.Id;
import qingshan.rules.value.Text;

/** Markets and their scales. */
@Controller("/scales")
@Secured(RegistrarTexts.REGISTRAR)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ScaleController {
    private static final String HERE = "/scales";

    private final Forms forms;
    private final Names names;
    private final Sender sender;
    private final Db db;
    private final ListViews lists;

    ScaleController(Forms forms, Names names, Sender sender, Db db, ListViews lists) {
        this.forms = forms;
        this.names = names;
        this.sender = sender;
        this.db = db;
        this.lists = lists;
    }

    @Get
    MutableHttpResponse<byte[]> list(HttpRequest<?> request, Visit visit) {
        return lists.of(request, visit, RegistrarTexts.of(visit), "scales", HERE)
                .begin(true, HERE + "/new", "scale.title")
                .see(HERE + "/market", "market.title")
                .each("retire", ScaleController::retirement)
                .show("scales");
    }

    private static @Nullable String retirement(Map<String, Object> row) {
        return Boolean.TRUE.equals(row.get("retired")) || row.get("scale") == null // a market that has none yet
                ? null
                : Paths.of(
                        HERE + "/retire",
                        "market",
                        String.valueOf(row.get("market")),
                        "scale",
                        String.valueOf(row.get("scale")));
    }

    @Get("/market")
    MutableHttpResponse<byte[]> blankMarket(Visit visit) {
        return forms.show(visit, marketForm(visit));
    }

    @Post("/market")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> registerMarket(Visit visit, @Body Map<String, String> sent) {
        return forms.take(visit, marketForm(visit), sent, answers -> {
            Once once = answers.once();
            Id market = names.ids().market(answers.of("name"));
            sender.send(
                    Staff.required(visit),
                    once,
                    at -> new PartyCommand.RegisterMarket(
                            once.id(), at, market, answers.text("name"), answers.text("mspId")));
            return HERE;
        });
    }

    @Get("/new")
    MutableHttpResponse<byte[]> blank(Visit visit) {
        return forms.show(visit, scaleForm(visit));
    }

    @Post("/new")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> register(Visit visit, @Body Map<String, String> sent) {
        return forms.take(visit, scaleForm(visit), sent, answers -> {
            Once once = answers.once();
            sender.send(
                    Staff.required(visit),
                    once,
                    at -> new PartyCommand.RegisterScale(
                            once.id(), at, new Id(answers.of("market")), answers.text("scale")));
            return HERE;
        });
    }

    @Get("/retire")
    MutableHttpResponse<byte[]> retirement(
            Visit visit, @QueryValue(defaultValue = "") String market, @QueryValue(defaultValue = "") String scale) {
        return forms.show(visit, retireForm(visit, market, scale));
    }

    @Post("/retire")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> retire(
            Visit visit,
            @QueryValue(defaultValue = "") String market,
            @QueryValue(defaultValue = "") String scale,
            @Body Map<String, String> sent) {
        return forms.take(visit, retireForm(visit, market, scale), sent, answers -> {
            Once once = answers.once();
            sender.send(
                    Staff.required(visit),
                    once,
                    at -> new PartyCommand.RetireScale(once.id(), at, new Id(market), new Text(scale)));
            return HERE;
        });
    }

    private static Form marketForm(Visit visit) {
        return RegistrarTexts.form(visit, "market", HERE + "/market", HERE)
                .ask(
                        Field.text("name"),
                        Field.choice("mspId", List.of(new Field.Choice(Submitter.TRADE, Submitter.TRADE))))
                .with("mspId", Submitter.TRADE)
                .place("ALREADY_EXISTS", "name");
    }

    private Form scaleForm(Visit visit) {
        List<Field.Choice> markets = db.list(
                "SELECT market, name FROM read.market ORDER BY name, market",
                row -> new Field.Choice(row.getString(1), row.getString(2)));
        return RegistrarTexts.form(visit, "scale", HERE + "/new", HERE)
                .ask(Field.choice("market", markets), Field.text("scale"))
                .with("market", markets.size() == 1 ? markets.getFirst().value() : "")
                .place("ALREADY_EXISTS", "scale");
    }

    private Form retireForm(Visit visit, String market, String scale) {
        String name = db.one(
                        "SELECT m.name FROM read.scale s JOIN read.market m USING (market)"
                                + " WHERE s.market = ? AND s.scale = ?",
                        row -> row.getString(1),
                        market,
                        scale)
                .orElseThrow(WebRefusal::notFound);
        return RegistrarTexts.form(
                        visit, "scale-retire", Paths.of(HERE + "/retire", "market", market, "scale", scale), HERE)
                .fact("field.market", name)
                .fact("field.scale", scale);
    }
}
