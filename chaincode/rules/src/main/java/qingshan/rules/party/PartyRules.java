package qingshan.rules.party;

import java.util.ArrayList;
import java.util.List;
import qingshan.rules.Bounds;
import qingshan.rules.Call;
import qingshan.rules.Code;
import qingshan.rules.Decision;
import qingshan.rules.Refusal;
import qingshan.rules.Submitter;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.signature.PublicKey;
import qingshan.rules.signature.SignatureValue;
import qingshan.rules.state.Keys;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Id;
import qingshan.rules.value.Note;
import qingshan.rules.value.Text;

/** Decides on parties, markets and card keys. */
public final class PartyRules {
    private PartyRules() {}

    /** What the holder of a new key signs with it, to show that the key is the holder's. */
    private record KeyForm(Id card, PublicKey publicKey) {}

    /** What the holder signs with the old key. */
    private record RotationForm(Id card, int key, PublicKey publicKey) {}

    /** Decides one command. */
    public static Decision decide(State state, PartyCommand command, Call call) {
        return switch (command) {
            case PartyCommand.RegisterParty c -> registerParty(state, c, call);
            case PartyCommand.RegisterMarket c -> registerMarket(state, c);
            case PartyCommand.RegisterScale c -> registerScale(state, c, call);
            case PartyCommand.RetireScale c -> retireScale(state, c, call);
            case PartyCommand.AddKey c -> addKey(state, c, call);
            case PartyCommand.RotateKey c -> rotateKey(state, c, call);
            case PartyCommand.RevokeKey c -> revokeKey(state, c, call);
        };
    }

    private static Decision registerParty(State state, PartyCommand.RegisterParty c, Call call) {
        String mspId = call.submitter().mspId();
        // a market takes down whom it meets; that it is so, only the registry says
        Basis basis = mspId.equals(Submitter.REGISTRY) ? Basis.APPROVED : Basis.ADOPTED;
        Party old = Values.load(state, Keys.party(c.party()), Party.class);
        List<Id> cards = old == null ? List.of() : old.cards();
        Party party = new Party(c.party(), c.kind(), c.village(), c.commitment(), basis, mspId, cards);
        if (party.equals(old)) {
            return Decision.of();
        }
        if (old != null && !call.submitter().mayCorrect(old.basis(), old.mspId())) {
            throw new Refusal(
                    Code.ALREADY_EXISTS, JsonObject.of("party", c.party().value()));
        }
        Values.save(state, Keys.party(c.party()), party);
        if (old != null && old.kind() != c.kind()) {
            for (Id id : cards) {
                Values.save(state, Keys.card(id), Card.need(state, id, "party").with(c.kind()));
            }
        }
        return Decision.of(
                new PartyEvent.PartyRegistered(c.party(), c.kind(), c.village(), c.commitment(), basis, mspId));
    }

    private static Decision registerMarket(State state, PartyCommand.RegisterMarket c) {
        if (state.get(Keys.market(c.market())) != null) {
            throw new Refusal(
                    Code.ALREADY_EXISTS, JsonObject.of("market", c.market().value()));
        }
        Values.save(
                state,
                Keys.market(c.market()),
                new Market(c.market(), c.name(), c.mspId().value(), List.of(), List.of()));
        return Decision.of(
                new PartyEvent.MarketRegistered(c.market(), c.name(), c.mspId().value()));
    }

    private static Decision registerScale(State state, PartyCommand.RegisterScale c, Call call) {
        Market market = ownMarket(state, c.market(), call);
        if (market.scales().contains(c.scale())) {
            if (call.submitter().adopts()) {
                return Decision.of();
            }
            throw new Refusal(
                    Code.ALREADY_EXISTS, JsonObject.of("scale", c.scale().value()));
        }
        boolean retired = market.retired().contains(c.scale());
        if (retired && call.submitter().adopts()) {
            // that a market's records name it does not put it into use again
            throw new Refusal(
                    Code.SCALE_RETIRED, JsonObject.of("scale", c.scale().value()));
        }
        if (!retired && market.scales().size() + market.retired().size() >= Bounds.SCALES_MAX) {
            throw new Refusal(Code.TOO_LARGE, JsonObject.of("field", "scale").with("scalesMax", Bounds.SCALES_MAX));
        }
        save(state, market, with(market.scales(), c.scale()), without(market.retired(), c.scale()));
        return Decision.of(new PartyEvent.ScaleRegistered(c.market(), c.scale()));
    }

    private static Decision retireScale(State state, PartyCommand.RetireScale c, Call call) {
        Market market = ownMarket(state, c.market(), call);
        if (!market.scales().contains(c.scale())) {
            throw new Refusal(
                    Code.UNKNOWN_SCALE, JsonObject.of("scale", c.scale().value()));
        }
        save(state, market, without(market.scales(), c.scale()), with(market.retired(), c.scale()));
        return Decision.of(new PartyEvent.ScaleRetired(c.market(), c.scale()));
    }

