package qingshan.model.plain;

import java.util.List;

/** Thinks up commands on parties, markets, cards and their keys. */
final class Keys {
    private static final List<String> KINDS =
            List.of("person", "household", "co-operative", "trader", "enterprise", "village", "bank", "laboratory");

    private final Scene s;

    Keys(Scene s) {
        this.s = s;
    }

    static Doc add(Scene s, String card, Crypto.Key key, Doc body) {
        Doc said = Doc.of().with("card", card).with("publicKey", key.publicKey());
        return body.with("card", card)
                .with("publicKey", key.publicKey())
                .with("proof", key.sign(Crypto.form("key", said)));
    }

    private String card() {
        return s.chance(5) ? s.nowhere() : s.pick(s.cards());
    }

    private Who clerk() {
        return s.chance(50) ? Who.CLERK : Who.REGISTRAR;
    }

    Sent addKey() {
        Who who = clerk();
        Crypto.Key key = s.pick(Scene.KEYS);
        Doc body = add(s, card(), key, s.command(s.uuid(), s.when(who)));
        if (s.chance(15)) {
            body.with("proof", s.pick(Scene.KEYS).sign("{}"));
        }
        return s.send(who, "AddKey", body);
    }

    Sent rotateKey() {
        Who who = clerk();
        String card = card();
        int live = s.liveKey(card);
        int no = live == 0 || s.chance(15) ? 1 + s.dice(4) : live;
        Crypto.Key key = s.pick(Scene.KEYS);
        Doc body = add(s, card, key, s.command(s.uuid(), s.when(who))).with("key", no);
        Doc said = Doc.of().with("card", card).with("key", no).with("publicKey", key.publicKey());
        Crypto.Key old = live == 0 || s.chance(10) ? s.pick(Scene.KEYS) : s.key(card, live);
        if (s.chance(5)) {
            body.with("proof", key.sign("{}"));
        }
        return s.send(who, "RotateKey", body.with("signature", old.sign(Crypto.form("rotation", said))));
    }

    Sent revokeKey() {
        Who who = clerk();
        String card = card();
        int live = s.liveKey(card);
        int no = live == 0 || s.chance(20) ? 1 + s.dice(3) : live;
        Doc body = s.command(s.uuid(), s.when(who)).with("card", card).with("key", no);
        return s.send(who, "RevokeKey", body.with("reason", "手机丢失"));
    }

    Sent signedOnly() {
        Who who = clerk();
        String card = card();
        int no = s.liveKey(card);
        Doc wish = Doc.of()
                .with("signedOnly", s.chance(60))
                .with("occurredAt", Scene.time(s.when(who)))
                .with("signer", s.counter(card, no == 0 || s.chance(5) ? 1 + s.dice(4) : no));
        Crypto.Key key = no == 0 || s.chance(10) ? s.pick(Scene.KEYS) : s.key(card, no);
        Doc body = Doc.of().with("id", s.uuid()).with("wish", wish);
        return s.send(who, "SetSignedOnly", body.with("signature", key.sign(Crypto.form("signed-only", wish))));
    }

    Sent party() {
        boolean adopts = s.chance(60);
        Who who = adopts ? Who.IMPORTER : s.chance(30) ? Who.CLERK : Who.REGISTRAR;
        String holder = s.pick(s.cast.holders);
        boolean same = s.chance(40);
        String id = s.chance(20) ? s.cast.id("party of nobody " + s.dice(3)) : s.cast.party(holder);
        Doc body = s.command(adopts && s.chance(50) ? null : s.uuid(), s.when(who))
                .with("party", id)
                .with("kind", same || s.chance(70) ? Cast.kind(holder) : s.pick(KINDS))
                .with("village", same ? null : "云雾村")
                .with("commitment", Crypto.digest(same ? id : id + s.dice(3)));
        return s.send(who, "RegisterParty", body);
    }

    Sent market() {
        Who who = Who.REGISTRAR;
        Doc body = s.command(s.uuid(), s.when(who))
                .with("market", s.chance(50) ? s.cast.foreignMarket : s.cast.market)
                .with("name", "山外市场")
                .with("mspId", "RegistryMSP");
        return s.send(who, "RegisterMarket", body);
    }

    private String someMarket() {
        return s.chance(80) ? s.cast.market : s.chance(70) ? s.cast.foreignMarket : s.nowhere();
    }

    Sent scale() {
        Who who = s.chance(50) ? Who.IMPORTER : Who.REGISTRAR;
        String scale = s.chance(60) ? s.pick(s.cast.scales) : "秤" + s.dice(9);
        Doc body = s.command(who.adopts() && s.chance(50) ? null : s.uuid(), s.when(who))
                .with("market", someMarket())
                .with("scale", scale);
        return s.send(who, "RegisterScale", body);
    }

    Sent retireScale() {
        Who who = clerk();
        Doc body = s.command(s.uuid(), s.when(who))
                .with("market", someMarket())
                .with("scale", s.chance(40) ? s.pick(s.cast.scales) : "秤" + s.dice(9));
        return s.send(who, "RetireScale", body);
    }

    Sent reissueCard() {
        Who who = s.chance(70) ? Who.REGISTRAR : Who.CLERK;
        String lost = card();
        Doc body = s.command(s.uuid(), s.when(who))
                .with("lost", lost)
                .with("card", s.chance(93) ? s.cast.id("in place of " + lost) : card())
                .with("reason", "卡遗失");
        return s.send(who, "ReissueCard", body);
    }

    Sent issueCard() {
        Who who = s.pick(List.of(Who.REGISTRAR, Who.CLERK, Who.IMPORTER));
        String holder = s.pick(s.cast.holders);
        String card = s.chance(50) ? s.cast.card(holder) : s.cast.id("second card " + holder);
        Doc body = s.command(s.chance(50) ? null : s.uuid(), s.when(who))
                .with("card", card)
                .with("party", s.chance(15) ? s.nowhere() : s.cast.party(holder));
        return s.send(who, "IssueCard", body);
    }
}
