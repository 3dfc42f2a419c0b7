package qingshan.gateway.list;

import static qingshan.gateway.list.ColumnType.AREA;
import static qingshan.gateway.list.ColumnType.CODE;
import static qingshan.gateway.list.ColumnType.COUNT;
import static qingshan.gateway.list.ColumnType.DAY;
import static qingshan.gateway.list.ColumnType.DOCUMENT;
import static qingshan.gateway.list.ColumnType.FLAG;
import static qingshan.gateway.list.ColumnType.ID;
import static qingshan.gateway.list.ColumnType.MASKED;
import static qingshan.gateway.list.ColumnType.TEXT;
import static qingshan.gateway.list.ColumnType.TIME;
import static qingshan.gateway.list.ColumnType.WEIGHT;

import java.util.List;
import qingshan.gateway.staff.Role;
import qingshan.rules.party.Consent;
import qingshan.rules.party.PartyKind;
import qingshan.rules.policy.PolicyStatus;
import qingshan.rules.value.Basis;

/** Lists of who there is, and of what they may harvest and promised. */
final class PeopleLists {
    private static final Role[] COUNTER = {Role.REGISTRAR, Role.MARKET_CLERK};
    private static final Role[] OFFICE = {Role.REGISTRAR, Role.VILLAGE_OFFICER, Role.TOWN_OFFICER, Role.COUNTY_OFFICER};

    /** Whoever knows one of a party's cards finds the party, and what was given to another of its cards. */
    private static final String CARD_OF_PARTY =
            "t.party IN (SELECT c.party FROM own.card c WHERE c.number" + Filter.IS_PRINTED + ")";

    private static final String CARD_OF_HOLDER =
            "t.card IN (SELECT d.id FROM own.card c JOIN own.card d USING (party) WHERE c.number" + Filter.IS_PRINTED
                    + ")";

    static final List<Listing> ALL = List.of(
            policies(),
            parties(),
            cards(),
            plots(),
            entitlements(),
            approvals(),
            certificates(),
            markets(),
            scales(),
            consents());

    private PeopleLists() {}

    private static Listing policies() {
        return Listing.of("policies", """
                SELECT p.kind || '/' || p.name || '/' || p.version AS policy, p.kind AS policy_kind, p.name, p.version,
                    p.effective_from, (p.document ->> 'from')::date AS first_day, (p.document ->> 'to')::date AS last_day,
                    p.status, p.source, p.basis, p.msp_id, p.published_at, p.hash, p.document::text AS document
                FROM read.policy p""")
                .columns(TEXT, "name")
                .columns(COUNT, "version")
                .columns(CODE, "policyKind")
                .columns(DAY, "effectiveFrom", "firstDay", "lastDay")
                .columns(CODE, "status")
                .columns(TEXT, "source")
                .columns(CODE, "basis")
                .columns(TEXT, "mspId")
                .columns(TIME, "publishedAt")
                .columns(DOCUMENT, "document")
                .columns(ID, "hash", "policy")
                .newestFirst("published_at", "policy")
                .id("policy")
                .filters(Filter.equal("name"), Filter.choice("status", PolicyStatus.values()))
                .forRoles(Role.values());
    }

    private static Listing parties() {
        return Listing.of("parties", """
                SELECT p.party, p.kind, coalesce(o.number, '') AS number, o.name, coalesce(p.village, o.village) AS village,
                    o.mobile, o.identity, p.basis, p.msp_id,
                    (SELECT count(*) FROM read.card c WHERE c.party = p.party) AS cards
                FROM read.party p LEFT JOIN LATERAL (
                    SELECT * FROM own.card c WHERE c.party = p.party ORDER BY c.kept_at, c.number LIMIT 1) o ON true""")
                .columns(TEXT, "name", "number")
                .columns(CODE, "kind")
                .columns(TEXT, "village")
                .columns(MASKED, "mobile", "identity")
                .columns(COUNT, "cards")
                .columns(CODE, "basis")
                .columns(TEXT, "mspId")
                .columns(ID, "party")
                .order("number", "party")
                .id("party")
                .filters(
                        Filter.beginning("name"),
                        Filter.byCard(CARD_OF_PARTY),
                        Filter.equal("village"),
                        Filter.choice("kind", PartyKind.values()),
                        Filter.choice("basis", Basis.values()))
                .forRoles(COUNTER);
    }

