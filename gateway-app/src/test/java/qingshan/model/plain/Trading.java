package qingshan.model.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.model.plain.World.Entry;

/** Thinks up slips, losses and reversals. */
final class Trading {
    private final Scene s;
    private final Cast cast;

    Trading(Scene s) {
        this.s = s;
        this.cast = s.cast;
    }

    private Who trader() {
        int who = s.dice(10);
        return who < 6 ? Who.CLERK : who < 8 ? Who.IMPORTER : Who.REGISTRAR;
    }

    Sent slip() {
        return slip(trader(), null, false);
    }

    /** A slip; one of a batch has a row's number, and the market attests it unless {@code signed} allows another. */
    Sent slip(Who who, @Nullable String number, boolean attested) {
        Doc said = Doc.of().with("season", s.chance(98) ? cast.season : "nowhen");
        String seller = s.chance(s.w.shelves.rows.isEmpty() ? 90 : 45) ? harvest(said) : resale(said);
        List<String> buyers = new ArrayList<>(
                s.chance(85) ? List.of(s.card("t0"), s.card("t1"), s.card("f0"), s.card("f1")) : s.cards());
        buyers.remove(s.chance(98) ? seller : "");
        String buyer = s.chance(3) ? s.nowhere() : s.chance(10) ? null : s.pick(buyers);
        said.with("seller", s.chance(98) ? seller : s.nowhere()).with("buyer", buyer);
        List<String> cards = buyer == null ? List.of(said.text("seller")) : List.of(said.text("seller"), buyer);
        Scene.Backing backing = attested ? s.attested() : spoil(s.back(cards), cards);
        Doc opening = opening(said.number("grams"));
        said.with("occurredAt", Scene.time(s.when(who)))
                .with("certificate", certificate(said))
                .with("sample", s.chance(20) ? "留样" + s.dice(99) : null)
                .with("number", number)
                .with("commitment", s.chance(98) ? Crypto.commitment(opening) : Crypto.digest("x"))
                .with("witnesses", backing.witnesses());
        Sent sent = Origin.record(s, who, "RecordSlip", "slip", said, backing);
        return s.chance(98) ? sent.with(Doc.of().with("0", opening)) : sent;
    }

    private String harvest(Doc said) {
        String card = s.card(s.pick(List.of("h0", "h1", "c0")));
        World.Entitlement left = s.w.entitlements.get(World.key(s.account(card), cast.season));
        long most = left == null ? 1000 : Math.max(1, left.granted() - left.used());
        said.with("source", s.chance(97) ? "harvest" : "holding")
                .with("product", Cast.LEAF)
                .with("grade", s.pick(Cast.GRADES))
                .with("grams", s.chance(85) ? Math.max(1, s.upTo(most) / 4) : s.some(most));
        return card;
    }

    private String resale(Doc said) {
        List<String> stocked = new ArrayList<>(s.stocked(s.chance(50) ? Cast.LEAF : Cast.MADE));
        stocked.removeIf(shelf -> s.hasKind(shelf.split("\t", -1)[0], "harvestKinds") && s.chance(95));
        said.with("source", s.chance(97) ? "holding" : "harvest");
        if (stocked.isEmpty() || s.chance(5)) {
            String product = s.chance(50) ? Cast.LEAF : s.chance(80) ? Cast.MADE : "花茶";
            said.with("product", product).with("grade", s.pick(Cast.GRADES)).with("grams", s.upTo(5000));
            return s.card(s.pick(List.of("t0", "t1", "f0", "f1")));
        }
        String shelf = s.pick(stocked);
        String[] parts = shelf.split("\t", -1);
        said.with("product", parts[2])
                .with("grade", s.chance(95) ? parts[3] : s.pick(Cast.GRADES))
                .with("grams", s.some(s.held(shelf)));
        return s.today(parts[0]);
    }

    private @Nullable String certificate(Doc said) {
        String prefix = World.key(s.account(said.text("seller")), said.text("season"), "");
        List<Map.Entry<String, World.Certificate>> own = s.w.certificates.rows.tailMap(prefix).entrySet().stream()
                .filter(e -> e.getKey().startsWith(prefix))
                .toList();
        if (own.isEmpty()) {
            return s.chance(10) ? "合格证0" : null;
        }
        Map.Entry<String, World.Certificate> chosen = s.pick(own);
        long left = chosen.getValue().grams() - chosen.getValue().used();
        if (left < said.number("grams")
                && left > 0
                && s.chance(80)
                && s.hasKind(said.text("seller"), "certificateKinds")) {
            said.with("grams", s.some(left));
        }
        return s.chance(5) ? null : chosen.getKey().substring(prefix.length());
    }

