package qingshan.gateway.follower;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.Change.Put;
import qingshan.rules.card.Dispute;
import qingshan.rules.json.Records;
import qingshan.rules.lot.LedgerRecord;
import qingshan.rules.pack.Dispatch;
import qingshan.rules.pack.Serials;
import qingshan.rules.pack.Stretch;
import qingshan.rules.pack.Voiding;
import qingshan.rules.party.Consent;
import qingshan.rules.party.Withdrawal;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;

/** Which rows a record makes by which no grams move: what holders say and packers label. */
final class WordProjection {
    private final RecordName name;
    private final LedgerRecord record;
    private final Consumer<Change> changes;
    private final Words words;

    /** The record's own row. */
    interface Words {
        void put(@Nullable Id card, LedgerTime occurredAt, Witnesses witnesses, @Nullable Note reason);
    }

    WordProjection(RecordName name, LedgerRecord record, Consumer<Change> changes, Words words) {
        this.name = name;
        this.record = record;
        this.changes = changes;
        this.words = words;
    }

    void project() {
        switch (record.kind()) {
            case CONSENT -> consent(Records.read(record.body(), Consent.class));
            case WITHDRAWAL -> withdrawal(Records.read(record.body(), Withdrawal.class));
            case DISPUTE -> dispute(Records.read(record.body(), Dispute.class));
            case SERIALS -> serials(Records.read(record.body(), Serials.class));
            case VOIDING -> voiding(Records.read(record.body(), Voiding.class));
            case DISPATCH -> dispatch(Records.read(record.body(), Dispatch.class));
            case SLIP, HARVEST, LOSS, PROCESSING, BLENDING, PACKING, REVERSAL, OPENING_STOCK ->
                throw new IllegalStateException("grams move by " + name);
        }
    }

    /** The consent itself is an event of its own. */
    private void consent(Consent c) {
        words.put(c.card(), c.occurredAt(), c.witnesses(), c.purpose());
    }

    private void withdrawal(Withdrawal w) {
        words.put(w.card(), w.occurredAt(), w.witnesses(), null);
    }

    private void dispute(Dispute d) {
        words.put(d.card(), d.occurredAt(), d.witnesses(), d.reason());
        changes.accept(new Put(new Row.DisputeRow(
                d.slip().value(),
                record.account(0, d.card()).value(),
                name.value(),
                d.reason().value(),
                d.occurredAt(),
                null,
                null,
                null)));
    }

    private void serials(Serials s) {
        words.put(null, s.occurredAt(), s.witnesses(), null);
        changes.accept(new Put(
                new Row.ChunkRow(s.run().value(), s.first(), s.count(), s.root().value(), name.value())));
    }

    private void voiding(Voiding v) {
        words.put(null, v.occurredAt(), v.witnesses(), v.reason());
        stretches(v.run(), v.stretches(), "void", v.occurredAt());
    }

    private void dispatch(Dispatch d) {
        words.put(null, d.occurredAt(), d.witnesses(), null);
        stretches(d.run(), d.stretches(), "dispatched", d.occurredAt());
    }

    private void stretches(RecordName run, List<Stretch> stretches, String fate, LedgerTime occurredAt) {
        for (Stretch stretch : stretches) {
            changes.accept(new Put(
                    new Row.StretchRow(run.value(), stretch.first(), stretch.last(), fate, name.value(), occurredAt)));
        }
    }
}
