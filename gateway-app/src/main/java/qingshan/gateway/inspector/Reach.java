package qingshan.gateway.inspector;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.web.Show;

/**
 * What a freeze or a recall of a lot or run reaches: all that derives from it, as the read model has it now.
 *
 * @param lots lots, this one too
 * @param runs packing runs
 * @param packs in these runs
 * @param left packs that have left the packer
 * @param holders who holds some of it now
 * @param villages where these holders are at home, each once
 * @param lotList the first of these lots, oldest first
 * @param runList the first of these runs
 * @param holderList the first of what they hold, the most first
 */
public record Reach(
        long lots,
        long runs,
        long packs,
        long left,
        long holders,
        List<String> villages,
        List<Lot> lotList,
        List<Run> runList,
        List<Holder> holderList) {
    /** So many of each list are shown on a page. */
    static final int SHOWN_MAX = 100;
    /** All that there is: what is printed names each run. */
    static final int WHOLE = Integer.MAX_VALUE;

    private static final String REACHED = """
            WITH RECURSIVE reached AS (
                SELECT ?::text AS lot
                UNION SELECT p.child FROM reached r JOIN read.lot_parent p ON p.parent = r.lot)
            """;

    /** A lot. */
    public record Lot(
            String lot, @Nullable String number, String kind, String product, String grade, long grams, String maker) {}

    /**
     * A packing run.
     *
     * @param left packs that have left the packer, the first and last on these days
     */
    public record Run(
            String run,
            @Nullable String number,
            String gtin,
            @Nullable String product,
            long packGrams,
            long packs,
            long left,
            String maker,
            @Nullable String telephone,
            @Nullable LocalDate firstLeft,
            @Nullable LocalDate lastLeft) {}

    /** Who holds some of it. */
    public record Holder(String who, @Nullable String village, String product, String grade, long grams) {}

    /**
     * Of a lot or run.
     *
     * @param max how many of each list are kept
     */
    static Reach of(Db db, String lot, int max) {
        List<Run> runs = db.list(
                REACHED + """
                SELECT n.record, c.number, n.gtin, p.name, n.pack_grams, n.packs,
                    coalesce(d.packs, 0), coalesce(nullif(o.name, ''), o.number, c.maker), p.telephone, d.first, d.last
                FROM reached r JOIN read.run n ON n.record = r.lot JOIN read.record c ON c.name = n.record
                LEFT JOIN read.product p ON p.gtin = n.gtin LEFT JOIN own.card o ON o.id = c.maker
                LEFT JOIN LATERAL (SELECT sum(s.last - s.first + 1) AS packs, min(s.occurred_at) AS first,
                        max(s.occurred_at) AS last
                    FROM read.stretch s WHERE s.run = n.record AND s.fate = 'dispatched') d ON true
                ORDER BY c.occurred_at, n.record""",
                row -> new Run(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getString(8),
                        row.getString(9),
                        day(row.getTimestamp(10)),
                        day(row.getTimestamp(11))),
                lot);
        List<Lot> lots = db.list(
                REACHED + """
                SELECT l.lot, c.number, c.kind, l.product, l.grade, l.grams, coalesce(nullif(o.name, ''), o.number, l.maker)
                FROM reached r JOIN read.lot l ON l.lot = r.lot JOIN read.record c ON c.name = l.lot
                LEFT JOIN own.card o ON o.id = l.maker ORDER BY c.occurred_at, l.lot""",
                row -> new Lot(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getString(7)),
                lot);
        List<Holder> holders = db.list(REACHED + """
                SELECT coalesce(nullif(o.name, ''), o.number, h.card), coalesce(p.village, nullif(o.village, '')), h.product, h.grade,
                    sum(h.grams)
                FROM reached r JOIN read.holding h ON h.lot = r.lot LEFT JOIN own.card o ON o.id = h.card
                LEFT JOIN read.card c ON c.card = h.card LEFT JOIN read.party p ON p.party = c.party
                WHERE h.grams > 0
                GROUP BY h.card, 1, 2, 3, 4 ORDER BY 5 DESC, 1""", Reach::holder, lot);
        return new Reach(
                lots.size(),
                runs.size(),
                runs.stream().mapToLong(Run::packs).sum(),
                runs.stream().mapToLong(Run::left).sum(),
                holders.stream().map(Holder::who).distinct().count(),
                holders.stream()
                        .map(Holder::village)
                        .flatMap(Stream::ofNullable)
                        .distinct()
                        .sorted()
                        .toList(),
                cut(lots, max),
                cut(runs, max),
                cut(holders, max));
    }

    private static <T> List<T> cut(List<T> all, int max) {
        return all.size() > max ? all.subList(0, max) : all;
    }

    private static Holder holder(ResultSet row) throws SQLException {
        return new Holder(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5));
    }

    private static @Nullable LocalDate day(@Nullable Timestamp at) {
        return at == null ? null : LocalDate.ofInstant(at.toInstant(), Show.ZONE);
    }

    /** Whether more was reached than the lists show. */
    public boolean isCut() {
        return lots > lotList.size() || runs > runList.size() || holderList.size() == SHOWN_MAX;
    }
}
