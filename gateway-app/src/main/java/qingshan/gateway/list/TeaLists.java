package qingshan.gateway.list;

import static qingshan.gateway.list.ColumnType.CODE;
import static qingshan.gateway.list.ColumnType.COUNT;
import static qingshan.gateway.list.ColumnType.FLAG;
import static qingshan.gateway.list.ColumnType.ID;
import static qingshan.gateway.list.ColumnType.MONEY;
import static qingshan.gateway.list.ColumnType.TEXT;
import static qingshan.gateway.list.ColumnType.TIME;
import static qingshan.gateway.list.ColumnType.WEIGHT;

import java.util.List;
import qingshan.gateway.staff.Role;
import qingshan.rules.card.Dispute;
import qingshan.rules.lot.RecordKind;
import qingshan.rules.origin.Inspection;
import qingshan.rules.value.Witness;

/** Lists of what moved, what it became, and what was found in it. */
final class TeaLists {
    private static final Role[] TRADE = {Role.MARKET_CLERK, Role.REGISTRAR, Role.IMPORTER};
    static final Role[] WATCH = {Role.INSPECTOR, Role.REGISTRAR, Role.MARKET_CLERK, Role.IMPORTER};

    static final List<Listing> ALL =
            List.of(slips(), records(), disputes(), lots(), runs(), products(), inspections(), holds());

    private TeaLists() {}

    private static Listing slips() {
        return Listing.of("slips", """
                SELECT r.name AS record, r.number, r.season, r.seller, s.name AS seller_name, r.buyer, b.name AS buyer_name,
                    r.product, r.grade, r.grams, p.price_fen_per_kg, p.amount_fen, r.occurred_at, r.recorded_at,
                    r.recorded_later, r.witness, r.adopted, r.market, r.scale, r.certificate, r.sample, r.reversed_by,
                    r.block, r.tx
                FROM read.record r LEFT JOIN own.card s ON s.id = r.seller LEFT JOIN own.card b ON b.id = r.buyer
                    LEFT JOIN read.price p ON p.record = r.name
                WHERE r.kind = 'slip'""")
                .columns(TEXT, "number", "season")
                .columns(TIME, "occurredAt")
                .columns(TEXT, "sellerName", "buyerName", "product", "grade")
                .columns(WEIGHT, "grams")
                .columns(MONEY, "priceFenPerKg", "amountFen")
                .columns(CODE, "witness")
                .columns(FLAG, "adopted", "recordedLater")
                .columns(TEXT, "scale", "certificate", "sample")
                .columns(ID, "seller", "buyer", "market", "reversedBy", "record")
                .columns(TIME, "recordedAt")
                .newestFirst("record")
                .id("record")
                .filters(
                        Filter.equal("number"),
                        Filter.equal("season"),
                        Filter.equal("seller"),
                        Filter.equal("buyer"),
                        Filter.from("occurred_at"),
                        Filter.until("occurred_at"),
                        Filter.choice("witness", Witness.values()))
                .forRoles(TRADE);
    }

    private static Listing records() {
        return Listing.of("records", """
                SELECT r.name AS record, r.kind, r.number, r.season, r.seller, r.buyer, r.maker, r.product, r.grade, r.grams,
                    r.occurred_at, r.recorded_at, r.recorded_later, r.witness, r.adopted, r.market, r.scale, r.certificate,
                    r.sample, r.reason, r.reverses, r.reversed_by, r.msp_id, r.block, r.tx
                FROM read.record r""")
                .columns(CODE, "kind")
                .columns(TEXT, "number", "season")
                .columns(TIME, "occurredAt")
                .columns(TEXT, "product", "grade")
                .columns(WEIGHT, "grams")
                .columns(CODE, "witness")
                .columns(FLAG, "adopted", "recordedLater")
                .columns(TEXT, "scale", "certificate", "sample", "reason", "mspId")
                .columns(ID, "seller", "buyer", "maker", "market", "reverses", "reversedBy", "record")
                .columns(TIME, "recordedAt")
                .columns(COUNT, "block")
                .newestFirst("record")
                .id("record")
                .filters(
                        Filter.choice("kind", RecordKind.values()),
                        Filter.equal("number"),
                        Filter.equal("season"),
                        Filter.equal("maker"),
                        Filter.from("occurred_at"),
                        Filter.until("occurred_at"))
                .forRoles(WATCH);
    }

    private static Listing disputes() {
        return Listing.of("disputes", """
                SELECT d.slip, d.card, o.name, r.number, r.grams, d.reason, d.since, d.outcome AS settled, d.settlement,
                    d.settled_at, d.record
                FROM read.dispute d LEFT JOIN read.record r ON r.name = d.slip LEFT JOIN own.card o ON o.id = d.card""")
                .columns(TIME, "since")
                .columns(TEXT, "name", "number")
                .columns(WEIGHT, "grams")
                .columns(TEXT, "reason")
                .columns(CODE, "settled")
                .columns(TEXT, "settlement")
                .columns(TIME, "settledAt")
                .columns(ID, "card", "slip", "record")
                .newestFirst("since", "slip")
                .id("slip")
                .filters(
                        Filter.equal("number"),
                        Filter.equal("card"),
                        Filter.choice("settled", Dispute.Outcome.values()))
                .forRoles(WATCH);
    }

