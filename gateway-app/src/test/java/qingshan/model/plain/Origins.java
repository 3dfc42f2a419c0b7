package qingshan.model.plain;

import static qingshan.model.plain.World.key;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qingshan.model.plain.World.Card;
import qingshan.model.plain.World.Certificate;
import qingshan.model.plain.World.Entitlement;
import qingshan.model.plain.World.Entry;
import qingshan.model.plain.World.Grant;
import qingshan.model.plain.World.Part;
import qingshan.model.plain.World.Place;
import qingshan.model.plain.World.Plot;

/** Plots, entitlements, harvests, certificates. */
final class Origins {
    private Origins() {}

    static Doc registerPlot(Case c) {
        Doc b = c.body();
        Refused.when(c.w().parties.get(b.text("party")) == null, "UNKNOWN_PARTY");
        Plot plot = new Plot(
                b.text("party"),
                b.number("area"),
                b.textOr("cultivar"),
                b.textOr("village"),
                c.who().adopts(),
                c.who().mspId());
        Plot old = c.w().plots.get(b.text("plot"));
        Refused.when(
                old != null && !old.equals(plot) && !c.who().mayCorrect(old.adopted(), old.mspId()), "ALREADY_EXISTS");
        c.w().plots.put(b.text("plot"), plot);
        return Doc.of();
    }

    static Doc adopt(Case c) {
        Doc b = c.body();
        Card holder = c.inUse(b.text("card"), Case.ms(b.text("occurredAt")));
        String card = holder.account();
        String at = key(card, b.text("season"));
        Entitlement old = c.w().entitlements.get(at);
        Refused.when(old != null && !old.adopted(), "ALREADY_EXISTS");
        onlyOne(c, holder);
        Case.Season season = c.season(b.text("season"), Case.ms(b.text("occurredAt")));
        long granted = granted(c, season, holder, b.texts("plots"), old);
        for (String plot : b.texts("plots")) {
            claim(c, plot, card, season);
        }
        c.w().entitlements.put(at, new Entitlement(granted, used(old), true, season.version()));
        Grant grant = c.w().grants.get(at);
        if (grant == null || grant.adopted()) {
            // what the village and the town have said about the approval under way stands
            c.w().grants.put(at, new Grant(b.texts("plots"), true, 0));
        }
        return Doc.of();
    }

    /** A plot counts for one card in a season; an adopted one may pass on what nobody has harvested of it. */
    private static void claim(Case c, String plot, String card, Case.@Nullable Season adopting) {
        String season = c.body().text("season");
        String other = c.w().claims.get(key(plot, season));
        Grant grant = other == null || other.equals(card) ? null : c.w().grants.get(key(other, season));
        if (other != null && grant != null && (!grant.adopted() || grant.plots().contains(plot))) {
            Entitlement e = c.w().entitlements.get(key(other, season));
            if (adopting == null || !grant.adopted() || e == null) {
                throw new Refused("ALREADY_EXISTS");
            }
            List<String> rest =
                    grant.plots().stream().filter(p -> !p.equals(plot)).toList();
            BigInteger area = BigInteger.ZERO;
            for (String id : rest) {
                Plot left = c.w().plots.get(id);
                area = area.add(BigInteger.valueOf(left == null ? 0 : left.area()));
            }
            BigInteger grams = area.multiply(
                            BigInteger.valueOf(adopting.document().number("leafYieldGramsPerMu")))
                    .divide(BigInteger.valueOf(1000));
            Refused.when(Case.beyond(grams), "TOO_LARGE");
            Refused.when(e.used() > grams.longValueExact(), "ALREADY_EXISTS");
            c.w().entitlements
                    .put(
                            key(other, season),
                            new Entitlement(grams.longValueExact(), e.used(), true, adopting.version()));
            c.w().grants.put(key(other, season), new Grant(rest, true, 0));
        }
        c.w().claims.put(key(plot, season), card);
    }

    private static long used(@Nullable Entitlement old) {
        return old == null ? 0 : old.used();
    }

    private static void onlyOne(Case c, Card holder) {
        String season = c.body().text("season");
        World.Party party = c.w().parties.get(holder.party());
        boolean other = party != null
                && party.cards().stream()
                        .anyMatch(id ->
                                !id.equals(holder.account()) && c.w().grants.get(key(id, season)) != null);
        Refused.when(other, "ALREADY_EXISTS");
    }