    private static void save(State state, Market old, List<Text> scales, List<Text> retired) {
        Values.save(
                state, Keys.market(old.market()), new Market(old.market(), old.name(), old.mspId(), scales, retired));
    }

    private static List<Text> with(List<Text> scales, Text scale) {
        List<Text> more = new ArrayList<>(scales);
        more.add(scale);
        more.sort((a, b) -> a.value().compareTo(b.value()));
        return more;
    }

    private static List<Text> without(List<Text> scales, Text scale) {
        return scales.stream().filter(s -> !s.equals(scale)).toList();
    }

    private static Market ownMarket(State state, Id id, Call call) {
        Market market = Values.load(state, Keys.market(id), Market.class);
        if (market == null) {
            throw new Refusal(
                    Code.UNKNOWN_MARKET, JsonObject.of("field", "market").with("market", id.value()));
        }
        String mspId = call.submitter().mspId();
        // the registry may act for any market; who else may submit this is in the table of authorization
        if (!market.mspId().equals(mspId) && !mspId.equals(Submitter.REGISTRY)) {
            throw new Refusal(Code.NOT_OWNER, JsonObject.of("field", "market").with("market", id.value()));
        }
        return market;
    }

    private static Decision addKey(State state, PartyCommand.AddKey c, Call call) {
        Card card = Card.notLost(state, c.card(), "card");
        // a clerk hands out cards with their first key; later ones the holder's old key allows, or the registry
        if (!card.keys().isEmpty() && !call.submitter().mspId().equals(Submitter.REGISTRY)) {
            throw new Refusal(
                    Code.WRONG_STATE,
                    JsonObject.of("field", "card").with("keys", card.keys().size()));
        }
        prove(card, c.publicKey(), c.proof());
        Card more = withKey(card, c.publicKey(), call);
        Values.save(state, Keys.card(c.card()), more);
        return Decision.of(
                JsonObject.EMPTY.with("key", more.keys().size()),
                new PartyEvent.KeyAdded(
                        c.card(), more.keys().size(), c.publicKey().algorithm()));
    }

    private static Decision rotateKey(State state, PartyCommand.RotateKey c, Call call) {
        Card card = Card.notLost(state, c.card(), "card");
        CardKey old = live(card, c.key());
        prove(card, c.publicKey(), c.proof());
        byte[] form = SignedForm.of(
                "rotation", Records.write(new RotationForm(c.card(), c.key(), c.publicKey()), RotationForm.class));
        if (!old.publicKey().verifies(form, c.signature())) {
            throw Refusal.ofField(Code.BAD_SIGNATURE, "signature", "is not the old key's over this rotation");
        }
        Note reason = new Note("rotated");
        Card more = withKey(card.with(old.revoked(call.recordedAt(), reason)), c.publicKey(), call);
        Values.save(state, Keys.card(c.card()), more);
        return Decision.of(
                JsonObject.EMPTY.with("key", more.keys().size()),
                new PartyEvent.KeyAdded(
                        c.card(), more.keys().size(), c.publicKey().algorithm()),
                new PartyEvent.KeyRevoked(c.card(), c.key(), reason));
    }

    private static Decision revokeKey(State state, PartyCommand.RevokeKey c, Call call) {
        Card card = Card.need(state, c.card(), "card");
        CardKey old = live(card, c.key());
        Values.save(state, Keys.card(c.card()), card.with(old.revoked(call.recordedAt(), c.reason())));
        return Decision.of(new PartyEvent.KeyRevoked(c.card(), c.key(), c.reason()));
    }

    private static CardKey live(Card card, int no) {
        CardKey key = card.key(no);
        if (key.revokedAt() != null) {
            throw new Refusal(
                    Code.KEY_REVOKED, JsonObject.of("card", card.card().value()).with("key", no));
        }
        return key;
    }

    private static void prove(Card card, PublicKey key, SignatureValue proof) {
        byte[] form = SignedForm.of("key", Records.write(new KeyForm(card.card(), key), KeyForm.class));
        if (!key.verifies(form, proof)) {
            throw Refusal.ofField(Code.BAD_SIGNATURE, "proof", "is not the new key's over this card and key");
        }
    }

    private static Card withKey(Card card, PublicKey key, Call call) {
        for (CardKey old : card.keys()) {
            if (old.publicKey().equals(key)) {
                throw Refusal.ofField(Code.ALREADY_EXISTS, "publicKey", "is or was a key of this card");
            }
        }
        if (card.keys().size() >= Bounds.KEYS_MAX) {
            throw new Refusal(
                    Code.TOO_LARGE, JsonObject.of("field", "publicKey").with("keysMax", Bounds.KEYS_MAX));
        }
        List<CardKey> keys = new ArrayList<>(card.keys());
        keys.add(new CardKey(keys.size() + 1, key, call.recordedAt(), null, null));
        return card.withKeys(keys);
    }
}
