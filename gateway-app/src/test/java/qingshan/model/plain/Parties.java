package qingshan.model.plain;

import java.util.ArrayList;
import java.util.List;
import qingshan.model.plain.World.Card;
import qingshan.model.plain.World.CardKey;
import qingshan.model.plain.World.Edition;
import qingshan.model.plain.World.Market;
import qingshan.model.plain.World.Party;

/** Parties, markets, cards and their keys, policies. */
final class Parties {
    private static final int SCALES_MAX = 1_000;
    private static final int KEYS_MAX = 16;

    private Parties() {}

    static Doc registerParty(Case c) {
        Doc b = c.body();
        String id = b.text("party");
        Party old = c.w().parties.get(id);
        boolean adopted = !c.who().registry();
        Party party = new Party(
                b.text("kind"),
                b.textOr("village"),
                b.text("commitment"),
                adopted,
                c.who().mspId(),
                old == null ? List.of() : old.cards());
        if (old != null && !party.equals(old)) {
            Refused.when(!c.who().mayCorrect(old.adopted(), old.mspId()), "ALREADY_EXISTS");
            for (String card : old.cards()) {
                c.w().cards.put(card, c.card(card).of(party.kind()));
            }
        }
        c.w().parties.put(id, party);
        return Doc.of();
    }

    static Doc registerMarket(Case c) {
        String id = c.body().text("market");
        Refused.when(c.w().markets.get(id) != null, "ALREADY_EXISTS");
        c.w().markets.put(id, new Market(c.body().text("name"), c.body().text("mspId"), List.of(), List.of()));
        return Doc.of();
    }

    private static Market ownMarket(Case c) {
        Market market = c.w().markets.get(c.body().text("market"));
        if (market == null) {
            throw new Refused("UNKNOWN_MARKET");
        }
        Refused.when(!market.mspId().equals(c.who().mspId()) && !c.who().registry(), "NOT_OWNER");
        return market;
    }

    static Doc registerScale(Case c) {
        Market market = ownMarket(c);
        String scale = c.body().text("scale");
        if (market.scales().contains(scale)) {
            Refused.when(!c.who().adopts(), "ALREADY_EXISTS");
            return Doc.of();
        }
        List<String> retired = new ArrayList<>(market.retired());
        boolean again = retired.remove(scale);
        Refused.when(again && c.who().adopts(), "SCALE_RETIRED");
        Refused.when(!again && market.scales().size() + retired.size() >= SCALES_MAX, "TOO_LARGE");
        List<String> scales = new ArrayList<>(market.scales());
        scales.add(scale);
        c.w().markets.put(c.body().text("market"), new Market(market.name(), market.mspId(), scales, retired));
        return Doc.of();
    }

    static Doc retireScale(Case c) {
        Market market = ownMarket(c);
        List<String> scales = new ArrayList<>(market.scales());
        Refused.when(!scales.remove(c.body().text("scale")), "UNKNOWN_SCALE");
        List<String> retired = new ArrayList<>(market.retired());
        retired.add(c.body().text("scale"));
        c.w().markets.put(c.body().text("market"), new Market(market.name(), market.mspId(), scales, retired));
        return Doc.of();
    }

    static Doc issueCard(Case c) {
        String id = c.body().text("card");
        Party party = c.w().parties.get(c.body().text("party"));
        if (party == null) {
            throw new Refused("UNKNOWN_PARTY");
        }
        Card old = c.w().cards.get(id);
        if (old != null) {
            boolean same = old.party().equals(c.body().text("party"));
            Refused.when(!c.who().adopts() || !same, "ALREADY_EXISTS");
            return Doc.of();
        }
        boolean adopted = c.who().adopts();
        String mspId = c.who().mspId();
        String owner = c.body().text("party");
        c.w().cards.put(id, new Card(id, owner, party.kind(), adopted, mspId, false, null, List.of()));
        give(c, owner, party, id);
        return Doc.of();
    }

    private static void give(Case c, String owner, Party party, String card) {
        List<String> cards = new ArrayList<>(party.cards());
        cards.add(card);
        c.w().parties
                .put(
                        owner,
                        new Party(
                                party.kind(),
                                party.village(),
                                party.commitment(),
                                party.adopted(),
                                party.mspId(),
                                cards));
    }

