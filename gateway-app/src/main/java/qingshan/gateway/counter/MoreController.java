package qingshan.gateway.counter;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;

/** What is set once and looked at seldom: the checks, the scales' drivers, and the way to the rarer pages. */
@Controller("/counter")
@Secured("market-clerk")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class MoreController {
    private static final int TOKEN_BYTES = 32;
    private static final long PERCENT_MAX = 1_000;

    /**
     * The page.
     *
     * @param drivers scales whose driver has a token
     * @param scale of which a token was just made, or empty
     * @param token to be shown this once, or empty
     */
    public record Page(
            Form form, boolean verified, List<String> scales, List<String> drivers, String scale, String token) {}

    private final Db db;
    private final Markets markets;
    private final Pages pages;

    MoreController(Db db, Markets markets, Pages pages) {
        this.db = db;
        this.markets = markets;
        this.pages = pages;
    }

    /** The page. */
    @Get("/more")
    MutableHttpResponse<byte[]> show(Visit visit) {
        return page(visit, HttpStatus.OK, form(Checks.read(db)), "", "");
    }

    /** Puts other checks in force. */
    @Post("/checks")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<byte[]> check(Visit visit, @Body Map<String, String> sent) {
        Form form = new Form(sent);
        List<String> grades = new ArrayList<>();
        for (int i = 1; i <= Checks.GRADES_MAX; i++) {
            if (i == 1 || !form.value("grade" + i).isEmpty()) {
                grades.add(form.text("grade" + i));
            }
        }
        long percent = form.decimal("percent", 0);
        long min = form.decimal("min", 3);
        long max = form.decimal("max", 3);
        String source = form.text("source");
        if (percent < 1 || percent > PERCENT_MAX) {
            form.wrong("percent", "wrong.number");
        }
        if (form.sound() && max <= min) {
            form.wrong("max", "wrong.number");
        }
        if (!form.sound()) {
            return page(visit, HttpStatus.UNPROCESSABLE_ENTITY, form, "", "");
        }
        new Checks(
                        grades,
                        Math.toIntExact(percent),
                        min,
                        max,
                        source,
                        form.value("verified").equals("yes"))
                .write(db);
        return show(visit);
    }

    /** Makes a token for a scale's driver; the one before it is of no more use. */
    @Post("/drivers")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<byte[]> driver(Visit visit, @Body Map<String, String> sent) {
        Staff staff = Staff.required(visit);
        String scale = new Form(sent).value("scale");
        if (!markets.scales(staff).contains(scale)) {
            throw WebRefusal.badValue("scale", "is no scale of this market");
        }
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        db.update(
                "INSERT INTO own.counter_driver (market, scale, token) VALUES (?, ?, ?)"
                        + " ON CONFLICT (market, scale) DO UPDATE SET token = excluded.token, since = now()",
                markets.of(staff).value(),
                scale,
                ScaleController.digest(token));
        return page(visit, HttpStatus.OK, form(Checks.read(db)), scale, token);
    }

    private MutableHttpResponse<byte[]> page(Visit visit, HttpStatus status, Form form, String scale, String token) {
        Staff staff = Staff.required(visit);
        boolean verified = form.value("verified").equals("yes");
        Page page = new Page(form, verified, markets.scales(staff), markets.drivers(staff), scale, token);
        return pages.page(visit, status, "counter/more.jte", page);
    }

    private static Form form(Checks checks) {
        Form form = new Form(Map.of());
        for (int i = 0; i < checks.grades().size(); i++) {
            form.put("grade" + (i + 1), checks.grades().get(i));
        }
        form.put("percent", String.valueOf(checks.pricePercent()));
        form.put("min", kilograms(checks.gramsMin()));
        form.put("max", kilograms(checks.gramsMax()));
        form.put("source", checks.source());
        form.put("verified", checks.verified() ? "yes" : "");
        return form;
    }

    private static String kilograms(long grams) {
        return BigDecimal.valueOf(grams, 3).stripTrailingZeros().toPlainString();
    }
}