    private static Listing cards() {
        return Listing.of("cards", """
                SELECT c.card, coalesce(o.number, '') AS number, o.name, o.village, o.mobile, o.identity, c.party,
                    c.signed_only, c.lost_at, c.replaced_by, c.basis, c.msp_id,
                    CASE WHEN c.replaced_by IS NULL THEN
                        (SELECT coalesce(sum(h.grams), 0) FROM read.holding h WHERE h.card = c.account) END AS held_grams
                FROM read.card c LEFT JOIN own.card o ON o.id = c.card""")
                .columns(TEXT, "name", "number", "village")
                .columns(MASKED, "mobile", "identity")
                .columns(WEIGHT, "heldGrams")
                .columns(FLAG, "signedOnly")
                .columns(TIME, "lostAt")
                .columns(ID, "replacedBy", "party", "card")
                .columns(CODE, "basis")
                .columns(TEXT, "mspId")
                .order("number", "card")
                .id("card")
                .filters(
                        Filter.beginning("name"),
                        Filter.byCard("t.number" + Filter.IS_PRINTED),
                        Filter.equal("village"),
                        Filter.equal("party"))
                .forRoles(COUNTER);
    }

    private static Listing plots() {
        return Listing.of("plots", """
                SELECT p.plot, coalesce(o.number, '') AS number, p.party, c.name, p.area, p.cultivar, p.village, p.basis,
                    p.msp_id
                FROM read.plot p LEFT JOIN own.plot o ON o.id = p.plot LEFT JOIN own.card c ON c.number = o.card""")
                .columns(TEXT, "number", "name", "village", "cultivar")
                .columns(AREA, "area")
                .columns(CODE, "basis")
                .columns(TEXT, "mspId")
                .columns(ID, "party", "plot")
                .order("number", "plot")
                .id("plot")
                .filters(
                        Filter.equal("number"),
                        Filter.beginning("name"),
                        Filter.equal("village"),
                        Filter.equal("party"))
                .forRoles(OFFICE);
    }

    private static Listing entitlements() {
        return Listing.of("entitlements", """
                SELECT e.card, e.season, o.number, o.name, o.village, cardinality(e.plots) AS plots,
                    e.granted AS granted_grams, e.used AS used_grams, e.granted - e.used AS left_grams, e.basis
                FROM read.entitlement e LEFT JOIN own.card o ON o.id = e.card""")
                .columns(TEXT, "name", "number", "season", "village")
                .columns(COUNT, "plots")
                .columns(WEIGHT, "grantedGrams", "usedGrams", "leftGrams")
                .columns(CODE, "basis")
                .columns(ID, "card")
                .order("season", "card")
                .id("card", "season")
                .filters(
                        Filter.equal("season"),
                        Filter.byCard(CARD_OF_HOLDER),
                        Filter.equal("village"),
                        Filter.choice("basis", Basis.values()))
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
                .columns(TEXT, "name", "number", "season", "village")
                .columns(CODE, "waitsFor")
                .columns(TIME, "villageAt", "townAt", "countyAt")
                .columns(ID, "card")
                .order("season", "card")
                .id("card", "season")
                .filters(
                        Filter.equal("season"),
                        Filter.byCard(CARD_OF_HOLDER),
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
                .columns(TEXT, "name", "mspId")
                .columns(COUNT, "scales")
                .columns(ID, "market")
                .order("market")
                .id("market")
                .forRoles(Role.values());
    }

    private static Listing scales() {
        return Listing.of(
                        "scales",
                        "SELECT m.market, m.name, coalesce(s.scale, '') AS scale, s.retired"
                                + " FROM read.market m LEFT JOIN read.scale s USING (market)")
                .columns(TEXT, "name", "scale")
                .columns(FLAG, "retired")
                .columns(ID, "market")
                .order("market", "scale")
                .id("market", "scale")
                .filters(Filter.equal("market"), Filter.choice("retired", "true", "false"))
                .forRoles(Role.REGISTRAR, Role.MARKET_CLERK, Role.IMPORTER);
    }

    private static Listing consents() {
        return Listing.of("consents", """
                SELECT c.party, c.scope, c.reader, o.number, o.name, o.village, c.purpose, c.until, c.witness, c.record
                FROM read.consent c LEFT JOIN LATERAL (
                    SELECT * FROM own.card d WHERE d.party = c.party ORDER BY d.kept_at, d.number LIMIT 1) o ON true""")
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
                        Filter.byCard(CARD_OF_PARTY),
                        Filter.choice("scope", Consent.Scope.values()),
                        Filter.equal("reader"))
                .forRoles(COUNTER);
    }
}