    private static List<Plot> plots(Case c, Card holder, List<String> ids) {
        List<Plot> plots = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (String id : ids) {
            Plot plot = c.w().plots.get(id);
            if (plot == null) {
                throw new Refused("UNKNOWN_PLOT");
            }
            Refused.when(!plot.party().equals(holder.party()), "NOT_OWNER");
            Refused.when(seen.contains(id), "BAD_VALUE");
            seen.add(id);
            plots.add(plot);
        }
        return plots;
    }

    private static long granted(Case c, Case.Season season, Card holder, List<String> ids, @Nullable Entitlement old) {
        BigInteger area = BigInteger.ZERO;
        for (Plot plot : plots(c, holder, ids)) {
            area = area.add(BigInteger.valueOf(plot.area()));
        }
        BigInteger grams = area.multiply(BigInteger.valueOf(season.document().number("leafYieldGramsPerMu")))
                .divide(BigInteger.valueOf(1000));
        Refused.when(Case.beyond(grams), "TOO_LARGE");
        return Math.max(grams.longValueExact(), used(old));
    }

    static Doc propose(Case c) {
        Doc b = c.body();
        Card holder = c.inUse(b.text("card"), Case.ms(b.text("occurredAt")));
        String at = key(holder.account(), b.text("season"));
        Grant old = c.w().grants.get(at);
        Refused.when(old != null && old.approvals() == 3, "WRONG_STATE");
        onlyOne(c, holder);
        c.season(b.text("season"), Case.ms(b.text("occurredAt")));
        plots(c, holder, b.texts("plots"));
        for (String plot : b.texts("plots")) {
            claim(c, plot, holder.account(), null);
        }
        c.w().grants.put(at, new Grant(b.texts("plots"), false, 1));
        return Doc.of();
    }

    static Doc approve(Case c, int level) {
        Doc b = c.body();
        Card holder = c.card(b.text("card"));
        String at = key(holder.account(), b.text("season"));
        Grant grant = c.w().grants.get(at);
        if (grant == null || grant.adopted()) {
            throw new Refused("UNKNOWN_ENTITLEMENT");
        }
        Refused.when(grant.approvals() != level, "WRONG_STATE");
        c.w().grants.put(at, new Grant(grant.plots(), false, level + 1));
        if (level == 1) {
            return Doc.of();
        }
        Entitlement old = c.w().entitlements.get(at);
        Case.Season season = c.season(b.text("season"), Case.ms(b.text("occurredAt")));
        long granted = granted(c, season, holder, grant.plots(), old);
        c.w().entitlements.put(at, new Entitlement(granted, used(old), false, season.version()));
        return Doc.of().with("grantedGrams", granted);
    }

    static void debit(Case c, String card, String season, long grams) {
        Entitlement e = c.w().entitlements.get(key(card, season));
        if (e == null || e.granted() - e.used() < grams) {
            throw new Refused("OVER_ENTITLEMENT");
        }
        c.w().entitlements
                .put(key(card, season), new Entitlement(e.granted(), e.used() + grams, e.adopted(), e.version()));
    }

    static void credit(Case c, String card, String season, long grams) {
        Entitlement e = c.w().entitlements.get(key(card, season));
        if (e == null) {
            throw new IllegalStateException("no entitlement to give back to");
        }
        c.w().entitlements
                .put(key(card, season), new Entitlement(e.granted(), e.used() - grams, e.adopted(), e.version()));
    }

    static Doc harvest(Case c) {
        Doc said = c.body().doc("harvest");
        long when = Case.ms(said.text("occurredAt"));
        String card = c.inUse(said.text("card"), when).account();
        Case.Season season = c.season(said.text("season"), when);
        c.within(season, when);
        Case.Said harvest = c.witnessed("harvest", said, List.of(said.text("card")));
        String name = harvest.name();
        long grams = said.number("grams");
        debit(c, card, said.text("season"), grams);
        String shelf = Shelves.shelf(card, said.text("season"), season.leaf(), said.text("grade"));
        boolean signed = Case.signed(said.doc("witnesses"));
        Shelves.give(c.w(), shelf, new Part(new Place(when, 1, name, 0), name, grams, signed));
        World.Lot lot = new World.Lot(card, said.text("season"), season.leaf(), said.text("grade"), grams);
        return c.keep(harvest, List.of(), lot, null, season.version());
    }

