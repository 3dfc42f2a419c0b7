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
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;

/**
 * A trace card 溯源卡, by which a party holds tea.
 *
 * @param card its id
 * @param account the first card of the row of cards that replaced one another: holdings, entitlements and certificates
 *     are kept under it
 * @param party whose it is
 * @param kind the party's kind, so that a slip needs to read the card alone
 * @param basis adopted or approved
 * @param mspId who issued it
 * @param signedOnly whether only the holder's signature moves its grams
 * @param lost that it was lost, and which card stands in its place; absent while it is in use
 * @param keys its keys, revoked ones too
 */
public record Card(
        Id card,
        Id account,
        Id party,
        PartyKind kind,
        Basis basis,
        String mspId,
        boolean signedOnly,
        @Nullable Lost lost,
        List<CardKey> keys) {
    /**
     * The end of a card.
     *
     * @param at since when it counts as lost
     * @param replacedBy the card that took its place
     */
    public record Lost(LedgerTime at, Id replacedBy) {}

    /** A first card, which has no keys yet. */
    public static Card first(Id card, Id party, PartyKind kind, Basis basis, String mspId) {
        return new Card(card, card, party, kind, basis, mspId, false, null, List.of());
    }

    /** Brings a card and its entitlements in one range: both are needed of a seller. Those of a replaced card's account
     * are read when needed. */
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
     * The card, as it was in use at a moment: what happened before it was lost may still be brought in.
     *
     * @param field the command's member that names it, for the refusal
     * @throws Refusal UNKNOWN_CARD, CARD_LOST
     */
    public static Card inUse(State state, Id card, String field, LedgerTime occurredAt) {
        Card found = need(state, card, field);
        if (found.lost != null && occurredAt.compareTo(found.lost.at) >= 0) {
            throw isLost(found, found.lost, field);
        }
        return found;
    }

    /**
     * The card, whose keys and successor may still change: not one that was reported lost, whenever that counts from.
     *
     * @throws Refusal UNKNOWN_CARD, CARD_LOST
     */
    public static Card notLost(State state, Id card, String field) {
        Card found = need(state, card, field);
        if (found.lost != null) {
            throw isLost(found, found.lost, field);
        }
        return found;
    }

    private static Refusal isLost(Card card, Lost lost, String field) {
        return new Refusal(
                Code.CARD_LOST,
                JsonObject.of("field", field)
                        .with("card", card.card.value())
                        .with("lostAt", lost.at.value())
                        .with("replacedBy", lost.replacedBy.value()));
    }

    /** The card that stands in this one's place today; itself, if it was not lost. */
    public static Card current(State state, Id card, String field) {
        Card found = need(state, card, field);
        while (found.lost != null) {
            found = need(state, found.lost.replacedBy, field);
        }
        return found;
    }

    /** Whether two cards stand for the same holdings. */
    public boolean sameAccount(Card other) {
        return account.equals(other.account);
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
        return new Card(card, account, party, kind, basis, mspId, signedOnly, lost, List.copyOf(others));
    }

    /** The same with one key replaced. */
    Card with(CardKey key) {
        List<CardKey> others = new ArrayList<>(keys);
        others.set(key.no() - 1, key);
        return withKeys(others);
    }

    /** The same, of another kind. */
    Card with(PartyKind other) {
        return new Card(card, account, party, other, basis, mspId, signedOnly, lost, keys);
    }

    /** The same, lost, with all its keys revoked: whoever finds it could sign for days gone by. */
    public Card lost(LedgerTime at, Id replacedBy, LedgerTime recordedAt, Note reason) {
        List<CardKey> revoked =
                keys.stream().map(key -> key.revoked(recordedAt, reason)).toList();
        return new Card(card, account, party, kind, basis, mspId, signedOnly, new Lost(at, replacedBy), revoked);
    }

    /** The card that takes this one's place. */
    public Card replacement(Id other, Basis by, String issuer) {
        return new Card(other, account, party, kind, by, issuer, signedOnly, null, List.of());
    }

    /** The same, with the holder's wish. */
    public Card withSignedOnly(boolean only) {
        return new Card(card, account, party, kind, basis, mspId, only, lost, keys);
    }
}