    private Doc opening(long grams) {
        long price = s.chance(3) ? s.upTo(2_000_000_000_000L) : s.upTo(60_000);
        long due = java.math.BigInteger.valueOf(grams)
                .multiply(java.math.BigInteger.valueOf(price))
                .add(java.math.BigInteger.valueOf(500))
                .divide(java.math.BigInteger.valueOf(1000))
                .min(java.math.BigInteger.valueOf(Case.INTEGER_MAX))
                .longValueExact();
        long off = s.chance(85) ? 0 : s.dice(5) - 2;
        return Doc.of()
                .with("amountFen", Math.max(0, Math.min(Case.INTEGER_MAX, due + off)))
                .with("priceFenPerKg", price)
                .with("salt", s.nowhere());
    }

    /** Sometimes the wrong ones stand behind a slip. */
    private Scene.Backing spoil(Scene.Backing good, List<String> cards) {
        if (s.chance(92)) {
            return good;
        }
        if (!good.signed()) {
            Doc witnesses = good.witnesses().copy();
            switch (s.dice(4)) {
                case 0 -> witnesses.with("market", s.nowhere());
                case 2 -> witnesses.with("scale", null);
                case 1 -> witnesses.with("market", cast.foreignMarket);
                default -> witnesses.with("scale", "无此秤");
            }
            return new Scene.Backing(witnesses, List.of());
        }
        List<String> others = new ArrayList<>(cards);
        switch (s.dice(4)) {
            case 0 -> others.set(s.dice(others.size()), s.pick(s.cards()));
            case 1 -> others.removeLast();
            case 2 -> others.add(s.pick(s.cards()));
            default -> {
                Doc witnesses = good.witnesses().copy();
                witnesses.docs("signers").getFirst().with("key", 1 + s.dice(5));
                return new Scene.Backing(witnesses, good.keys());
            }
        }
        boolean able =
                !others.isEmpty() && others.size() <= 2 && others.stream().allMatch(card -> s.liveKey(card) > 0);
        return able ? s.signed(others) : good;
    }

    Sent loss() {
        if (s.w.shelves.rows.isEmpty() && s.chance(90)) {
            return slip();
        }
        Who who = s.chance(80) ? Who.CLERK : Who.REGISTRAR;
        List<String> stocked = new ArrayList<>(s.w.shelves.rows.keySet());
        String shelf = s.pickOr(stocked);
        String[] parts =
                shelf == null ? new String[] {cast.card("t0"), cast.season, Cast.LEAF, "一级"} : shelf.split("\t", -1);
        String card = s.chance(4) ? s.nowhere() : s.today(parts[0]);
        Scene.Backing backing = s.back(List.of(card));
        Doc said = Doc.of()
                .with("season", parts[1])
                .with("card", card)
                .with("product", parts[2])
                .with("grade", parts[3])
                .with("grams", shelf == null ? 10 : Math.max(1, s.some(s.held(shelf)) / (s.chance(80) ? 5 : 1)))
                .with("reason", "受潮")
                .with("occurredAt", Scene.time(s.when(who)))
                .with("witnesses", backing.witnesses());
        return Origin.record(s, who, "RecordLoss", "loss", said, backing);
    }

    Sent reverse() {
        if (s.w.shelves.rows.isEmpty() && s.chance(90)) {
            return slip();
        }
        List<String> slips = new ArrayList<>();
        s.w.records.rows.forEach((name, r) -> {
            if (r.kind().equals("slip") && (r.reversedBy() == null || s.chance(10))) {
                slips.add(name);
            }
        });
        String name = slips.isEmpty() || s.chance(4) ? "command/" + s.uuid() : s.pick(slips);
        if (s.chance(4) && !s.w.records.rows.isEmpty()) {
            name = s.pick(new ArrayList<>(s.w.records.rows.keySet()));
        }
        Entry entry = s.w.records.get(name);
        Who who = s.chance(90) ? Who.CLERK : Who.REGISTRAR;
        Scene.Backing backing = s.attested();
        if (entry != null && entry.kind().equals("slip") && s.chance(95) == entry.signed()) {
            List<String> cards = new ArrayList<>(List.of(s.today(entry.body().text("seller"))));
            if (entry.body().has("buyer")) {
                cards.add(s.today(entry.body().text("buyer")));
            }
            if (cards.stream().allMatch(card -> s.liveKey(card) > 0)) {
                backing = s.signed(cards);
            }
        }
        Doc said = Doc.of()
                .with("slip", name)
                .with("reason", "写错了重量")
                .with("occurredAt", Scene.time(s.when(who)))
                .with(
                        "witnesses",
                        s.chance(97) ? backing.witnesses() : backing.witnesses().copy());
        if (!backing.signed() && s.chance(3)) {
            said.with(
                    "witnesses",
                    backing.witnesses()
                            .copy()
                            .with("market", cast.foreignMarket)
                            .with("scale", null));
        }
        return Origin.record(s, who, "ReverseSlip", "reversal", said, backing);
    }
}
