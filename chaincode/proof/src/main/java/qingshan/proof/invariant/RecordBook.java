package qingshan.proof.invariant;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import qingshan.proof.compact.Fingerprint;
import qingshan.proof.compact.Table;
import qingshan.proof.offence.Kind;
import qingshan.rules.Command;
import qingshan.rules.json.Records;
import qingshan.rules.lot.LedgerRecord;
import qingshan.rules.lot.LotEvent;
import qingshan.rules.lot.RecordKind;
import qingshan.rules.lot.Recording;
import qingshan.rules.lot.Row;
import qingshan.rules.party.Card;
import qingshan.rules.party.Witnesses;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Id;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Witness;

/** Which records there are. Of each the digest of its value is kept: none is ever changed but by its reversal. */
final class RecordBook {
    private final Holders holders;
    /**
     * By name, what is kept, and of slips the first halves of the digests of the seller's and the buyer's account; nothing
     * of those that were reversed, which is all that matters of them.
     */
    private final Table records = new Table(4);
    /** Of those that holders signed, by name, what they signed. */
    private final Table signed = new Table(2);

    RecordBook(Holders holders) {
        this.holders = holders;
    }

    /** Whether the same signed body was recorded before: it gets the first answer, and nothing happens. */
    boolean isRepeated(Act act, Recording recording) {
        Witnesses witnesses = recording.witnesses();
        if (witnesses.signers().isEmpty()) {
            return false;
        }
        RecordName name = RecordName.signed(witnesses.signers().getFirst());
        return said(act).equals(Fingerprint.in(signed.get(name(name))));
    }

    /**
     * The next event's record, which must be that of a command: its name, its words, who stands behind it.
     *
     * @param cards those concerned, in the order in which they must sign
     */
    LotEvent.Recorded next(Transit transit, Act act, Recording recording, List<Card> cards) {
        LotEvent.Recorded recorded = transit.next(LotEvent.Recorded.class);
        LedgerRecord record = recorded.record();
        RecordName name = name(transit, act, recording.witnesses());
        fits(transit, act, recording, name);
        Said said = act.recorded();
        transit.must(recorded.name().equals(name), Kind.EVENTS, name, () -> "the record is called " + recorded.name());
        transit.must(
                record.kind() == recording.kind()
                        && record.body().equals(said.body())
                        && record.digest().equals(said.digest()),
                Kind.EVENTS,
                name,
                "the record does not say what was submitted");
        transit.must(
                record.mspId().equals(transit.submitter().mspId())
                        && record.recordedAt().equals(transit.recordedAt())
                        && record.reversedBy() == null,
                Kind.EVENTS,
                name,
                "the record has another submitter or time, or was reversed before it was made");
        transit.must(
                Objects.equals(record.accounts(), accounts(cards)), Kind.RECORD, name, "its cards have other accounts");
        Witness witness = holders.check(transit, said, recording.witnesses(), recording.signatures(), cards);
        Fingerprint key = name(name);
        transit.must(!records.has(key), Kind.RECORDED_TWICE, name, "it was recorded before");
        transit.must(
                record.witness() == witness, Kind.RECORD, name, () -> "it is " + witness + ", not " + record.witness());
        transit.expected().create(Keys.record(name), record);
        transit.made(name, record);
        Fingerprint value = transit.fingerprint(record, Keys.record(name));
        boolean slip = recording.kind() == RecordKind.SLIP;
        records.put(key, value.high(), value.low(), slip ? half(cards, 0) : 0, slip ? half(cards, 1) : 0);
        if (!recording.witnesses().signers().isEmpty()) {
            signed.put(key, said(act).high(), said(act).low());
        }
        return recorded;
    }

    private static long half(List<Card> cards, int index) {
        return index < cards.size() ? half(cards.get(index).account()) : 0;
    }

    private static long half(Id account) {
        return Fingerprint.of(account.value()).high();
    }

