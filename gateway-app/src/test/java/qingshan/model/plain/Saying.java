package qingshan.model.plain;

import java.util.ArrayList;
import java.util.List;

/** Thinks up what holders say: consents, opening stock, disputes; and how the registry settles them. */
final class Saying {
    private final Scene s;

    Saying(Scene s) {
        this.s = s;
    }

    private Who carrier() {
        return s.chance(80) ? Who.CLERK : Who.REGISTRAR;
    }

    /** A record of these; none that only the registry makes. */
    Sent any() {
        return switch (s.dice(4)) {
            case 0 -> grant();
            case 1 -> withdraw();
            case 2 -> openingStock();
            default -> dispute();
        };
    }

    private Sent record(Who who, String type, String kind, Doc said, String card, long when) {
        Scene.Backing backing = s.back(List.of(card));
        said.with("card", card).with("occurredAt", Scene.time(when)).with("witnesses", backing.witnesses());
        return Origin.record(s, who, type, kind, said, backing);
    }

    private String card() {
        return s.chance(4) ? s.nowhere() : s.pick(s.cards());
    }

    Sent grant() {
        Who who = carrier();
        long when = s.when(who);
        Doc said = Doc.of()
                .with("reader", s.pick(List.of("public", "BankMSP")))
                .with("scope", s.pick(List.of("name", "place", "statement")))
                .with("purpose", "在溯源页显示")
                .with("until", Scene.time(when + 1 + s.upTo(s.chance(20) ? 1 : 30L * 86_400_000)));
        return record(who, "GrantConsent", "consent", said, card(), when);
    }

    Sent withdraw() {
        List<String> given = new ArrayList<>(s.w.consents.rows.keySet());
        if (given.isEmpty() && s.chance(90)) {
            return grant();
        }
        Who who = carrier();
        Doc said = Doc.of().with("reader", "AuditorMSP").with("scope", "name");
        String card = card();
        if (!given.isEmpty() && s.chance(90)) {
            String[] parts = s.pick(given).split("\t", -1);
            World.Party party = s.w.parties.get(parts[0]);
            said.with("scope", parts[1]).with("reader", parts[2]);
            card = party == null || s.chance(5) ? card : s.today(s.pick(party.cards()));
        }
        return record(who, "WithdrawConsent", "withdrawal", said, card, s.when(who));
    }

    Sent openingStock() {
        Who who = carrier();
        Doc said = Doc.of()
                .with("season", s.chance(97) ? s.cast.season : "nowhen")
                .with("product", s.chance(88) ? Cast.MADE : s.pick(List.of(Cast.LEAF, "花茶")))
                .with("grade", s.pick(Cast.GRADES))
                .with("grams", s.upTo(8_000))
                .with("origin", "去年的库存");
        String card = s.chance(4) ? s.nowhere() : s.card(s.pick(List.of("t0", "f0", "f1")));
        return record(who, "RecordOpeningStock", "opening-stock", said, card, s.when(who));
    }

    Sent dispute() {
        List<String> slips = s.records("slip");
        if (slips.isEmpty() && s.chance(90)) {
            return new Trading(s).slip();
        }
        Who who = carrier();
        String slip = slips.isEmpty() || s.chance(4) ? "command/" + s.uuid() : s.pick(slips);
        if (s.chance(3) && !s.w.records.rows.isEmpty()) {
            slip = s.pick(new ArrayList<>(s.w.records.rows.keySet()));
        }
        World.Entry entry = s.w.records.get(slip);
        String card = card();
        if (entry != null && entry.kind().equals("slip") && s.chance(92)) {
            String seller = entry.body().text("seller");
            String buyer = entry.body().textOr("buyer");
            card = s.today(buyer == null || s.chance(50) ? seller : buyer);
        }
        Doc said = Doc.of().with("slip", slip).with("reason", "重量不符");
        return record(who, "DisputeSlip", "dispute", said, card, s.when(who));
    }

    Sent settle() {
        List<String> slips = new ArrayList<>(s.w.disputes.rows.keySet());
        if (slips.isEmpty() && s.chance(90)) {
            return dispute();
        }
        Doc body = s.command(s.uuid(), s.when(Who.REGISTRAR))
                .with("slip", slips.isEmpty() || s.chance(10) ? "command/" + s.uuid() : s.pick(slips))
                .with("outcome", s.pick(List.of("withdrawn", "dismissed", "upheld")))
                .with("reason", "复核留样");
        return s.send(Who.REGISTRAR, "SettleDispute", body);
    }
}
