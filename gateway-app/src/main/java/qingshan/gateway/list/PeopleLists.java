package qingshan.gateway.list;

import static qingshan.gateway.list.ColumnType.AREA;
import static qingshan.gateway.list.ColumnType.CODE;
import static qingshan.gateway.list.ColumnType.COUNT;
import static qingshan.gateway.list.ColumnType.DAY;
import static qingshan.gateway.list.ColumnType.FLAG;
import static qingshan.gateway.list.ColumnType.ID;
import static qingshan.gateway.list.ColumnType.MASKED;
import static qingshan.gateway.list.ColumnType.TEXT;
import static qingshan.gateway.list.ColumnType.TIME;
import static qingshan.gateway.list.ColumnType.WEIGHT;

import java.util.List;
import qingshan.gateway.staff.Menu;
import qingshan.gateway.staff.Role;
import qingshan.rules.party.Consent;
import qingshan.rules.party.PartyKind;
import qingshan.rules.value.Basis;

/** Lists of who there is, and of what they may harvest and promised. */
final class PeopleLists {
    private static final Role[] COUNTER = {Role.REGISTRAR, Role.MARKET_CLERK};
    private static final Role[] OFFICE = {Role.REGISTRAR, Role.VILLAGE_OFFICER, Role.TOWN_OFFICER, Role.COUNTY_OFFICER};

    static final List<Listing> ALL = List.of(
            parties(), cards(), plots(), entitlements(), approvals(), certificates(), markets(), scales(), consents());

    private PeopleLists() {}

    private static Listing parties() {
        return Listing.of("parties", """
                SELECT p.party, p.kind, coalesce(o.number, '') AS number, o.name, coalesce(p.village, o.village) AS village,
                    o.mobile, o.identity, p.basis, p.msp_id,
                    (SELECT count(*) FROM read.card c WHERE c.party = p.party) AS cards
                FROM read.party p LEFT JOIN LATERAL (
                    SELECT * FROM own.card c WHERE c.party = p.party ORDER BY c.number LIMIT 1) o ON true""")
                .columns(ID, "party")
                .columns(TEXT, "name")
                .columns(CODE, "kind")
                .columns(TEXT, "village", "number")
                .columns(MASKED, "mobile", "identity")
                .columns(COUNT, "cards")
                .columns(CODE, "basis")
                .columns(TEXT, "mspId")
                .order("number", "party")
                .id("party")
                .filters(
                        Filter.beginning("name"),
                        Filter.equal("number"),
                        Filter.equal("village"),
                        Filter.choice("kind", PartyKind.values()),
                        Filter.choice("basis", Basis.values()))
                .on(Menu.PARTIES)
                .forRoles(COUNTER);
    }

    private static Listing cards() {
        return Listing.of("cards", """
                SELECT c.card, coalesce(o.number, '') AS number, o.name, o.village, o.mobile, o.identity, c.party,
                    c.signed_only, c.lost_at, c.replaced_by, c.basis, c.msp_id,
                    CASE WHEN c.replaced_by IS NULL THEN
                        (SELECT coalesce(sum(h.grams), 0) FROM read.holding h WHERE h.card = c.account) END AS held_grams
                FROM read.card c LEFT JOIN own.card o ON o.id = c.card""")
                .columns(ID, "card")
                .columns(TEXT, "number", "name", "village")
                .columns(MASKED, "mobile", "identity")
                .columns(WEIGHT, "heldGrams")
                .columns(FLAG, "signedOnly")
                .columns(TIME, "lostAt")
                .columns(ID, "replacedBy", "party")
                .columns(CODE, "basis")
                .columns(TEXT, "mspId")
                .order("number", "card")
                .id("card")
                .filters(
                        Filter.beginning("name"),
                        Filter.equal("number"),
                        Filter.equal("village"),
                        Filter.equal("party"))
                .forRoles(COUNTER);
    }

    private static Listing plots() {
        return Listing.of("plots", """
                SELECT p.plot, coalesce(o.number, '') AS number, p.party, c.name, p.area, p.cultivar, p.village, p.basis,
                    p.msp_id
                FROM read.plot p LEFT JOIN own.plot o ON o.id = p.plot LEFT JOIN own.card c ON c.number = o.card""")
                .columns(ID, "plot")
                .columns(TEXT, "number", "name", "village", "cultivar")
                .columns(AREA, "area")
                .columns(ID, "party")
                .columns(CODE, "basis")
                .columns(TEXT, "mspId")
                .order("number", "plot")
                .id("plot")
                .filters(
                        Filter.equal("number"),
                        Filter.beginning("name"),
                        Filter.equal("village"),
                        Filter.equal("party"))
                .on(Menu.PLOTS)
                .forRoles(OFFICE);
    }

