package qingshan.proof.invariant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.proof.offence.Kind;
import qingshan.rules.Bounds;
import qingshan.rules.Submitter;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.party.Card;
import qingshan.rules.party.CardKey;
import qingshan.rules.party.Market;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyEvent;
import qingshan.rules.party.Witnesses;
import qingshan.rules.party.Witnessing;
import qingshan.rules.signature.PublicKey;
import qingshan.rules.signature.SignatureValue;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Counter;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Witness;

/** The holders' keys and counters, and who stands behind what. */
final class Holders {
    private record KeyOf(Id card, int key) {}

    private record KeyForm(Id card, PublicKey publicKey) {}

    private record RotationForm(Id card, int key, PublicKey publicKey) {}

    /**
     * The counters of one key. One below the window can never be used again, so the last 64 are all that counts.
     */
    private static final class Counters {
        private long highest;
        /** Bit i: {@code highest - i} was used. */
        private long used;

        boolean use(long n) {
            if (n > highest) {
                long shift = n - highest;
                used = shift >= Bounds.COUNTER_WINDOW ? 1 : used << shift | 1;
                highest = n;
                return true;
            }
            long back = highest - n;
            if (back >= Bounds.COUNTER_WINDOW || (used >> back & 1) != 0) {
                return false;
            }
            used |= 1L << back;
            return true;
        }
    }

    private final Registers registers;
    private final Map<KeyOf, Counters> counters = new HashMap<>();

    Holders(Registers registers) {
        this.registers = registers;
    }

    /**
     * Who stands behind something that concerns these cards, in the order in which they must sign. Uses up the counters;
     * that of the first signer is written by the caller.
     */
    Witness check(Transit transit, Said said, Witnesses witnesses, List<SignatureValue> signatures, List<Card> cards) {
        List<Counter> signers = witnesses.signers();
        if (signers.isEmpty()) {
            transit.must(signatures.isEmpty(), Kind.HOLDER_SIGNATURE, null, "signed, and attested by a market");
            attested(transit, witnesses, cards);
            return Witness.MARKET;
        }
        transit.must(
                signers.size() == cards.size() && signatures.size() == cards.size(),
                Kind.HOLDER_SIGNATURE,
                signers.getFirst().card(),
                () -> cards.size() + " signatures are needed");
        for (int i = 0; i < cards.size(); i++) {
            Counter counter = signers.get(i);
            Card card = cards.get(i);
            transit.must(
                    counter.card().equals(card.card()),
                    Kind.HOLDER_SIGNATURE,
                    card.card(),
                    () -> "another card signed: " + counter.card());
            transit.signed(card.card(), live(transit, card, counter.key()).publicKey(), said, signatures.get(i));
            use(transit, counter);
            if (i > 0) {
                used(transit, counter, signers.getFirst());
            }
        }
        return Witness.SIGNED;
    }

    /** Something that one card signs and that is kept elsewhere than under its counter. */
    void signed(Transit transit, Said said, Counter signer, SignatureValue signature) {
        Card card = registers.card(transit, signer.card());
        check(transit, said, new Witnesses(null, null, List.of(signer)), List.of(signature), List.of(card));
        used(transit, signer, signer);
    }

    /** The first signer's counter says what was signed, where the record is kept elsewhere. */
    void used(Transit transit, Counter counter, Counter first) {
        transit.expected().create(Keys.counter(counter), new Witnessing.Used(RecordName.signed(first)));
    }

    private void use(Transit transit, Counter counter) {
        boolean isNew = counters.computeIfAbsent(new KeyOf(counter.card(), counter.key()), k -> new Counters())
                .use(counter.n());
        transit.must(
                isNew,
                Kind.COUNTER,
                counter.card(),
                () -> "the counter " + counter.n() + " of key " + counter.key()
                        + " was used before or is out of its window");
    }

