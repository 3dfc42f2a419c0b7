package qingshan.model.plain;

import java.util.ArrayList;
import java.util.List;
import qingshan.model.plain.World.Entry;

/** Thinks up commands on policies, plots, entitlements, harvests, certificates, inspections, freezes and recalls. */
final class Origin {
    /** Millionths, so that 20 grams of made tea lie at an end of the band to the gram of leaf. */
    private static final int BAND_STEP = 50_000;

    private final Scene s;
    private final Cast cast;

    Origin(Scene s) {
        this.s = s;
        this.cast = s.cast;
    }

    /** A season policy's body without its id and time. */
    static Doc policy(Scene s, int version) {
        long yield = s.chance(3) ? Case.INTEGER_MAX : 20_000 + s.dice(60_000);
        int min = 3_500_000 + s.dice(20) * BAND_STEP;
        Doc document = Doc.of()
                .with("from", Scene.day(s.now - 86_400_000L * (version == 1 ? 20 : 5 + s.dice(20))))
                .with("to", Scene.day(s.now + 86_400_000L * 20))
                .with("utcOffsetMinutes", 480)
                .with("leafProduct", Cast.LEAF)
                .with("madeProduct", Cast.MADE)
                .with("leafYieldGramsPerMu", version == 1 ? 20_000 + s.dice(60_000) : yield)
                .with("leafPerMadeMin", min)
                .with("leafPerMadeMax", min + s.dice(20) * BAND_STEP)
                .with("harvestKinds", List.of("household", "co-operative"))
                .with("certificateKinds", s.pick(List.of(List.of("co-operative", "trader"), List.of("co-operative"))))
                .with("openingStockTo", s.chance(80) ? Scene.day(s.now + 86_400_000L * (s.dice(5) - 1)) : null);
        return Doc.of()
                .with("kind", "season")
                .with("name", s.cast.season)
                .with("version", version)
                .with("effectiveFrom", Scene.day(s.now - 86_400_000L * (version == 1 ? 30 : s.dice(4) - 1)))
                .with("source", "市场办公室")
                .with("status", "unverified")
                .with("document", document);
    }

    Sent publish() {
        List<World.Edition> editions = s.w.policies.get(cast.season);
        int next = editions == null ? 1 : editions.size() + 1;
        Who who = s.chance(50) ? Who.IMPORTER : Who.POLICY_OFFICER;
        Doc body = policy(s, s.chance(80) ? next : 1 + s.dice(next + 1));
        return s.send(who, "PublishPolicy", body.with("id", s.uuid()).with("occurredAt", Scene.time(s.when(who))));
    }

    private String grower() {
        return s.pick(List.of("h0", "h1", "c0", "t0"));
    }

    Sent plot() {
        Who who = s.chance(70) ? Who.IMPORTER : Who.REGISTRAR;
        String holder = grower();
        Doc body = s.command(who.adopts() && s.chance(50) ? null : s.uuid(), s.when(who))
                .with("plot", cast.plot(holder, s.dice(3)))
                .with("party", s.chance(5) ? s.nowhere() : cast.party(s.chance(90) ? holder : grower()))
                .with("area", s.chance(4) ? Case.INTEGER_MAX : 200 + s.dice(1500))
                .with("cultivar", s.chance(50) ? "龙井43" : null);
        return s.send(who, "RegisterPlot", body);
    }

