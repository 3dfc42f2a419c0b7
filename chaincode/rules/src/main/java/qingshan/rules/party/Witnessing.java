package qingshan.rules.party;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Bounds;
import qingshan.rules.Call;
import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.signature.SignatureValue;
import qingshan.rules.state.Keys;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.Counter;
import qingshan.rules.value.Id;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;
import qingshan.rules.value.Witness;

/** Checks who stands behind a record: the signatures of the cards concerned, or the market and its scale. */
public final class Witnessing {
    private Witnessing() {}

    /**
     * What a used counter holds for every signer but the first, whose counter holds the record itself.
     *
     * @param record the record that was signed
     */
    public record Used(RecordName record) {}

    /**
     * Checks the witnesses of a record that concerns these cards, and uses up the counters of all signers but the
     * first.
     *
     * @param form what was signed, see {@link SignedForm}
     * @param cards those whose grams move or who take part, in the order in which they must sign
     * @return who stands behind it
     * @throws Refusal SIGNED_ONLY, UNKNOWN_MARKET, NOT_OWNER, UNKNOWN_SCALE; MISSING_SIGNATURE, FOREIGN_SIGNATURE,
     *     BAD_SIGNATURE, UNKNOWN_KEY, KEY_REVOKED, COUNTER_USED, COUNTER_OUT_OF_WINDOW
     */
    public static Witness check(
            State state,
            Call call,
            byte[] form,
            Witnesses witnesses,
            List<SignatureValue> signatures,
            List<Card> cards) {
        if (!witnesses.signed()) {
            if (!signatures.isEmpty()) {
                throw Refusal.ofField(Code.FOREIGN_SIGNATURE, "signatures", "a market attests and nobody signs");
            }
            for (Card card : cards) {
                if (card.signedOnly()) {
                    throw new Refusal(
                            Code.SIGNED_ONLY, JsonObject.of("card", card.card().value()));
                }
            }
            attest(state, call, witnesses.market(), witnesses.scale());
            return Witness.MARKET;
        }
        List<Counter> signers = witnesses.signers();
        if (signatures.size() < cards.size() || signers.size() < cards.size()) {
            throw Refusal.ofField(Code.MISSING_SIGNATURE, "signatures", "one of each card concerned is needed");
        }
        if (signatures.size() > cards.size() || signers.size() > cards.size()) {
            throw Refusal.ofField(Code.FOREIGN_SIGNATURE, "signatures", "more than the cards concerned");
        }
        for (int i = 0; i < cards.size(); i++) {
            Counter counter = signers.get(i);
            Card card = cards.get(i);
            if (!counter.card().equals(card.card())) {
                throw Refusal.ofField(
                        Code.FOREIGN_SIGNATURE, "witnesses.signers[" + i + "].card", "is not a card concerned here");
            }
            CardKey key = card.key(counter.key());
            if (key.revokedAt() != null) {
                throw new Refusal(
                        Code.KEY_REVOKED,
                        JsonObject.of("card", card.card().value()).with("key", key.no()));
            }
            if (!key.publicKey().verifies(form, signatures.get(i))) {
                throw Refusal.ofField(
                        Code.BAD_SIGNATURE, "signatures[" + i + "]", "is not this card's key over this body");
            }
            useUp(state, counter);
            if (i > 0) {
                Values.save(state, Keys.counter(counter), new Used(RecordName.signed(signers.getFirst())));
            }
        }
        return Witness.SIGNED;
    }

    /** Uses up the first signer's counter, where what was signed is kept elsewhere than under it. */
    public static void keepUsed(State state, Witnesses witnesses) {
        if (witnesses.signed()) {
            Counter first = witnesses.signers().getFirst();
            Values.save(state, Keys.counter(first), new Used(RecordName.signed(first)));
        }
    }

    /**
     * Brings a card and the counters from one on in a single range, as far as they lie together; see {@link Keys#ofCard}.
     */
    public static void readAhead(State state, Counter counter) {
        String record = Keys.card(counter.card());
        state.range(
                Keys.counter(counter),
                Keys.below(Keys.ofCard(counter.card())),
                (key, _) -> key.compareTo(record) >= 0
                        || (key.startsWith(Keys.from(Keys.counters(counter.card(), counter.key())))
                                && !isBeyondWindow(key, counter)));
    }

    private static void useUp(State state, Counter counter) {
        String own = Keys.counter(counter);
        state.range(own, Keys.below(Keys.counters(counter.card(), counter.key())), (key, _) -> {
            JsonObject detail = JsonObject.of("card", counter.card().value()).with("counter", counter.n());
            if (key.equals(own)) {
                throw new Refusal(Code.COUNTER_USED, detail);
            }
            if (isBeyondWindow(key, counter)) {
                throw new Refusal(Code.COUNTER_OUT_OF_WINDOW, detail.with("window", Bounds.COUNTER_WINDOW));
            }
            return true;
        });
    }

    /** Whether a used counter is so far ahead that this one comes too late. */
    private static boolean isBeyondWindow(String used, Counter counter) {
        return Long.parseLong(Keys.last(used)) - counter.n() >= Bounds.COUNTER_WINDOW;
    }

    private static void attest(State state, Call call, @Nullable Id id, @Nullable Text scale) {
        Market market = id == null ? null : Values.load(state, Keys.market(id), Market.class);
        if (market == null) {
            throw Refusal.ofField(Code.UNKNOWN_MARKET, "witnesses.market", "is not registered");
        }
        if (!market.mspId().equals(call.submitter().mspId())) {
            throw Refusal.ofField(Code.NOT_OWNER, "witnesses.market", "is another organization's");
        }
        if (scale != null && !market.scales().contains(scale)) {
            throw new Refusal(
                    Code.UNKNOWN_SCALE,
                    JsonObject.of("field", "witnesses.scale").with("scale", scale.value()));
        }
    }
}
