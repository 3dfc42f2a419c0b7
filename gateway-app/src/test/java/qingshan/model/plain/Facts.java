package qingshan.model.plain;

import static qingshan.model.plain.World.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.model.plain.World.Part;
import qingshan.model.plain.World.Place;

/** All that a world holds as facts, name and value: what a ledger's state must come to as well. */
public final class Facts {
    private final TreeMap<String, String> facts = new TreeMap<>();

    private Facts() {}

    public static Map<String, String> of(World w) {
        Facts f = new Facts();
        f.parties(w);
        f.tea(w);
        f.said(w);
        w.runs.rows.forEach((run, r) -> f.put("run", run, say(r.market(), r.season(), r.next())));
        w.batches.rows.forEach((batch, b) -> f.put("batch", batch, String.join(",", b.outcomes())));
        w.commands.rows.forEach((id, done) -> f.put("command", id, say(done.digest(), done.answer())));
        w.prices.rows.forEach((of, prices) -> f.put("price", of, prices));
        return f.facts;
    }

    private void parties(World w) {
        w.parties.rows.forEach((id, p) ->
                put("party", id, say(p.kind(), p.village(), p.commitment(), basis(p.adopted()), p.mspId(), p.cards())));
        w.cards.rows.forEach((id, c) -> {
            List<String> keys = new ArrayList<>();
            c.keys().forEach(k -> keys.add(k.algorithm() + ":" + k.point() + (k.revoked() ? ":revoked" : "")));
            put(
                    "card",
                    id,
                    say(
                            c.account(),
                            c.party(),
                            c.kind(),
                            basis(c.adopted()),
                            c.mspId(),
                            c.signedOnly(),
                            c.lost() == null
                                    ? null
                                    : say(c.lost().at(), c.lost().replacedBy()),
                            keys));
        });
        w.markets.rows.forEach((id, m) -> put(
                "market",
                id,
                say(
                        m.name(),
                        m.mspId(),
                        m.scales().stream().sorted().toList(),
                        m.retired().stream().sorted().toList())));
        w.plots.rows.forEach((id, p) ->
                put("plot", id, say(p.party(), p.area(), p.cultivar(), p.village(), basis(p.adopted()), p.mspId())));
        w.policies.rows.forEach((name, editions) -> {
            for (int i = 0; i < editions.size(); i++) {
                World.Edition e = editions.get(i);
                put("policy", key(name, i + 1), say(e.from(), basis(e.adopted()), e.mspId(), e.document()));
            }
        });
        w.entitlements.rows.forEach(
                (at, e) -> put("entitlement", at, say(e.granted(), e.used(), basis(e.adopted()), e.version())));
        w.grants.rows.forEach((at, g) -> put("grant", at, say(g.plots(), basis(g.adopted()), g.approvals())));
        w.claims.rows.forEach((at, card) -> put("claim", at, card));
        w.certificates.rows.forEach((at, c) -> put(
                "certificate",
                at,
                say(c.product(), c.grams(), c.used(), c.day(), c.origin(), c.promise(), basis(c.adopted()))));
        w.products.rows.forEach((gtin, p) -> put("product", gtin, say(p.said(), basis(p.adopted()), p.mspId())));
    }

    private void tea(World w) {
        w.records.rows.forEach((name, r) -> {
            List<String> taken = new ArrayList<>();
            r.taken().forEach(part -> taken.add(part(part)));
            World.Lot lot = r.lot();
            put(
                    "record",
                    name,
                    say(
                            r.kind(),
                            r.body(),
                            r.accounts(),
                            r.digest(),
                            taken,
                            lot == null
                                    ? null
                                    : say(lot.maker(), lot.season(), lot.product(), lot.grade(), lot.grams()),
                            r.certificate(),
                            r.policy(),
                            witness(r.signed()),
                            r.mspId(),
                            r.reversedBy()));
        });
        w.counters.rows.forEach((at, record) -> {
            String[] parts = at.split("\t", -1);
            String own = "card/" + parts[0] + "/" + parts[1] + "/" + Long.parseLong(parts[2]);
            if (w.records.get(own) == null) {
                put("counter", own, record);
            }
        });
        w.shelves.rows.forEach((shelf, parts) -> parts.forEach(part ->
                put("holding", key(shelf, place(part.place())), held(part.lot(), part.grams(), part.signed()))));
        w.freezes.rows.forEach((at, on) -> put("freeze", at, ""));
        w.recalls.rows.forEach((lot, on) -> put("recall", lot, ""));
        w.children.rows.forEach(
                (parent, children) -> children.forEach((child, grams) -> put("child", key(parent, child), "" + grams)));
        w.inspections.rows.forEach((id, lot) -> put("inspection", id, lot));
    }

    private void said(World w) {
        w.consents.rows.forEach(
                (at, c) -> put("consent", at, say(c.record(), c.purpose(), c.until(), witness(c.signed()))));
        w.openings.rows.forEach((at, record) -> put("opening", at, record));
        w.disputes.rows.forEach((slip, d) -> put("dispute", slip, say(d.record(), d.outcome())));
        w.serials.rows.forEach((run, s) -> put("serials", run, say(s.issued(), s.voided(), s.dispatched())));
        w.chunks.rows.forEach((at, c) -> put("chunk", at, say(c.count(), c.root(), c.record())));
        w.stretches.rows.forEach((at, s) -> put("stretch", at, say(s.first(), s.last(), s.fate(), s.record())));
    }

    private void put(String kind, String name, String value) {
        facts.put(kind + "\t" + name, value);
    }

    private static String part(Part part) {
        return place(part.place()) + " " + held(part.lot(), part.grams(), part.signed());
    }

    private static String place(Place place) {
        return place(place.at(), place.rank(), place.record(), place.index());
    }

    /** Where a receipt lies, as a fact says it. */
    public static String place(long at, int rank, String record, long index) {
        return key(at, rank, record, index);
    }

    private static String held(String lot, long grams, boolean signed) {
        return held(lot, grams, witness(signed));
    }

    /** What lies there, as a fact says it. */
    public static String held(String lot, long grams, String witness) {
        return say(lot, grams, witness);
    }

    private static String basis(boolean adopted) {
        return adopted ? "adopted" : "approved";
    }

    private static String witness(boolean signed) {
        return signed ? "signed" : "market";
    }

    /** Several values as one text; an absent one is a dash. */
    public static String say(@Nullable Object... values) {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            texts.add(value == null ? "-" : value.toString());
        }
        return String.join(" | ", texts);
    }
}