    private static Listing entitlements() {
        return Listing.of("entitlements", """
                SELECT e.card, e.season, o.number, o.name, o.village, cardinality(e.plots) AS plots,
                    e.granted AS granted_grams, e.used AS used_grams, e.granted - e.used AS left_grams, e.basis
                FROM read.entitlement e LEFT JOIN own.card o ON o.id = e.card""")
                .columns(TEXT, "season", "number", "name", "village")
                .columns(COUNT, "plots")
                .columns(WEIGHT, "grantedGrams", "usedGrams", "leftGrams")
                .columns(CODE, "basis")
                .columns(ID, "card")
                .order("season", "card")
                .id("card", "season")
                .filters(
                        Filter.equal("season"),
                        Filter.equal("number"),
                        Filter.equal("village"),
                        Filter.choice("basis", Basis.values()))
                .on(Menu.ENTITLEMENTS)
                .forRoles(OFFICE);
    }

    private static Listing approvals() {
        return Listing.of("approvals", """
                SELECT a.card, a.season, o.number, o.name, o.village,
                    max(a.approved_at) FILTER (WHERE a.level = 'village') AS village_at,
                    max(a.approved_at) FILTER (WHERE a.level = 'town') AS town_at,
                    max(a.approved_at) FILTER (WHERE a.level = 'county') AS county_at,
                    CASE count(*) WHEN 1 THEN 'town' WHEN 2 THEN 'county' ELSE 'none' END AS waits_for
                FROM read.approval a LEFT JOIN own.card o ON o.id = a.card
                GROUP BY a.card, a.season, o.number, o.name, o.village""")
                .columns(TEXT, "season", "number", "name", "village")
                .columns(CODE, "waitsFor")
                .columns(TIME, "villageAt", "townAt", "countyAt")
                .columns(ID, "card")
                .order("season", "card")
                .id("card", "season")
                .filters(
                        Filter.equal("season"),
                        Filter.choice("waitsFor", "town", "county", "none"),
                        Filter.equal("village"))
                .forRoles(OFFICE);
    }

    private static Listing certificates() {
        return Listing.of("certificates", """
                SELECT c.promisor, c.season, c.number, o.name, c.product, c.grams, c.used AS used_grams,
                    c.grams - c.used AS left_grams, c.issued_on, c.origin, c.basis
                FROM read.certificate c LEFT JOIN own.card o ON o.id = c.promisor""")
                .columns(TEXT, "season", "number", "name", "product")
                .columns(WEIGHT, "grams", "usedGrams", "leftGrams")
                .columns(DAY, "issuedOn")
                .columns(TEXT, "origin")
                .columns(CODE, "basis")
                .columns(ID, "promisor")
                .order("promisor", "season", "number")
                .id("promisor", "season", "number")
                .filters(Filter.equal("season"), Filter.equal("number"), Filter.equal("promisor"))
                .forRoles(Role.REGISTRAR, Role.MARKET_CLERK, Role.INSPECTOR, Role.IMPORTER);
    }

    private static Listing markets() {
        return Listing.of("markets", """
                SELECT m.market, m.name, m.msp_id,
                    (SELECT count(*) FROM read.scale s WHERE s.market = m.market AND NOT s.retired) AS scales
                FROM read.market m""")
                .columns(ID, "market")
                .columns(TEXT, "name", "mspId")
                .columns(COUNT, "scales")
                .order("market")
                .id("market")
                .forRoles(Role.values());
    }

    private static Listing scales() {
        return Listing.of(
                        "scales",
                        "SELECT s.market, m.name, s.scale, s.retired FROM read.scale s LEFT JOIN read.market m USING (market)")
                .columns(TEXT, "name", "scale")
                .columns(FLAG, "retired")
                .columns(ID, "market")
                .order("market", "scale")
                .id("market", "scale")
                .filters(Filter.equal("market"), Filter.choice("retired", "true", "false"))
                .on(Menu.SCALES)
                .forRoles(Role.REGISTRAR, Role.MARKET_CLERK, Role.IMPORTER);
    }

    private static Listing consents() {
        return Listing.of("consents", """
                SELECT c.party, c.scope, c.reader, o.number, o.name, o.village, c.purpose, c.until, c.witness, c.record
                FROM read.consent c LEFT JOIN LATERAL (
                    SELECT * FROM own.card d WHERE d.party = c.party ORDER BY d.number LIMIT 1) o ON true""")
                .columns(TEXT, "name", "number", "village")
                .columns(CODE, "scope", "reader")
                .columns(TEXT, "purpose")
                .columns(TIME, "until")
                .columns(CODE, "witness")
                .columns(ID, "party", "record")
                .order("party", "scope", "reader")
                .id("party", "scope", "reader")
                .filters(
                        Filter.equal("party"),
                        Filter.equal("number"),
                        Filter.choice("scope", Consent.Scope.values()),
                        Filter.equal("reader"))
                .on(Menu.CONSENTS)
                .forRoles(COUNTER);
    }
}
