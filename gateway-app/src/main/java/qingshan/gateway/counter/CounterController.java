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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import qingshan.gateway.Sentences;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.party.Markets;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Show;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Text;

/** The counter's screen, the farmer's window, and what both ask for. */
@Controller("/counter")
@Secured("market-clerk")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class CounterController {
    /** Reasons for taking a slip back, in the order of their keys. */
    public static final List<String> REASONS = List.of("weight", "price", "party", "grade");

    /**
     * The screen.
     *
     * @param clerk who is signed in
     * @param market whose counter it is, empty if none is registered
     * @param scales in use
     * @param drivers those that send their readings
     * @param season of today, empty if there is none
     * @param leaf what fresh leaf is called
     */
    public record Screen(
            String clerk,
            String market,
            List<String> scales,
            List<String> drivers,
            String season,
            String leaf,
            Checks checks) {}

    /** A reversal, as the page sends it: {@code id} and {@code at} are the reversal's, {@code reason} one of four. */
    record Undo(CommandId id, LedgerTime at, CommandId slip, Text reason) {}

    private final Db db;
    private final Keeper keeper;
    private final Pages pages;
    private final Markets markets;
    private final Drivers drivers;
    private final Holders holders;
    private final Slips slips;
    private final Book book;

    CounterController(
            Db db,
            Keeper keeper,
            Pages pages,
            Markets markets,
            Drivers drivers,
            Holders holders,
            Slips slips,
            Book book) {
        this.db = db;
        this.keeper = keeper;
        this.pages = pages;
        this.markets = markets;
        this.drivers = drivers;
        this.holders = holders;
        this.slips = slips;
        this.book = book;
    }

    /** The screen for trades. */
    @Get
    MutableHttpResponse<byte[]> screen(Visit visit) {
        Staff staff = Staff.required(visit);
        Optional<Season> season = Season.today(db);
        Screen screen = new Screen(
                staff.display(),
                markets.name(staff),
                markets.scales(staff),
                drivers.of(staff),
                season.map(s -> s.name().value()).orElse(""),
                season.map(s -> s.policy().leafProduct().value()).orElse(""),
                Checks.read(db));
        return pages.page(visit, "counter/screen.jte", screen);
    }

    /** The farmer's window, which follows the screen in another window of the same browser. */
    @Get("/window")
    MutableHttpResponse<byte[]> window(Visit visit) {
        return pages.page(visit, "counter/window.jte", markets.name(Staff.required(visit)));
    }

    /** How the day stands: the clock, counts, middle prices, the last five slips of a scale. */
    @Get("/state")
    HttpResponse<String> state(Visit visit, @QueryValue(defaultValue = "") String scale) {
        LocalDate today = LocalDate.now(Show.ZONE);
        Show show = visit.show();
        Book.Total total = book.total(today);
        JsonObject medians = JsonObject.EMPTY;
        for (Map.Entry<String, Long> median : book.medians(today).entrySet()) {
            medians = medians.with(median.getKey(), new JsonInteger(median.getValue()));
        }
        List<Json> last =
                book.last(scale).stream().<Json>map(entry -> line(visit, entry)).toList();
        return json(JsonObject.EMPTY
                .with("now", Instant.now().toEpochMilli())
                .with("ledger", keeper.away() == null ? "well" : "away")
                .with("today", CounterTexts.of(visit).say("today", total.count(), show.plainWeight(total.grams())))
                .with("medians", medians)
                .with("last", new JsonArray(last)));
    }

    /** Who a scan or a search means. */
    @Get("/holders")
    HttpResponse<String> find(Visit visit, @QueryValue(defaultValue = "") String q) {
        List<Json> found = holders.find(q, Season.today(db)).stream()
                .<Json>map(holder -> holder.json(visit.show()))
                .toList();
        return json(JsonObject.of("found", new JsonArray(found)));
    }

    /** Settles a trade. */
    @Post("/slips")
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<String> settle(Visit visit, @Body byte[] body) {
        Staff staff = Staff.required(visit);
        Trade trade = Records.read(parse(body), Trade.class);
        slips.settle(staff, trade);
        Entry entry = book.one(trade.id().value()).orElseThrow(WebRefusal::notFound);
        return json(JsonObject.of("slip", receipt(visit, staff, entry).json())
                .with("state", entry.state().name().toLowerCase(Locale.ROOT))
                .with("id", entry.id()));
    }

    /** Takes a slip back. */
    @Post("/reversals")
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<String> reverse(Visit visit, @Body byte[] body) {
        Undo undo = Records.read(parse(body), Undo.class);
        String reason = undo.reason().value();
        if (!REASONS.contains(reason)) {
            throw WebRefusal.badValue("reason", "is none of " + String.join(", ", REASONS));
        }
        // the ledger has it in one language, whatever the page's
        Sentences t = Sentences.of(CounterTexts.class, "Counter", Locale.SIMPLIFIED_CHINESE);
        slips.reverse(Staff.required(visit), undo.id(), undo.at(), undo.slip(), t.say("reason." + reason));
        Entry entry = book.one(undo.slip().value()).orElseThrow(WebRefusal::notFound);
        return json(line(visit, entry));
    }

    /** A slip to print again. */
    @Get("/slips/{id}")
    MutableHttpResponse<byte[]> slip(Visit visit, String id) {
        return pages.page(visit, "counter/slip.jte", receipt(visit, Staff.required(visit), entry(id)));
    }

    private Entry entry(String id) {
        try {
            return book.one(new CommandId(id).value()).orElseThrow(WebRefusal::notFound);
        } catch (IllegalArgumentException e) {
            throw WebRefusal.notFound();
        }
    }

    private Receipt receipt(Visit visit, Staff staff, Entry entry) {
        LocalDate day = LocalDate.ofInstant(entry.occurredAt(), Show.ZONE);
        String left = holders.ofNumber(entry.sellerCard(), Season.of(db, day))
                .filter(seller -> seller.leftGrams() >= 0)
                .map(seller -> visit.show().plainWeight(seller.leftGrams()))
                .orElse("");
        return Receipt.of(visit, markets.name(staff), entry, left);
    }

    /** A slip as the list of the last five shows it, with what a corrected one begins with. */
    private static JsonObject line(Visit visit, Entry e) {
        Show show = visit.show();
        LocalDate day = LocalDate.ofInstant(e.occurredAt(), Show.ZONE);
        LocalDate today = LocalDate.now(Show.ZONE);
        String time = day.equals(today)
                ? show.clock(e.occurredAt())
                : day.getYear() == today.getYear() ? show.day(day) : show.date(day);
        return JsonObject.of("id", e.id())
                .with("number", e.number())
                .with("time", time)
                .with("seller", e.seller())
                .with("sellerCard", e.sellerCard())
                .with("buyerCard", e.buyerCard())
                .with("grade", e.grade())
                .with("gross", e.gross())
                .with("tare", e.tare())
                .with("fenPerKg", e.fenPerKg())
                .with("unit", e.jin() ? "jin" : "kg")
                .with("net", show.plainWeight(e.net()))
                .with("amount", show.yuan(e.amountFen()))
                .with("state", e.state().name().toLowerCase(Locale.ROOT));
    }

    private static JsonObject parse(byte[] body) {
        return JsonParser.object(new String(body, StandardCharsets.UTF_8));
    }

    static HttpResponse<String> json(JsonObject json) {
        return HttpResponse.ok(CanonicalJson.write(json)).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
