package qingshan.proof.invariant;

import java.util.HashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.LedgerTransaction;
import qingshan.proof.compact.Fingerprint;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.Offence;
import qingshan.proof.offence.OffenceFound;
import qingshan.rules.Event;
import qingshan.rules.Submitter;
import qingshan.rules.lot.LedgerRecord;
import qingshan.rules.signature.PublicKey;
import qingshan.rules.signature.SignatureValue;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.RecordName;

/** One valid transaction on its way through the checks: what it says, and what it must have written so far. */
final class Transit {
    private final long block;
    private final LedgerTransaction transaction;
    private final ListIterator<Event> events;
    private final Submitter submitter;
    private final LedgerTime recordedAt;
    private final Expected expected = new Expected();
    private final Map<RecordName, LedgerRecord> records = new HashMap<>();
    private final List<HolderSignature> signatures;
    private final Map<String, @Nullable Record> writes;
    private final Map<String, Fingerprint> fingerprints;
    private @Nullable RecordName slip;

    Transit(
            long block,
            LedgerTransaction transaction,
            Parsed parsed,
            Submitter submitter,
            List<HolderSignature> signatures) {
        this.block = block;
        this.transaction = transaction;
        this.submitter = submitter;
        this.signatures = signatures;
        events = parsed.events().listIterator();
        writes = parsed.writes();
        fingerprints = parsed.fingerprints();
        recordedAt = LedgerTime.ofEpochMilli(transaction.timestamp().toEpochMilli());
    }

    Submitter submitter() {
        return submitter;
    }

    LedgerTime recordedAt() {
        return recordedAt;
    }

    Expected expected() {
        return expected;
    }

    OffenceFound found(Kind kind, @Nullable Object key, String detail) {
        return new OffenceFound(new Offence(
                kind, block, transaction.index(), transaction.id(), key == null ? null : key.toString(), detail));
    }

    /** An offence unless something holds. */
    void must(boolean holds, Kind kind, @Nullable Object key, String otherwise) {
        if (!holds) {
            throw found(kind, key, otherwise);
        }
    }

    /** The same, where the words take longer than the question. */
    void must(boolean holds, Kind kind, @Nullable Object key, Supplier<String> otherwise) {
        if (!holds) {
            throw found(kind, key, otherwise.get());
        }
    }

    /** What must be there. */
    <T> T need(@Nullable T value, Kind kind, @Nullable Object key, String otherwise) {
        if (value == null) {
            throw found(kind, key, otherwise);
        }
        return value;
    }

    /** The next event, which must be of a type. */
    <T extends Event> T next(Class<T> type) {
        Event event = events.hasNext() ? events.next() : null;
        if (!type.isInstance(event)) {
            throw found(Kind.EVENTS, null, "a " + type.getSimpleName() + " is needed here, and not " + event);
        }
        return type.cast(event);
    }

    /** The next event, which must be of a type and stays the next. */
    <T extends Event> T peek(Class<T> type) {
        Event event = events.hasNext() ? events.next() : null;
        if (!type.isInstance(event)) {
            throw found(Kind.EVENTS, null, "a " + type.getSimpleName() + " is needed here, and not " + event);
        }
        events.previous();
        return type.cast(event);
    }

    /** The next event, which must be this. */
    void next(Event should) {
        Event event = events.hasNext() ? events.next() : null;
        if (!should.equals(event)) {
            throw found(Kind.EVENTS, null, "it should be " + should + ", and not " + event);
        }
    }

    void noMoreEvents() {
        if (events.hasNext()) {
            throw found(Kind.EVENTS, null, "nothing explains " + events.next());
        }
    }

    /** Has a holder's signature verified, by a key that was checked to be the card's. */
    void signed(Id card, PublicKey key, Said said, SignatureValue signature) {
        signatures.add(
                new HolderSignature(block, transaction.index(), transaction.id(), card, key, said.form(), signature));
    }

    /** Remembers a record that this transaction made. */
    void made(RecordName name, LedgerRecord record) {
        records.put(name, record);
    }

    /** A record that this transaction made or changes, as it will be; null if it does neither. */
    @Nullable
    LedgerRecord record(RecordName name, String key) {
        LedgerRecord made = records.get(name);
        return made != null ? made : writes.get(key) instanceof LedgerRecord written ? written : null;
    }

    /** By which a record is known again, as this transaction leaves it. */
    Fingerprint fingerprint(LedgerRecord record, String key) {
        // the same record may be made and reversed in one batch: then what is written is not yet what it is now
        Fingerprint written = record.equals(writes.get(key)) ? fingerprints.get(key) : null;
        return written == null ? RecordBook.fingerprint(record) : written;
    }

    /** Notes that a slip was taken, of which price and amount are kept privately. */
    void slip(RecordName name) {
        slip = name;
    }

    /** The last slip that was taken, or null. */
    @Nullable
    RecordName slip() {
        return slip;
    }
}
