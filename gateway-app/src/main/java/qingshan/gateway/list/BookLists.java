package qingshan.gateway.list;

import static qingshan.gateway.list.ColumnType.CODE;
import static qingshan.gateway.list.ColumnType.COUNT;
import static qingshan.gateway.list.ColumnType.FLAG;
import static qingshan.gateway.list.ColumnType.ID;
import static qingshan.gateway.list.ColumnType.TEXT;
import static qingshan.gateway.list.ColumnType.TIME;

import java.util.List;
import qingshan.gateway.staff.Menu;
import qingshan.gateway.staff.Role;

/** Lists of what was brought in, and of the serials that went out. */
final class BookLists {
    static final List<Listing> ALL = List.of(serials(), stretches(), imports(), outcomes());

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
                .on(Menu.IMPORTS)
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