    private void attested(Transit transit, Witnesses witnesses, List<Card> cards) {
        for (Card card : cards) {
            transit.must(!card.signedOnly(), Kind.ATTESTATION, card.card(), "only its holder moves this card's grams");
        }
        Id id = transit.need(witnesses.market(), Kind.ATTESTATION, null, "nobody attested");
        Market market = registers.market(transit, id);
        transit.must(
                market.mspId().equals(transit.submitter().mspId()),
                Kind.ATTESTATION,
                id,
                "the market is another organization's");
        transit.must(
                witnesses.scale() == null || market.scales().contains(witnesses.scale()),
                Kind.ATTESTATION,
                id,
                "the market has no such scale");
    }

    private static CardKey live(Transit transit, Card card, int no) {
        CardKey key = no < 1 || no > card.keys().size() ? null : card.keys().get(no - 1);
        CardKey found = transit.need(key, Kind.HOLDER_SIGNATURE, card.card(), "the card has no such key");
        transit.must(found.revokedAt() == null, Kind.HOLDER_SIGNATURE, card.card(), "the key was revoked");
        return found;
    }

    void addKey(Transit transit, PartyCommand.AddKey c) {
        Card card = registers.notLost(transit, c.card());
        transit.must(
                card.keys().isEmpty() || transit.submitter().mspId().equals(Submitter.REGISTRY),
                Kind.REGISTER,
                card.card(),
                "beside the holder's own key, only the registry adds one");
        prove(transit, card, c.publicKey(), c.proof());
        add(transit, card, card.keys(), c.publicKey());
    }

    void rotateKey(Transit transit, PartyCommand.RotateKey c) {
        Card card = registers.notLost(transit, c.card());
        CardKey old = live(transit, card, c.key());
        prove(transit, card, c.publicKey(), c.proof());
        JsonObject body = Records.write(new RotationForm(c.card(), c.key(), c.publicKey()), RotationForm.class);
        transit.signed(c.card(), old.publicKey(), Said.of("rotation", body), c.signature());
        Note reason = new Note("rotated");
        add(transit, card, revoked(card, old, transit.recordedAt(), reason), c.publicKey());
        transit.next(new PartyEvent.KeyRevoked(c.card(), c.key(), reason));
    }

    void revokeKey(Transit transit, PartyCommand.RevokeKey c) {
        Card card = registers.card(transit, c.card());
        CardKey old = live(transit, card, c.key());
        registers.put(transit, with(card, revoked(card, old, transit.recordedAt(), c.reason())));
        transit.next(new PartyEvent.KeyRevoked(c.card(), c.key(), c.reason()));
    }

    private static void prove(Transit transit, Card card, PublicKey key, SignatureValue proof) {
        JsonObject body = Records.write(new KeyForm(card.card(), key), KeyForm.class);
        transit.signed(card.card(), key, Said.of("key", body), proof);
    }

    private void add(Transit transit, Card card, List<CardKey> before, PublicKey key) {
        for (CardKey old : before) {
            transit.must(!old.publicKey().equals(key), Kind.REGISTER, card.card(), "the card had this key before");
        }
        List<CardKey> keys = new ArrayList<>(before);
        keys.add(new CardKey(keys.size() + 1, key, transit.recordedAt(), null, null));
        registers.put(transit, with(card, keys));
        transit.next(new PartyEvent.KeyAdded(card.card(), keys.size(), key.algorithm()));
    }

    private static List<CardKey> revoked(Card card, CardKey old, LedgerTime at, @Nullable Note reason) {
        List<CardKey> keys = new ArrayList<>(card.keys());
        keys.set(old.no() - 1, new CardKey(old.no(), old.publicKey(), old.addedAt(), at, reason));
        return keys;
    }

    private static Card with(Card card, List<CardKey> keys) {
        return new Card(
                card.card(),
                card.account(),
                card.party(),
                card.kind(),
                card.basis(),
                card.mspId(),
                card.signedOnly(),
                card.lost(),
                List.copyOf(keys));
    }
}