    static Doc certificate(Case c) {
        Doc said = c.body().doc("promise");
        String card = said.text("promisor");
        String promisor = c.inUse(card, Case.ms(said.text("occurredAt"))).account();
        c.stand(
                Crypto.form("certificate", said),
                said.doc("witnesses"),
                c.body().texts("signatures"),
                List.of(card));
        String at = key(promisor, said.text("season"), said.text("number"));
        Certificate old = c.w().certificates.get(at);
        boolean adopted = c.who().adopts();
        Refused.when(old != null && !(adopted && old.adopted()), "ALREADY_EXISTS");
        long used = old == null ? 0 : old.used();
        c.w().certificates
                .put(
                        at,
                        new Certificate(
                                said.text("product"),
                                Math.max(said.number("grams"), used),
                                used,
                                said.text("issuedOn"),
                                said.textOr("origin"),
                                said.textOr("basis"),
                                adopted));
        return Doc.of();
    }

    static void debitCertificate(Case c, String seller, Doc slip, Case.Season season) {
        String number = slip.textOr("certificate");
        String at = key(seller, slip.text("season"), number == null ? "" : number);
        Certificate old = c.w().certificates.get(at);
        String day = season.day(Case.ms(slip.text("occurredAt"))).toString();
        if (old == null
                || !old.product().equals(slip.text("product"))
                || old.day().compareTo(day) > 0) {
            throw new Refused("NO_CERTIFICATE");
        }
        Refused.when(old.grams() - old.used() < slip.number("grams"), "CERTIFICATE_EXCEEDED");
        use(c, at, slip.number("grams"));
    }

    static void use(Case c, String at, long grams) {
        Certificate old = c.w().certificates.get(at);
        if (old == null) {
            throw new IllegalStateException("no certificate to give back to");
        }
        c.w().certificates
                .put(
                        at,
                        new Certificate(
                                old.product(),
                                old.grams(),
                                old.used() + grams,
                                old.day(),
                                old.origin(),
                                old.promise(),
                                old.adopted()));
    }

    // inspections and what may follow

    static Doc inspect(Case c) {
        Doc b = c.body();
        Entry entry = c.w().records.get(b.text("lot"));
        Refused.when(entry == null || entry.lot() == null || entry.reversedBy() != null, "UNKNOWN_LOT");
        World.Party laboratory = c.w().parties.get(b.text("laboratory"));
        Refused.when(laboratory == null || !laboratory.kind().equals("laboratory"), "UNKNOWN_PARTY");
        c.w().inspections.put(b.text("id"), b.text("lot"));
        return Doc.of().with("inspection", b.text("id"));
    }

    static Doc freeze(Case c, boolean on) {
        String lot = c.body().text("lot");
        String inspection = c.body().text("inspection");
        Refused.when(!lot.equals(c.w().inspections.get(inspection)), "UNKNOWN_INSPECTION");
        Refused.when((c.w().freezes.get(key(lot, inspection)) != null) == on, "WRONG_STATE");
        Set<String> lots = Shelves.derived(c.w(), lot);
        for (String each : lots) {
            if (on) {
                c.w().freezes.put(key(each, inspection), true);
            } else {
                c.w().freezes.remove(key(each, inspection));
            }
        }
        return Doc.of().with("lots", lots.size());
    }

    static Doc recall(Case c) {
        Doc notice = c.body().doc("notice");
        String subject = notice.text("subject");
        Entry entry = c.w().records.get(subject);
        if (entry == null || (entry.lot() == null && !entry.kind().equals("packing"))) {
            throw new Refused("UNKNOWN_LOT");
        }
        Doc signer = notice.docOr("signer");
        String signature = c.body().textOr("signature");
        if (signer == null && signature == null) {
            Refused.when(!c.who().registry(), "MISSING_SIGNATURE");
        } else if (signer == null || signature == null) {
            throw new Refused("MISSING_SIGNATURE");
        } else {
            String maker = c.account(
                    entry.lot() == null
                            ? entry.body().text("maker")
                            : entry.lot().maker());
            String card = signer.text("card");
            boolean makers =
                    c.inUse(card, Case.ms(notice.text("occurredAt"))).account().equals(maker);
            Refused.when(!makers, "FOREIGN_SIGNATURE");
            Doc witnesses = Doc.of().with("signers", List.of(signer));
            c.stand(Crypto.form("recall", notice), witnesses, List.of(signature), List.of(card));
        }
        Refused.when(Shelves.recalled(c.w(), subject), "RECALLED");
        Set<String> lots = Shelves.derived(c.w(), subject);
        lots.forEach(lot -> c.w().recalls.put(lot, true));
        return Doc.of().with("lots", lots.size());
    }
}