    /** Whether a slip was recorded and not reversed, and an account is its seller's or its buyer's. */
    boolean isStandingSlipOf(RecordName slip, Id account) {
        long[] kept = records.get(name(slip));
        long half = half(account);
        return kept != null && (kept[2] == half || kept[3] == half);
    }

    private static @Nullable List<Id> accounts(List<Card> cards) {
        boolean own = cards.stream().allMatch(card -> card.account().equals(card.card()));
        return own ? null : cards.stream().map(Card::account).toList();
    }

    /** A row is of its kind's table and its season, else it could count twice; what is weighed names its scale. */
    private static void fits(Transit transit, Act act, Recording recording, RecordName name) {
        Witnesses witnesses = recording.witnesses();
        if (!witnesses.signers().isEmpty()) {
            return;
        }
        Row row = act.row();
        if (row == null) {
            boolean weighed = recording.kind() == RecordKind.SLIP || recording.kind() == RecordKind.HARVEST;
            transit.must(!weighed || witnesses.scale() != null, Kind.ATTESTATION, name, "no scale weighed it");
            return;
        }
        String table = switch (recording.kind()) {
            case SLIP -> "slips";
            case PROCESSING -> "processing";
            case PACKING -> "packing";
            default -> null;
        };
        transit.must(
                row.table().equals(table)
                        && row.season().value().equals(act.recorded().body().text("season")),
                Kind.RECORDED_TWICE,
                name,
                "a " + recording.kind() + " is no row of this table and season");
    }

    /** A record that a reversal undoes, as it was before; the reversal is written into it. */
    LedgerRecord reverse(Transit transit, RecordName name, RecordName by) {
        Fingerprint key = name(name);
        transit.must(records.has(key), Kind.REVERSAL, name, "there is no such record");
        Fingerprint known =
                transit.need(Fingerprint.in(records.get(key)), Kind.REVERSAL, name, "it was reversed before");
        LedgerRecord now = transit.need(
                transit.record(name, Keys.record(name)), Kind.REVERSAL, name, "it is not written as reversed");
        LedgerRecord before = reversed(now, null);
        transit.must(known.equals(fingerprint(before)), Kind.RECORDED_TWICE, name, "it was changed");
        LedgerRecord after = reversed(now, by);
        transit.expected().update(Keys.record(name), after);
        transit.made(name, after);
        records.put(key, 0, 0, 0, 0);
        return before;
    }

    /** By which a record is known again, as the ledger writes it. */
    static Fingerprint fingerprint(LedgerRecord record) {
        return Fingerprint.of(ByteString.copyFrom(Records.bytes(record, LedgerRecord.class)));
    }

    private static Fingerprint said(Act act) {
        return Fingerprint.ofDigest(act.recorded().digest().value());
    }

    private static Fingerprint name(RecordName name) {
        return Fingerprint.of(name.value());
    }

    /** What makes a record count once. */
    RecordName name(Transit transit, Act act, Witnesses witnesses) {
        if (!witnesses.signers().isEmpty()) {
            return RecordName.signed(witnesses.signers().getFirst());
        }
        if (act.row() != null) {
            transit.must(
                    Objects.equals(act.row().market(), witnesses.market()),
                    Kind.ATTESTATION,
                    witnesses.market(),
                    "it is not the market of the batch");
            return RecordName.row(
                    act.row().market(),
                    act.row().season(),
                    act.row().table(),
                    act.row().number());
        }
        Command command = act.command();
        return RecordName.command(
                transit.need(command.id(), Kind.COMMAND_ID, null, "nothing makes this record count once"));
    }

    private static LedgerRecord reversed(LedgerRecord r, @Nullable RecordName by) {
        return new LedgerRecord(
                r.kind(),
                r.body(),
                r.accounts(),
                r.digest(),
                r.taken(),
                r.lot(),
                r.certificate(),
                r.policy(),
                r.witness(),
                r.mspId(),
                r.recordedAt(),
                by);
    }
}
