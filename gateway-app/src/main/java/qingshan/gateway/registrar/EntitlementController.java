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
import qingshan.gateway.party.Names;
import qingshan.gateway.staff.Role;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.value.Id;
import qingshan.rules.value.Name;

/** Entitlements: the village proposes, town and county approve; each sees first what waits for them. */
@Controller("/entitlements")
@Secured({RegistrarTexts.REGISTRAR, RegistrarTexts.VILLAGE, RegistrarTexts.TOWN, RegistrarTexts.COUNTY})
@ExecuteOn(TaskExecutors.BLOCKING)
final class EntitlementController {
    private static final String HERE = "/entitlements";
    /** As many plots as a page offers; who has more sends the proposal over REST. */
    private static final int PLOTS_MAX = 200;

    private static final String PLOT = "plot.";

    private final Forms forms;
    private final Pages pages;
    private final Names names;
    private final Sender sender;
    private final EntitlementPages read;
    private final ListViews lists;

    EntitlementController(
            Forms forms, Pages pages, Names names, Sender sender, EntitlementPages read, ListViews lists) {
        this.forms = forms;
        this.pages = pages;
        this.names = names;
        this.sender = sender;
        this.read = read;
        this.lists = lists;
    }

    @Get
    MutableHttpResponse<byte[]> waiting(HttpRequest<?> request, Visit visit) {
        Role role = Staff.required(visit).role();
        String level = EntitlementPages.level(role);
        ListViews.Builder view = lists.of(request, visit, RegistrarTexts.of(visit), "approvals", HERE)
                .begin(role == Role.VILLAGE_OFFICER, HERE + "/new", "propose.title")
                .see(HERE + "/granted", "granted")
                .each("open", EntitlementController::address);
        if (!level.isEmpty()) {
            view.preset(Map.of("waitsFor", level), "approvals.none");
        }
        return view.show(level.isEmpty() ? "approvals" : "approvals.mine");
    }

    @Get("/granted")
    MutableHttpResponse<byte[]> granted(HttpRequest<?> request, Visit visit) {
        return lists.of(request, visit, RegistrarTexts.of(visit), "entitlements", HERE + "/granted")
                .here(HERE)
                .see(HERE, "approvals")
                .each("open", EntitlementController::address)
                .show("granted");
    }

    @Get("/of")
    MutableHttpResponse<byte[]> one(
            Visit visit,
            @QueryValue(defaultValue = "") String card,
            @QueryValue(defaultValue = "") String season,
            @QueryValue @Nullable String done) {
        Staff staff = Staff.required(visit);
        Form form = EntitlementPages.approval(visit, card, season);
        return pages.page(
                visit,
                "registrar/entitlement.jte",
                read.of(visit, card, season, form, sender.taken(staff, done).orElse(null)));
    }

    @Post("/of")
    @Secured({RegistrarTexts.TOWN, RegistrarTexts.COUNTY})
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> approve(
            Visit visit,
            @QueryValue(defaultValue = "") String card,
            @QueryValue(defaultValue = "") String season,
            @Body Map<String, String> sent) {
        EntitlementPage page = read.of(visit, card, season, null, null); // not found, if there is nothing to approve
        Form form = EntitlementPages.approval(visit, page.card(), page.season());
        return forms.take(visit, form, sent, answers -> {
            Staff staff = Staff.required(visit);
            Once once = answers.once();
            Id id = new Id(card);
            Name name = new Name(season);
            sender.send(
                    staff,
                    once,
                    at -> staff.role() == Role.TOWN_OFFICER
                            ? new OriginCommand.ApproveByTown(once.id(), at, id, name)
                            : new OriginCommand.ApproveByCounty(once.id(), at, id, name));
            return Paths.of(HERE + "/of", "card", card, "season", season);
        });
    }

    @Get("/new")
    @Secured(RegistrarTexts.VILLAGE)
    MutableHttpResponse<byte[]> grower(Visit visit) {
        return forms.show(visit, growerForm(visit));
    }

    /** Leads to the proposal for a card: it asks for that grower's plots. */
    @Post("/new")
    @Secured(RegistrarTexts.VILLAGE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> grower(Visit visit, @Body Map<String, String> sent) {
        return forms.take(visit, growerForm(visit), sent, answers -> {
            Names.Named grower = names.ofNumber(answers.of("card"))
                    .orElseThrow(() -> WebRefusal.of(
                            HttpStatus.UNPROCESSABLE_ENTITY, "UNKNOWN_CARD", JsonObject.of("field", "card")));
            return proposal(grower.card().value(), answers.of("season"));
        });
    }

    @Get("/propose")
    @Secured(RegistrarTexts.VILLAGE)
    MutableHttpResponse<byte[]> plots(
            Visit visit, @QueryValue(defaultValue = "") String card, @QueryValue(defaultValue = "") String season) {
        return forms.show(visit, proposalForm(visit, card, season));
    }

    @Post("/propose")
    @Secured(RegistrarTexts.VILLAGE)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> propose(
            Visit visit,
            @QueryValue(defaultValue = "") String card,
            @QueryValue(defaultValue = "") String season,
            @Body Map<String, String> sent) {
        return forms.take(visit, proposalForm(visit, card, season), sent, answers -> {
            List<Id> plots = chosen(answers);
            Once once = answers.once();
            EntitlementPages.Cards cards = read.cards(card);
            Id current = new Id(cards.current());
            sender.send(
                    Staff.required(visit),
                    once,
                    at -> new OriginCommand.ProposeEntitlement(once.id(), at, current, new Name(season), plots));
            return Paths.of(HERE + "/of", "card", cards.account(), "season", season);
        });
    }

    private static List<Id> chosen(Answers answers) {
        List<Id> plots = answers.ticked(PLOT).stream().map(Id::new).toList();
        if (plots.isEmpty()) {
            throw WebRefusal.of(HttpStatus.BAD_REQUEST, "NO_PLOT", JsonObject.EMPTY);
        }
        return plots;
    }

    private Form growerForm(Visit visit) {
        List<Field.Choice> seasons = read.seasons().stream()
                .map(season -> new Field.Choice(season, season))
                .toList();
        return RegistrarTexts.form(visit, "propose", HERE + "/new", HERE)
                .ask(Field.text("card"), Field.choice("season", seasons))
                .with("season", seasons.isEmpty() ? "" : seasons.getFirst().value());
    }

    private Form proposalForm(Visit visit, String card, String season) {
        Names.Named grower = names.ofCard(card).orElseThrow(WebRefusal::notFound);
        if (!read.seasons().contains(season)) {
            throw WebRefusal.notFound();
        }
        Form form = RegistrarTexts.form(visit, "proposal", proposal(card, season), HERE)
                .fact("field.name", grower.person().name())
                .fact("field.card", grower.number())
                .fact("field.village", grower.person().village())
                .fact("field.season", season);
        for (PartyPage.Plot plot : read.plotsOf(grower.party().value(), PLOTS_MAX)) {
            String label = RegistrarTexts.of(visit)
                    .say(
                            "plot.line",
                            plot.number() == null ? plot.plot() : plot.number(),
                            visit.show().mu(plot.area()),
                            plot.village() == null ? "" : plot.village());
            form.ask(Field.tick(PLOT + plot.plot(), label.strip())).with(PLOT + plot.plot(), "on");
        }
        return form;
    }

    private static String address(Map<String, Object> row) {
        return Paths.of(
                HERE + "/of", "card", String.valueOf(row.get("card")), "season", String.valueOf(row.get("season")));
    }

    private static String proposal(String card, String season) {
        return Paths.of(HERE + "/propose", "card", card, "season", season);
    }
}
