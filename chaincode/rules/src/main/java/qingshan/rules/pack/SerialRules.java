package qingshan.rules.pack;

import java.util.List;
import qingshan.rules.Code;
import qingshan.rules.Decision;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.lot.Hold;
import qingshan.rules.lot.Holds;
import qingshan.rules.lot.LedgerRecord;
import qingshan.rules.lot.RecordKeeping;
import qingshan.rules.lot.RecordKind;
import qingshan.rules.party.Card;
import qingshan.rules.state.Keys;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.Digest;
import qingshan.rules.value.RecordName;

/** Decides on the serials of packing runs: issued in chunks, then each void or dispatched, once. */
final class SerialRules {
    private SerialRules() {}

    /**
     * How far a run's serials are.
     *
     * @param issued serials with the indexes 1 to this
     * @param voided how many of them are void
     * @param dispatched how many of them are on packs that left
     */
    record Counts(long issued, long voided, long dispatched) {
        static final Counts NONE = new Counts(0, 0, 0);
    }

    /**
     * A chunk as the ledger keeps it, under the run and its first index.
     *
     * @param record in which it was issued
     */
    record Chunk(long count, Digest root, RecordName record) {}

    /** What became of a serial. */
    enum Fate {
        VOID,
        DISPATCHED
    }

    /**
     * A stretch of one fate, kept under its last index.
     *
     * @param first index
     * @param record in which it was said
     */
    record Fated(long first, Fate fate, RecordName record) {}

    static Decision issue(State state, Serials serials, RecordKeeping keeping) {
        Packing packing = run(state, serials.run(), "serials.run");
        RecordKeeping.Witnessed witnessed = keeping.witnessed(List.of(maker(state, packing)));
        Counts counts = counts(state, serials.run());
        if (serials.first() != counts.issued() + 1) {
            throw new Refusal(
                    Code.OUT_OF_ORDER, JsonObject.of("field", "serials.first").with("expected", counts.issued() + 1));
        }
        if (Holds.of(state, serials.run()) == Hold.RECALLED) {
            throw new Refusal(Code.RECALLED, JsonObject.of("field", "serials.run"));
        }
        long left = packing.packs() - (counts.issued() - counts.voided());
        if (serials.count() > left) {
            throw new Refusal(
                    Code.TOO_MANY_SERIALS,
                    JsonObject.of("field", "serials.count")
                            .with("packs", packing.packs())
                            .with("left", left));
        }
        Values.save(
                state,
                Keys.chunk(serials.run(), serials.first()),
                new Chunk(serials.count(), serials.root(), witnessed.name()));
        Values.save(
                state,
                Keys.serials(serials.run()),
                new Counts(counts.issued() + serials.count(), counts.voided(), counts.dispatched()));
        return keeping.keep(witnessed, List.of(), null, null, null);
    }

    static Decision makeVoid(State state, Voiding voiding, RecordKeeping keeping) {
        Packing packing = run(state, voiding.run(), "voiding.run");
        RecordKeeping.Witnessed witnessed = keeping.witnessed(List.of(maker(state, packing)));
        Counts counts = counts(state, voiding.run());
        long more = seal(
                state, voiding.run(), "voiding.stretches", voiding.stretches(), counts, Fate.VOID, witnessed.name());
        Values.save(
                state,
                Keys.serials(voiding.run()),
                new Counts(counts.issued(), counts.voided() + more, counts.dispatched()));
        return keeping.keep(witnessed, List.of(), null, null, null);
    }

    static Decision dispatch(State state, Dispatch dispatch, RecordKeeping keeping) {
        Packing packing = run(state, dispatch.run(), "dispatch.run");
        RecordKeeping.Witnessed witnessed = keeping.witnessed(List.of(maker(state, packing)));
        Hold hold = Holds.of(state, dispatch.run());
        if (hold != Hold.FREE) {
            JsonObject detail = JsonObject.of("field", "dispatch.run")
                    .with("lot", dispatch.run().value());
            throw hold == Hold.RECALLED
                    ? new Refusal(Code.RECALLED, detail)
                    : new Refusal(
                            Code.FROZEN,
                            detail.with(
                                    "frozenGrams",
                                    packing.packs() * packing.packGrams().value()));
        }
        Counts counts = counts(state, dispatch.run());
        long more = seal(
                state,
                dispatch.run(),
                "dispatch.stretches",
                dispatch.stretches(),
                counts,
                Fate.DISPATCHED,
                witnessed.name());
        Values.save(
                state,
                Keys.serials(dispatch.run()),
                new Counts(counts.issued(), counts.voided(), counts.dispatched() + more));
        return keeping.keep(witnessed, List.of(), null, null, null);
    }

    /** Gives serials their fate, and counts them. */
    private static long seal(
            State state,
            RecordName run,
            String field,
            List<Stretch> stretches,
            Counts counts,
            Fate fate,
            RecordName record) {
        long count = 0;
        for (Stretch stretch : stretches) {
            if (stretch.last() > counts.issued()) {
                throw new Refusal(
                        Code.UNKNOWN_SERIALS,
                        JsonObject.of("field", field)
                                .with("index", stretch.last())
                                .with("issued", counts.issued()));
            }
            checkFree(state, run, field, stretch);
            Values.save(state, Keys.stretch(run, stretch.last()), new Fated(stretch.first(), fate, record));
            count += stretch.count();
        }
        return count;
    }

    /** The first stretch that ends at or after this one's beginning is the only one that could overlap first. */
    private static void checkFree(State state, RecordName run, String field, Stretch stretch) {
        state.range(Keys.stretch(run, stretch.first()), Keys.below(Keys.stretches(run)), (key, value) -> {
            Fated fated = Records.read(value, Fated.class);
            if (fated.first() <= stretch.last()) {
                throw new Refusal(
                        Code.SERIALS_TAKEN,
                        JsonObject.of("field", field)
                                .with("index", Math.max(fated.first(), stretch.first()))
                                .with("fate", Records.kebab(fated.fate())));
            }
            return false;
        });
    }

    private static Counts counts(State state, RecordName run) {
        Counts counts = Values.load(state, Keys.serials(run), Counts.class);
        return counts == null ? Counts.NONE : counts;
    }

    private static Packing run(State state, RecordName name, String field) {
        LedgerRecord record = LedgerRecord.find(state, name);
        if (record == null || record.kind() != RecordKind.PACKING) {
            throw new Refusal(Code.UNKNOWN_RECORD, JsonObject.of("field", field).with("record", name.value()));
        }
        return Records.read(record.body(), Packing.class);
    }

    private static Card maker(State state, Packing packing) {
        return Card.current(state, packing.maker(), "run");
    }
}
