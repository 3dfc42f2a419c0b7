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
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Show;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Fen;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Text;

/**
 * Enters a slip that was written on paper, with its true time. The rules take a clerk's word for ten minutes; what is older
 * an importer enters, on this same page.
 */
@Controller("/counter/late")
@Secured({"market-clerk", "importer"})
@ExecuteOn(TaskExecutors.BLOCKING)
public final class LateController {
    private static final long GRAMS_MAX = 100_000_000;

    /**
     * The page.
     *
     * @param refusal what the ledger says, or empty
     * @param done the number of the slip that was recorded, or empty
     */
    public record Page(Form form, List<String> scales, List<String> grades, String refusal, String done) {}

    private final Db db;
    private final Slips slips;
    private final Book book;
    private final Markets markets;
    private final Pages pages;

    LateController(Db db, Slips slips, Book book, Markets markets, Pages pages) {
        this.db = db;
        this.slips = slips;
        this.book = book;
        this.markets = markets;
        this.pages = pages;
    }

    /** The form. */
    @Get
    MutableHttpResponse<byte[]> form(Visit visit) {
        return page(visit, HttpStatus.OK, CardController.begun(), "", "");
    }

    /** Records it. */
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    MutableHttpResponse<byte[]> enter(Visit visit, @Body Map<String, String> sent) {
        Form form = new Form(sent);
        CommandId id = CardController.commandId(form);
        String seller = form.text("seller").toUpperCase(Locale.ROOT);
        String buyer = form.text("buyer").toUpperCase(Locale.ROOT);
        String grade = form.text("grade");
        String scale = form.text("scale");
        String paper = form.text("paper");
        long gross = form.decimal("gross", 3);
        long tare = form.value("tare").isEmpty() ? 0 : form.decimal("tare", 3);
        long price = form.decimal("price", 2);
        LedgerTime at = time(form);
        if (form.sound() && (tare >= gross || gross > GRAMS_MAX)) {
            form.wrong("tare", "wrong.tare");
        }
        if (form.sound() && price == 0) {
            form.wrong("price", "wrong.number");
        }
        if (!form.sound()) {
            return page(visit, HttpStatus.UNPROCESSABLE_ENTITY, form, "", "");
        }
        Trade trade = new Trade(
                id,
                at,
                new Text(scale),
                new Text(seller),
                new Text(buyer),
                new Text(grade),
                new Grams(gross),
                new Grams(tare),
                new Fen(price),
                form.value("unit").equals("kg") ? Trade.Unit.KG : Trade.Unit.JIN,
                false,
                new Text(paper));
        try {
            slips.settle(Staff.required(visit), trade);
            String number = book.one(id.value()).map(Entry::number).orElse("");
            return page(visit, HttpStatus.OK, CardController.begun(), "", number);
        } catch (WebRefusal refusal) {
            if (refusal.problem().status().getCode() < 500) {
                form.put("id", CardController.begun().value("id"));
            }
            Locale locale = visit.language().locale();
            String said =
                    refusal.problem().title(locale) + " " + refusal.problem().cure(locale);
            return page(visit, refusal.problem().status(), form, said, "");
        }
    }

    private static LedgerTime time(Form form) {
        try {
            return LedgerTime.ofEpochMilli(LocalDateTime.parse(form.value("at"))
                    .atZone(Show.ZONE)
                    .toInstant()
                    .toEpochMilli());
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            form.wrong("at", "wrong.time");
            return LedgerTime.ofEpochMilli(0);
        }
    }

    private MutableHttpResponse<byte[]> page(Visit visit, HttpStatus status, Form form, String refusal, String done) {
        if (form.value("at").endsWith("Z")) {
            form.put("at", "");
        }
        Staff staff = Staff.required(visit);
        Page page = new Page(form, markets.scales(staff), Checks.read(db).grades(), refusal, done);
        return pages.page(visit, status, "counter/late.jte", page);
    }
}