    private static Listing lots() {
        return Listing.of("lots", """
                SELECT l.lot, l.maker, o.name, l.season, l.product, l.grade, l.grams,
                    (SELECT coalesce(sum(h.grams), 0) FROM read.holding h WHERE h.lot = l.lot) AS held_grams,
                    (SELECT max(h.kind) FROM read.hold h WHERE h.lot = l.lot AND h.until IS NULL) AS held
                FROM read.lot l LEFT JOIN own.card o ON o.id = l.maker""")
                .columns(TEXT, "name", "season", "product", "grade")
                .columns(WEIGHT, "grams", "heldGrams")
                .columns(CODE, "held")
                .columns(ID, "maker", "lot")
                .order("lot")
                .id("lot")
                .filters(
                        Filter.equal("lot"),
                        Filter.equal("season"),
                        Filter.equal("product"),
                        Filter.equal("maker"),
                        Filter.choice("held", "freeze", "recall"))
                .forRoles(WATCH);
    }

    private static Listing runs() {
        return Listing.of("runs", """
                SELECT n.record AS run, r.number, r.season, n.gtin, p.name AS product_name, n.pack_grams, n.packs, r.grams,
                    n.lot, r.maker, o.name, r.occurred_at, r.adopted, r.block, r.tx,
                    (SELECT max(h.kind) FROM read.hold h WHERE h.lot = n.record AND h.until IS NULL) AS held
                FROM read.run n JOIN read.record r ON r.name = n.record LEFT JOIN read.product p ON p.gtin = n.gtin
                    LEFT JOIN own.card o ON o.id = r.maker""")
                .columns(TEXT, "number", "productName", "name", "season")
                .columns(TIME, "occurredAt")
                .columns(TEXT, "gtin")
                .columns(COUNT, "packs")
                .columns(WEIGHT, "packGrams", "grams")
                .columns(CODE, "held")
                .columns(FLAG, "adopted")
                .columns(ID, "maker", "lot", "run")
                .newestFirst("run")
                .id("run")
                .filters(Filter.equal("number"), Filter.equal("gtin"), Filter.equal("season"), Filter.equal("maker"))
                .forRoles(WATCH);
    }

    private static Listing products() {
        return Listing.of("products", """
                SELECT p.gtin, p.name AS product_name, p.english_name, p.tea_class, p.net_grams, p.standard,
                    p.shelf_life_months, p.licence, p.telephone, p.maker, o.name, p.basis, p.msp_id
                FROM read.product p LEFT JOIN own.card o ON o.id = p.maker""")
                .columns(TEXT, "gtin", "productName", "englishName", "teaClass")
                .columns(WEIGHT, "netGrams")
                .columns(TEXT, "standard", "shelfLifeMonths", "licence", "telephone", "name")
                .columns(CODE, "basis")
                .columns(ID, "maker")
                .columns(TEXT, "mspId")
                .order("gtin")
                .id("gtin")
                .filters(Filter.equal("gtin"), Filter.beginning("productName"), Filter.equal("maker"))
                .forRoles(Role.values());
    }

    private static Listing inspections() {
        return Listing.of("inspections", """
                SELECT i.inspection, i.lot, i.kind AS inspection_kind, i.laboratory, i.sample, i.verdict, i.report_hash,
                    i.occurred_at, i.msp_id,
                    (SELECT count(*) FROM read.inspection_item t WHERE t.inspection = i.inspection) AS items
                FROM read.inspection i""")
                .columns(TEXT, "sample", "inspectionKind")
                .columns(TIME, "occurredAt")
                .columns(CODE, "verdict")
                .columns(COUNT, "items")
                .columns(ID, "lot", "laboratory", "reportHash", "inspection")
                .columns(TEXT, "mspId")
                .newestFirst("occurred_at", "inspection")
                .id("inspection")
                .filters(
                        Filter.equal("lot"),
                        Filter.choice("verdict", Inspection.Verdict.values()),
                        Filter.from("occurred_at"),
                        Filter.until("occurred_at"))
                .forRoles(WATCH);
    }

    private static Listing holds() {
        return Listing.of("holds", """
                SELECT h.lot, h.kind AS held, nullif(h.inspection, '') AS inspection, h.subject, h.reason, h.advice, h.since,
                    h.until, h.release_reason, h.msp_id, h.until IS NULL AS in_force, h.block, h.tx
                FROM read.hold h""")
                .columns(ID, "lot")
                .columns(CODE, "held")
                .columns(FLAG, "inForce")
                .columns(TEXT, "reason", "advice")
                .columns(TIME, "since", "until")
                .columns(TEXT, "releaseReason")
                .columns(ID, "subject", "inspection")
                .columns(TEXT, "mspId")
                .newestFirst("lot")
                .filters(
                        Filter.equal("lot"),
                        Filter.equal("subject"),
                        Filter.choice("held", "freeze", "recall"),
                        Filter.choice("inForce", "true", "false"))
                .forRoles(WATCH);
    }
}
