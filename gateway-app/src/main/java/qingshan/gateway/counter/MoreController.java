package qingshan.gateway.counter;

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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.form.Answers;
import qingshan.gateway.form.Field;
import qingshan.gateway.form.Form;
import qingshan.gateway.form.Forms;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.party.Markets;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;

/** What is set once and looked at seldom: the checks, the scales' drivers, and the way to the rarer pages. */
@Controller("/counter")
@Secured("market-clerk")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class MoreController {
    private static final long PERCENT_MAX = 1_000;
    private static final String GRADE = "grade";

    /**
     * The page.
     *
     * @param scales of this market
     * @param drivers scales whose driver has a token
     * @param scale of which a token was just made, or empty
     * @param token to be shown this once, or empty
     */
    public record Page(List<String> scales, List<String> drivers, String scale, String token) {}

    private final Db db;
    private final Markets markets;
    private final Drivers drivers;
    private final Forms forms;
    private final Pages pages;

    MoreController(Db db, Markets markets, Drivers drivers, Forms forms, Pages pages) {
        this.db = db;
        this.markets = markets;
        this.drivers = drivers;
        this.forms = forms;
        this.pages = pages;
    }

    /** The page. */
    @Get("/more")
    MutableHttpResponse<byte[]> show(Visit visit) {
        return page(visit, "", "");
    }

    /** The checks in force, to be changed. */
    @Get("/checks")
    MutableHttpResponse<byte[]> checks(Visit visit, @QueryValue @Nullable String done) {
        Form form = form(visit);
        return forms.show(visit, done == null ? form : form.done(form.texts().say("checks.done")));
    }

    /** Puts other checks in force. */
    @Post("/checks")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> check(Visit visit, @Body Map<String, String> sent) {
        return forms.take(visit, form(visit), sent, answers -> {
            read(answers).write(db);
            return "/counter/checks";
        });
    }

    /** Makes a token for a scale's driver. */
    @Post("/drivers")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<byte[]> driver(Visit visit, @Body Map<String, String> sent) {
        Staff staff = Staff.required(visit);
        String scale = sent.getOrDefault("scale", "");
        if (!markets.scales(staff).contains(scale)) {
            throw WebRefusal.badValue("scale", "is no scale of this market");
        }
        return page(visit, scale, drivers.token(staff, scale));
    }

    private MutableHttpResponse<byte[]> page(Visit visit, String scale, String token) {
        Staff staff = Staff.required(visit);
        return pages.page(visit, "counter/more.jte", new Page(markets.scales(staff), drivers.of(staff), scale, token));
    }

    private static Checks read(Answers answers) {
        List<String> grades = new ArrayList<>();
        for (int i = 1; i <= Checks.GRADES_MAX; i++) {
            String grade = answers.of(GRADE + i);
            if (!grade.isEmpty()) {
                grades.add(grade);
            }
        }
        long percent = answers.whole("percent");
        if (percent > PERCENT_MAX) {
            throw WebRefusal.badValue("percent", "is more than " + PERCENT_MAX);
        }
        long min = answers.thousandths("min");
        long max = answers.thousandths("max");
        if (max <= min) {
            throw WebRefusal.badValue("max", "is not more than the least");
        }
        return new Checks(
                grades,
                Math.toIntExact(percent),
                min,
                max,
                answers.of("source"),
                answers.ticked("verified").size() == 1);
    }

    private Form form(Visit visit) {
        Checks checks = Checks.read(db);
        Form form = CounterTexts.form(visit, "checks");
        for (int i = 1; i <= Checks.GRADES_MAX; i++) {
            String label = form.texts().say("checks.grade", i);
            Field grade = new Field(GRADE + i, Field.Kind.TEXT, i == 1, label, List.of());
            form.ask(grade)
                    .with(
                            grade.name(),
                            i > checks.grades().size() ? "" : checks.grades().get(i - 1));
        }
        return form.ask(
                        Field.of("percent", Field.Kind.WHOLE),
                        Field.of("min", Field.Kind.DECIMAL_FROM_ZERO),
                        Field.of("max", Field.Kind.DECIMAL),
                        Field.text("source"),
                        Field.tick("verified", form.texts().say("checks.verified")))
                .with("percent", String.valueOf(checks.pricePercent()))
                .with("min", kilograms(checks.gramsMin()))
                .with("max", kilograms(checks.gramsMax()))
                .with("source", checks.source())
                .with("verified", checks.verified() ? "on" : "");
    }

    private static String kilograms(long grams) {
        return BigDecimal.valueOf(grams, 3).stripTrailingZeros().toPlainString();
    }
}