    private List<String> plots(String holder) {
        List<String> plots = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            if (s.w.plots.get(cast.plot(holder, i)) != null && s.chance(70)) {
                plots.add(cast.plot(holder, i));
            }
        }
        if (plots.isEmpty() || s.chance(4)) {
            plots.add(cast.plot(holder, s.dice(3)));
        }
        if (s.chance(4)) {
            plots.add(cast.plot(grower(), 0));
        }
        return plots;
    }

    private Doc entitled(Who who, String holder) {
        String card = s.chance(5) ? s.nowhere() : s.chance(95) ? s.card(holder) : cast.id("second card " + holder);
        return s.command(who.adopts() && s.chance(50) ? null : s.uuid(), s.when(who))
                .with("card", card)
                .with("season", s.chance(95) ? cast.season : "nowhen");
    }

    Sent adopt() {
        String holder = grower();
        return s.send(
                Who.IMPORTER, "AdoptEntitlement", entitled(Who.IMPORTER, holder).with("plots", plots(holder)));
    }

    Sent propose() {
        String holder = grower();
        return s.send(
                Who.VILLAGE, "ProposeEntitlement", entitled(Who.VILLAGE, holder).with("plots", plots(holder)));
    }

    Sent approve() {
        String holder = grower();
        World.Grant grant = s.w.grants.get(World.key(cast.card(holder), cast.season));
        boolean town = grant == null ? s.chance(50) : s.chance(85) == (grant.approvals() == 1);
        return town
                ? s.send(Who.TOWN, "ApproveByTown", entitled(Who.TOWN, holder))
                : s.send(Who.COUNTY, "ApproveByCounty", entitled(Who.COUNTY, holder));
    }

    Sent harvest() {
        Who who = s.chance(80) ? Who.CLERK : Who.REGISTRAR;
        String card = s.chance(3) ? s.nowhere() : s.card(grower());
        World.Entitlement left = s.w.entitlements.get(World.key(s.account(card), cast.season));
        Scene.Backing backing = s.back(List.of(card));
        Doc said = Doc.of()
                .with("season", s.chance(97) ? cast.season : "nowhen")
                .with("card", card)
                .with("grade", s.pick(Cast.GRADES))
                .with("grams", left == null ? 1000 : Math.max(1, s.some(left.granted() - left.used()) / 3))
                .with("occurredAt", Scene.time(s.when(who)))
                .with("witnesses", backing.witnesses());
        return record(s, who, "RecordHarvest", "harvest", said, backing);
    }

    /** A command of a record that cards sign or a market attests. */
    static Sent record(Scene s, Who who, String type, String kind, Doc said, Scene.Backing backing) {
        List<String> signatures = new ArrayList<>(backing.sign(kind, said));
        if (s.chance(3) && !signatures.isEmpty()) {
            signatures.set(s.dice(signatures.size()), s.pick(Scene.KEYS).sign(Crypto.form(kind, said)));
        } else if (s.chance(1)) {
            signatures.add(s.pick(Scene.KEYS).sign(Crypto.form(kind, said)));
        } else if (s.chance(1) && !signatures.isEmpty()) {
            signatures.removeLast();
        }
        // only the market's own clerks attest for it
        Who by = !backing.signed() && who.registry() && s.chance(95) ? Who.CLERK : who;
        String id = (backing.signed() && s.chance(50)) || s.chance(2) ? null : s.uuid();
        return s.send(
                by, type, Doc.of().with("id", id).with(Model.member(kind), said).with("signatures", signatures));
    }

    Sent certificate() {
        Who who = s.pick(List.of(Who.CLERK, Who.IMPORTER, Who.REGISTRAR));
        String card = s.chance(3) ? s.nowhere() : s.card(s.pick(List.of("c0", "t0", "t1", "f0", "h0")));
        Scene.Backing backing = s.back(List.of(card));
        Doc said = Doc.of()
                .with("season", cast.season)
                .with("number", "合格证" + s.dice(4))
                .with("promisor", card)
                .with("product", s.chance(92) ? Cast.LEAF : Cast.MADE)
                .with("grams", s.upTo(80_000))
                .with("issuedOn", Scene.day(s.now + 86_400_000L * (s.chance(8) ? 2 : -s.dice(4))))
                .with("origin", s.chance(50) ? "青山" : null)
                .with("basis", s.chance(50) ? "自控" : null)
                .with("occurredAt", Scene.time(s.when(who)))
                .with("witnesses", backing.witnesses());
        Sent sent = record(s, who, "IssueCertificate", "certificate", said, backing);
        return sent.saying(sent.body().with("certificate", null).with("promise", said));
    }

    private List<String> lots() {
        return s.w.records.rows.entrySet().stream()
                .filter(e -> e.getValue().lot() != null)
                .map(e -> e.getKey())
                .toList();
    }

    String lot() {
        List<String> lots = s.chance(93) ? lots() : new ArrayList<>(s.w.records.rows.keySet());
        return lots.isEmpty() || s.chance(3) ? "command/" + s.uuid() : s.pick(lots);
    }

    Sent inspect() {
        if (lots().isEmpty() && s.chance(90)) {
            return harvest();
        }
        boolean good = s.chance(50);
        Doc item = Doc.of()
                .with("name", "联苯菊酯 bifenthrin")
                .with("method", "GB 23200.113")
                .with("limit", "≤ 5 mg/kg")
                .with("result", good ? "未检出" : "7.1 mg/kg")
                .with("passed", good);
        Doc body = s.command(s.uuid(), s.when(Who.INSPECTOR))
                .with("lot", lot())
                .with("kind", "农残")
                .with("laboratory", s.chance(92) ? cast.laboratory : cast.party("h0"))
                .with("sample", s.chance(50) ? "留样7" : null)
                .with("items", List.of(item))
                .with("verdict", good ? "passed" : "failed")
                .with("reportHash", Crypto.digest("report"));
        return s.send(Who.INSPECTOR, "RecordInspection", body);
    }

    Sent freeze(boolean on) {
        if (s.w.inspections.rows.isEmpty() && s.chance(90)) {
            return inspect();
        } else if (!on && s.w.freezes.rows.isEmpty() && s.chance(90)) {
            return freeze(true);
        }
        List<String> open = new ArrayList<>();
        s.w.inspections.rows.forEach((id, lot) -> {
            if ((s.w.freezes.get(World.key(lot, id)) == null) == on) {
                open.add(id);
            }
        });
        List<String> any = s.chance(85) ? open : new ArrayList<>(s.w.inspections.rows.keySet());
        String inspection = any.isEmpty() || s.chance(4) ? s.uuid() : s.pick(any);
        String lot = s.w.inspections.get(inspection);
        Doc body = s.command(s.uuid(), s.when(Who.INSPECTOR))
                .with("lot", lot == null || s.chance(3) ? lot() : lot)
                .with("inspection", inspection)
                .with("reason", on ? "农残超标" : "复检合格");
        return s.send(Who.INSPECTOR, on ? "Freeze" : "Release", body);
    }

    Sent recall() {
        List<String> subjects = new ArrayList<>();
        s.w.records.rows.forEach((name, r) -> {
            if (r.lot() != null || r.kind().equals("packing")) {
                subjects.add(name);
            }
        });
        String subject = subjects.isEmpty() || s.chance(8) ? lot() : s.pick(subjects);
        Who who = s.chance(50) ? Who.INSPECTOR : Who.CLERK;
        Doc notice = Doc.of()
                .with("subject", subject)
                .with("reason", "标签有误")
                .with("advice", "停止食用")
                .with("occurredAt", Scene.time(s.when(who)));
        Doc body = Doc.of().with("id", s.uuid()).with("notice", notice);
        Entry entry = s.w.records.get(subject);
        String made = entry == null
                ? null
                : entry.lot() != null ? entry.lot().maker() : entry.body().textOr("maker");
        String maker = made == null ? null : s.today(made);
        int key = maker == null ? 0 : s.liveKey(maker);
        if (maker != null && key > 0 && (!who.registry() || s.chance(30))) {
            String card = s.chance(92) ? maker : s.pick(s.cards());
            notice.with("signer", s.counter(card, key));
            String signature = s.key(maker, key).sign(Crypto.form("recall", notice));
            body.with("signature", s.chance(92) ? signature : null);
        }
        return s.send(who, "Recall", body);
    }
}
