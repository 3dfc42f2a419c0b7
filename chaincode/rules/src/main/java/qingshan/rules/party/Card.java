package qingshan.rules.party;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.state.Keys;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Id;

/**
 * A trace card 溯源卡, by which a party holds tea.
 *
 * @param card its id
 * @param party whose it is
 * @param kind the party's kind, so that a slip needs to read the card alone
 * @param basis adopted or approved
 * @param mspId who issued it
 * @param signedOnly whether only the holder's signature moves its grams
 * @param keys its keys, revoked ones too
 */
public record Card(
        Id card, Id party, PartyKind kind, Basis basis, String mspId, boolean signedOnly, List<CardKey> keys) {

    /** Brings a card and its entitlements in one range: both are needed of a seller. */
    public static void readAhead(State state, Id card) {
        state.range(Keys.card(card), Keys.below(Keys.ofCard(card)), (key, value) -> true);
    }

    /** The card, or null if there is none. */
    public static @Nullable Card find(State state, Id card) {
        return Values.load(state, Keys.card(card), Card.class);
    }

    /**
     * The card.
     *
     * @param field the command's member that names it, for the refusal
     * @throws Refusal UNKNOWN_CARD
     */
    public static Card need(State state, Id card, String field) {
        Card found = find(state, card);
        if (found == null) {
            throw new Refusal(Code.UNKNOWN_CARD, JsonObject.of("field", field).with("card", card.value()));
        }
        return found;
    }

    /**
     * One of its keys.
     *
     * @throws Refusal UNKNOWN_KEY
     */
    public CardKey key(int no) {
        if (no < 1 || no > keys.size()) {
            throw new Refusal(
                    Code.UNKNOWN_KEY, JsonObject.of("card", card.value()).with("key", no));
        }
        return keys.get(no - 1);
    }

    /** The same with other keys. */
    Card withKeys(List<CardKey> others) {
        return new Card(card, party, kind, basis, mspId, signedOnly, List.copyOf(others));
    }

    /** The same with one key replaced. */
    Card with(CardKey key) {
        List<CardKey> others = new ArrayList<>(keys);
        others.set(key.no() - 1, key);
        return withKeys(others);
    }

    /** The same, of another kind. */
    Card with(PartyKind other) {
        return new Card(card, party, other, basis, mspId, signedOnly, keys);
    }

    /** The same, with the holder's wish. */
    public Card withSignedOnly(boolean only) {
        return new Card(card, party, kind, basis, mspId, only, keys);
    }
}
