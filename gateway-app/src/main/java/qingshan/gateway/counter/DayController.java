package qingshan.gateway.counter;

import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.party.Markets;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Show;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;

/** What a day came to, and a holder's slips, to print. */
@Controller("/counter")
@Secured("market-clerk")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class DayController {
    private static final int SLIPS_MAX = 200;

    /**
     * Slips that belong together.
     *
     * @param what a grade, a buyer, or empty for all
     */
    public record Sum(String what, long count, long grams, long fen) {
        static Sum of(String what, List<Entry> entries) {
            return new Sum(
                    what,
                    entries.size(),
                    entries.stream().mapToLong(Entry::net).sum(),
                    entries.stream().mapToLong(Entry::amountFen).sum());
        }
    }

    /**
     * A day.
     *
     * @param differences what does not stand on the ledger as it was printed: pending, reversed
     */
    public record Day(
            String market,
            LocalDate day,
            Sum all,
            List<Sum> grades,
            List<Sum> buyers,
            List<Sum> scales,
            List<Entry> differences) {}

    /**
     * Somebody's slips, newest first.
     *
     * @param asked what was looked for
     * @param name empty if nobody is meant, or more than one
     * @param more whether there are more than are shown
     */
    public record Statement(String asked, String name, String number, List<Line> slips, boolean more) {}

    /**
     * A slip as one of the two sees it.
     *
     * @param sold whether they gave the tea
     * @param other name of the other, or empty if this organization does not know it
     * @param fen what was paid, or null if it is not held here
     */
    public record Line(
            String time,
            String number,
            boolean sold,
            String other,
            String grade,
            long grams,
            @Nullable Long fen,
            boolean reversed) {}

    private final Db db;
    private final Book book;
    private final Holders holders;
    private final Markets markets;
    private final Pages pages;

    DayController(Db db, Book book, Holders holders, Markets markets, Pages pages) {
        this.db = db;
        this.book = book;
        this.holders = holders;
        this.markets = markets;
        this.pages = pages;
    }

    /** The day close. */
    @Get("/day")
    MutableHttpResponse<byte[]> day(Visit visit, @QueryValue(defaultValue = "") String day) {
        LocalDate of = day.isEmpty() ? LocalDate.now(Show.ZONE) : date(day);
        List<Entry> all = book.day(of);
        List<Entry> standing =
                all.stream().filter(e -> e.state() == Entry.State.RECORDED).toList();
        Day closed = new Day(
                markets.name(Staff.required(visit)),
                of,
                Sum.of("", standing),
                sums(standing, Entry::grade),
                sums(standing, e -> e.buyer() + " " + Entry.last(e.buyerCard())),
                sums(standing, Entry::scale),
                all.stream().filter(e -> e.state() != Entry.State.RECORDED).toList());
        return pages.page(visit, "counter/day.jte", closed);
    }

    /** The slips of whoever asks for theirs. */
    @Get("/statement")
    MutableHttpResponse<byte[]> statement(Visit visit, @QueryValue(defaultValue = "") String card) {
        List<Holder> found = card.isBlank() ? List.of() : holders.find(card, Optional.empty());
        if (found.size() != 1) {
            return pages.page(visit, "counter/statement.jte", new Statement(card, "", "", List.of(), false));
        }
        Holder holder = found.getFirst();
        List<Line> slips = db.list(
                """
                WITH mine AS (SELECT card FROM read.card WHERE account = (SELECT account FROM read.card WHERE card = ?))
                SELECT r.occurred_at, coalesce(r.number, ''), r.sold, coalesce(c.name, ''), r.grade, r.grams, p.amount_fen,
                    r.reversed_by IS NOT NULL
                FROM (SELECT *, true AS sold, buyer AS other FROM read.record
                        WHERE seller IN (SELECT card FROM mine) AND kind = 'slip'
                      UNION ALL SELECT *, false, seller FROM read.record
                        WHERE buyer IN (SELECT card FROM mine) AND kind = 'slip') r
                    LEFT JOIN own.card c ON c.id = r.other LEFT JOIN read.price p ON p.record = r.name
                ORDER BY r.occurred_at DESC, r.name LIMIT ?""",
                row -> new Line(
                        visit.show().moment(row.getTimestamp(1).toInstant()),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        (Long) row.getObject(7),
                        row.getBoolean(8)),
                holder.card().value(),
                SLIPS_MAX + 1);
        boolean more = slips.size() > SLIPS_MAX;
        return pages.page(
                visit,
                "counter/statement.jte",
                new Statement(card, holder.name(), holder.number(), more ? slips.subList(0, SLIPS_MAX) : slips, more));
    }

    private static List<Sum> sums(List<Entry> entries, Function<Entry, String> by) {
        Map<String, List<Entry>> parts = new TreeMap<>();
        entries.forEach(
                e -> parts.computeIfAbsent(by.apply(e), _ -> new ArrayList<>()).add(e));
        List<Sum> sums = new ArrayList<>();
        parts.forEach((what, of) -> sums.add(Sum.of(what, of)));
        return sums;
    }

    static LocalDate date(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() < 1970 || day.getYear() > 9998) {
                throw WebRefusal.badValue("day", "is no day from 1970 to 9998");
            }
            return day;
        } catch (DateTimeException e) {
            throw WebRefusal.badValue("day", "is no day such as 2026-03-05");
        }
    }
}
