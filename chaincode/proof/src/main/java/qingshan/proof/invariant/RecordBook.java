package qingshan.proof.invariant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import qingshan.proof.offence.Kind;
import qingshan.rules.Command;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.lot.LedgerRecord;
import qingshan.rules.lot.LotEvent;
import qingshan.rules.lot.Recording;
import qingshan.rules.party.Card;
import qingshan.rules.party.SignedForm;
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
     * @param value0 the first half of SHA-256 of its value, cut to 128 bits
     * @param value1 the second half
     * @param signed0 the first half of the digest of what was signed or attested, cut to 128 bits
     * @param signed1 the second half
     * @param reversed whether a reversal undid it
     */
    private record Known(long value0, long value1, long signed0, long signed1, boolean reversed) {}

    private final Holders holders;
    private final Map<RecordName, Known> records = new HashMap<>();

    RecordBook(Holders holders) {
        this.holders = holders;
    }

    /** Whether the same signed body was recorded before: it gets the first answer, and nothing happens. */
    boolean isRepeated(Recording recording) {
        Witnesses witnesses = recording.witnesses();
        if (witnesses.signers().isEmpty()) {
            return false;
        }
        Known known = records.get(RecordName.signed(witnesses.signers().getFirst()));
        if (known == null) {
            return false;
        }
        long[] digest = halves(digest(recording));
        return known.signed0() == digest[0] && known.signed1() == digest[1];
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
        JsonObject body = recording.body();
        transit.must(recorded.name().equals(name), Kind.EVENTS, name, "the record is called " + recorded.name());
        transit.must(
                record.kind() == recording.kind()
                        && record.body().equals(body)
                        && record.digest().equals(digest(recording)),
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
        Witness witness = holders.check(
                transit, Records.kebab(recording.kind()), body, recording.witnesses(), recording.signatures(), cards);
        transit.must(!records.containsKey(name), Kind.RECORDED_TWICE, name, "it was recorded before");
        transit.must(record.witness() == witness, Kind.RECORD, name, "it is " + witness + ", not " + record.witness());
        transit.expected().create(Keys.record(name), record);
        transit.made(name, record);
        keep(name, record);
        return recorded;
    }

    /** A record that a reversal undoes, as it was before; the reversal is written into it. */
    LedgerRecord reverse(Transit transit, RecordName name, RecordName by) {
        Known known = transit.need(records.get(name), Kind.REVERSAL, name, "there is no such record");
        transit.must(!known.reversed(), Kind.REVERSAL, name, "it was reversed before");
        LedgerRecord now = transit.need(
                transit.record(name, Keys.record(name)), Kind.REVERSAL, name, "it is not written as reversed");
        LedgerRecord before = reversed(now, null);
        transit.must(sameValue(known, before), Kind.RECORDED_TWICE, name, "it was changed");
        LedgerRecord after = reversed(now, by);
        transit.expected().update(Keys.record(name), after);
        transit.made(name, after);
        long[] signed = halves(before.digest());
        long[] value = halves(Digest.of(Records.write(after, LedgerRecord.class)));
        records.put(name, new Known(value[0], value[1], signed[0], signed[1], true));
        return before;
    }

    private void keep(RecordName name, LedgerRecord record) {
        long[] signed = halves(record.digest());
        long[] value = halves(Digest.of(Records.write(record, LedgerRecord.class)));
        records.put(name, new Known(value[0], value[1], signed[0], signed[1], false));
    }

    private static boolean sameValue(Known known, LedgerRecord record) {
        long[] value = halves(Digest.of(Records.write(record, LedgerRecord.class)));
        return known.value0() == value[0] && known.value1() == value[1];
    }

    static Digest digest(Recording recording) {
        return Digest.of(SignedForm.of(Records.kebab(recording.kind()), recording.body()));
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

    private static long[] halves(Digest digest) {
        return new long[] {
            Long.parseUnsignedLong(digest.value(), 0, 16, 16), Long.parseUnsignedLong(digest.value(), 16, 32, 16)
        };
    }
}