    /** Another card for the same account. */
    static Doc reissueCard(Case c) {
        String old = c.body().text("lost");
        String id = c.body().text("card");
        Card lost = c.notLost(old);
        Refused.when(!lost.keys().isEmpty() && !c.who().registry(), "SIGNED_ONLY");
        Refused.when(c.w().cards.get(id) != null, "ALREADY_EXISTS");
        List<CardKey> revoked = lost.keys().stream()
                .map(key -> new CardKey(key.algorithm(), key.point(), true))
                .toList();
        World.Lost loss = new World.Lost(Case.ms(c.body().text("occurredAt")), id);
        c.w().cards.put(old, lost.with(revoked).with(loss));
        String mspId = c.who().mspId();
        c.w().cards
                .put(
                        id,
                        new Card(
                                lost.account(),
                                lost.party(),
                                lost.kind(),
                                false,
                                mspId,
                                lost.signedOnly(),
                                null,
                                List.of()));
        Party party = c.w().parties.get(lost.party());
        if (party == null) {
            throw new IllegalStateException("a card without its party");
        }
        give(c, lost.party(), party, id);
        return Doc.of();
    }

    static Doc addKey(Case c) {
        Card card = c.notLost(c.body().text("card"));
        Refused.when(!card.keys().isEmpty() && !c.who().registry(), "WRONG_STATE");
        prove(c);
        return Doc.of().with("key", add(c, card.keys()));
    }

    static Doc rotateKey(Case c) {
        Card card = c.notLost(c.body().text("card"));
        CardKey old = live(c, card);
        prove(c);
        Doc said = Doc.of()
                .with("card", c.body().text("card"))
                .with("key", c.body().number("key"))
                .with("publicKey", c.body().doc("publicKey"));
        boolean good = Crypto.isGood(
                old.point(), Crypto.form("rotation", said), c.body().text("signature"));
        Refused.when(!good, "BAD_SIGNATURE");
        return Doc.of().with("key", add(c, without(card, (int) c.body().number("key"))));
    }

    static Doc revokeKey(Case c) {
        Card card = c.card(c.body().text("card"));
        live(c, card);
        set(c, without(card, (int) c.body().number("key")));
        return Doc.of();
    }

    private static void prove(Case c) {
        Doc key = c.body().doc("publicKey");
        Doc said = Doc.of().with("card", c.body().text("card")).with("publicKey", key);
        boolean good = Crypto.isGood(
                key.text("point"), Crypto.form("key", said), c.body().text("proof"));
        Refused.when(!good, "BAD_SIGNATURE");
    }

    private static CardKey live(Case c, Card card) {
        long no = c.body().number("key");
        Refused.when(no < 1 || no > card.keys().size(), "UNKNOWN_KEY");
        CardKey key = card.keys().get((int) no - 1);
        Refused.when(key.revoked(), "KEY_REVOKED");
        return key;
    }

    private static List<CardKey> without(Card card, int no) {
        List<CardKey> keys = new ArrayList<>(card.keys());
        CardKey key = keys.get(no - 1);
        keys.set(no - 1, new CardKey(key.algorithm(), key.point(), true));
        return keys;
    }

    private static int add(Case c, List<CardKey> keys) {
        Doc key = c.body().doc("publicKey");
        boolean known = keys.stream()
                .anyMatch(old ->
                        old.point().equals(key.text("point")) && old.algorithm().equals(key.text("algorithm")));
        Refused.when(known, "ALREADY_EXISTS");
        Refused.when(keys.size() >= KEYS_MAX, "TOO_LARGE");
        List<CardKey> more = new ArrayList<>(keys);
        more.add(new CardKey(key.text("algorithm"), key.text("point"), false));
        set(c, more);
        return more.size();
    }

    private static void set(Case c, List<CardKey> keys) {
        String id = c.body().text("card");
        c.w().cards.put(id, c.card(id).with(keys));
    }

    static Doc setSignedOnly(Case c) {
        Doc wish = c.body().doc("wish");
        String id = wish.doc("signer").text("card");
        Card card = c.inUse(id, Case.ms(wish.text("occurredAt")));
        Doc witnesses = Doc.of().with("signers", List.of(wish.doc("signer")));
        c.stand(Crypto.form("signed-only", wish), witnesses, List.of(c.body().text("signature")), List.of(id));
        c.w().cards.put(id, card.with(wish.flag("signedOnly")));
        return Doc.of();
    }

    static Doc publishPolicy(Case c) {
        Doc b = c.body();
        String name = b.text("name");
        List<Edition> old = c.w().policies.get(name);
        List<Edition> editions = new ArrayList<>(old == null ? List.of() : old);
        boolean adopted = c.who().adopts();
        Refused.when(adopted && !editions.isEmpty() && !editions.getLast().adopted(), "ALREADY_EXISTS");
        Refused.when(b.number("version") != editions.size() + 1, "WRONG_STATE");
        Doc document = b.doc("document");
        editions.add(new Edition(b.text("effectiveFrom"), adopted, c.who().mspId(), document));
        c.w().policies.put(name, editions);
        return Doc.of().with("version", editions.size()).with("hash", Crypto.digest(document.json()));
    }
}
