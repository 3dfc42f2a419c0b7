package qingshan.gateway.list;

import static qingshan.gateway.list.ColumnType.CODE;
import static qingshan.gateway.list.ColumnType.COUNT;
import static qingshan.gateway.list.ColumnType.FLAG;
import static qingshan.gateway.list.ColumnType.ID;
import static qingshan.gateway.list.ColumnType.MASKED;
import static qingshan.gateway.list.ColumnType.TEXT;
import static qingshan.gateway.list.ColumnType.TIME;

import java.util.List;
import qingshan.gateway.staff.Role;

/** Lists of what was brought in, and of the serials that went out. */
final class BookLists {
    static final List<Listing> ALL =
            List.of(serials(), stretches(), shopperReports(), oftenScanned(), imports(), outcomes());

    private BookLists() {}

    private static Listing serials() {
        return Listing.of("serials", """
                SELECT c.run, c.first, c.count AS serials, r.number, n.gtin, p.name AS product_name, c.root, c.record
                FROM read.chunk c LEFT JOIN read.record r ON r.name = c.run LEFT JOIN read.run n ON n.record = c.run
                    LEFT JOIN read.product p ON p.gtin = n.gtin""")
                .columns(TEXT, "number", "gtin", "productName")
                .columns(COUNT, "first", "serials")
                .columns(ID, "run", "root", "record")
                .order("run")
                .orderBy("first", "bigint")
                .filters(Filter.equal("run"), Filter.equal("number"), Filter.equal("gtin"))
                .forRoles(TeaLists.WATCH);
    }

    private static Listing stretches() {
        return Listing.of("stretches", """
                SELECT s.run, s.first, s.last, s.last - s.first + 1 AS serials, s.fate, s.occurred_at, r.number, n.gtin,
                    s.record
                FROM read.stretch s LEFT JOIN read.record r ON r.name = s.run LEFT JOIN read.run n ON n.record = s.run""")
                .columns(TEXT, "number", "gtin")
                .columns(COUNT, "first", "last", "serials")
                .columns(CODE, "fate")
                .columns(TIME, "occurredAt")
                .columns(ID, "run", "record")
                .order("run")
                .orderBy("first", "bigint")
                .filters(Filter.equal("run"), Filter.equal("number"), Filter.choice("fate", "void", "dispatched"))
                .forRoles(TeaLists.WATCH);
    }

    private static Listing shopperReports() {
        return Listing.of("shopper-reports", """
                SELECT r.id::text AS report, r.at AS reported_at, r.kind AS report_kind, r.words, r.contact,
                    p.record AS run, r.index::bigint AS pack, r.closed_at, r.closed_by, r.note
                FROM own.report r JOIN own.packing p ON p.id = r.packing""")
                .columns(TIME, "reportedAt")
                .columns(CODE, "reportKind")
                .columns(TEXT, "words")
                .columns(MASKED, "contact")
                .columns(ID, "run")
                .columns(COUNT, "pack")
                .columns(TIME, "closedAt")
                .columns(TEXT, "closedBy", "note")
                .columns(ID, "report")
                .newestFirst("reported_at", "report")
                .id("report")
                .filters(Filter.equal("run"), Filter.from("reported_at"), Filter.until("reported_at"))
                .forRoles(Role.INSPECTOR);
    }

    private static Listing oftenScanned() {
        return Listing.of("often-scanned", """
                SELECT s.packing || '/' || s.index AS scan, r.number, n.gtin, d.name AS product_name, p.record AS run,
                    s.index::bigint AS pack, s.count::bigint AS scans, s.first_at
                FROM own.scan s JOIN own.packing p ON p.id = s.packing LEFT JOIN read.record r ON r.name = p.record
                    LEFT JOIN read.run n ON n.record = p.record LEFT JOIN read.product d ON d.gtin = n.gtin
                WHERE s.count >= (SELECT often FROM own.scan_policy WHERE effective_from <= current_date
                    ORDER BY effective_from DESC LIMIT 1)""")
                .columns(TEXT, "number")
                .columns(COUNT, "pack", "scans")
                .columns(TIME, "firstAt")
                .columns(TEXT, "productName", "gtin")
                .columns(ID, "run", "scan")
                .newestFirst("first_at", "scan")
                .id("scan")
                .filters(
                        Filter.equal("number"), Filter.equal("gtin"), Filter.from("first_at"), Filter.until("first_at"))
                .forRoles(Role.INSPECTOR);
    }

    private static Listing imports() {
        return Listing.of("imports", """
                SELECT i.run, i.season, m.name, i.opened_at, i.next AS batches, s.planned AS entries, s.done, i.market
                FROM read.import_run i LEFT JOIN read.market m USING (market)
                    LEFT JOIN own.season_run s ON s.run = decode(i.run, 'hex')""")
                .columns(TIME, "openedAt")
                .columns(TEXT, "season", "name")
                .columns(COUNT, "entries", "batches")
                .columns(FLAG, "done")
                .columns(ID, "market", "run")
                .newestFirst("opened_at", "run")
                .id("run")
                .filters(Filter.equal("season"))
                .forRoles(Role.IMPORTER);
    }

    private static Listing outcomes() {
        return Listing.of("outcomes", """
                SELECT o.run, o.batch, o.ord, o."table", o.line, o.number, o.code, o.detail::text AS detail, o.decided_by
                FROM read.outcome o""")
                .columns(TEXT, "table")
                .columns(COUNT, "line")
                .columns(TEXT, "number", "code", "detail")
                .columns(CODE, "decidedBy")
                .columns(COUNT, "batch", "ord")
                .columns(ID, "run")
                .order("run")
                .orderBy("batch", "int")
                .orderBy("ord", "int")
                .filters(Filter.equal("run"), Filter.equal("code"), Filter.equal("table"), Filter.equal("number"))
                .forRoles(Role.IMPORTER);
    }
}
