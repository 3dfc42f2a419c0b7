package qingshan.proof.invariant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import qingshan.proof.offence.Kind;
import qingshan.rules.Command;
import qingshan.rules.lot.LedgerRecord;
import qingshan.rules.lot.LotEvent;
import qingshan.rules.lot.RecordKind;
import qingshan.rules.lot.Recording;
import qingshan.rules.lot.Row;
import qingshan.rules.party.Card;
import qingshan.rules.party.Witnesses;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Digest;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Witness;

/** Which records there are. Of each the digest of its value is kept: none is ever changed but by its reversal. */
final class RecordBook {
    /**
     * What is known of a record.
     *
     * @param value of what is kept
     * @param said of what was signed or attested
     * @param reversed whether a reversal undid it
     */
    private record Known(Fingerprint value, Fingerprint said, boolean reversed) {}

    private final Holders holders;
    private final Map<RecordName, Known> records = new HashMap<>();

    RecordBook(Holders holders) {
        this.holders = holders;
    }

    /** Whether the same signed body was recorded before: it gets the first answer, and nothing happens. */
    boolean isRepeated(Act act, Recording recording) {
        Witnesses witnesses = recording.witnesses();
        if (witnesses.signers().isEmpty()) {
            return false;
        }
        Known known = records.get(RecordName.signed(witnesses.signers().getFirst()));
        return known != null && known.said().equals(fingerprint(act.recorded().digest()));
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
        Witness witness = holders.check(transit, said, recording.witnesses(), recording.signatures(), cards);
        transit.must(!records.containsKey(name), Kind.RECORDED_TWICE, name, "it was recorded before");
        transit.must(
                record.witness() == witness, Kind.RECORD, name, () -> "it is " + witness + ", not " + record.witness());
        transit.expected().create(Keys.record(name), record);
        transit.made(name, record);
        records.put(name, new Known(transit.fingerprint(record, Keys.record(name)), fingerprint(said.digest()), false));
        return recorded;
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
            case HARVEST, LOSS, BLENDING, REVERSAL -> null;
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
        Known known = transit.need(records.get(name), Kind.REVERSAL, name, "there is no such record");
        transit.must(!known.reversed(), Kind.REVERSAL, name, "it was reversed before");
        LedgerRecord now = transit.need(
                transit.record(name, Keys.record(name)), Kind.REVERSAL, name, "it is not written as reversed");
        LedgerRecord before = reversed(now, null);
        transit.must(known.value().equals(Fingerprint.of(before)), Kind.RECORDED_TWICE, name, "it was changed");
        LedgerRecord after = reversed(now, by);
        transit.expected().update(Keys.record(name), after);
        transit.made(name, after);
        records.put(name, new Known(transit.fingerprint(after, Keys.record(name)), known.said(), true));
        return before;
    }

    private static Fingerprint fingerprint(Digest digest) {
        return Fingerprint.ofDigest(digest.value());
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
