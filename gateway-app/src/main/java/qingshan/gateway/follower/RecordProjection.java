package qingshan.gateway.follower;

import static qingshan.gateway.follower.Projection.kebab;
import static qingshan.gateway.follower.Projection.text;

import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.Change.Put;
import qingshan.gateway.follower.Change.Reverse;
import qingshan.gateway.follower.Change.Take;
import qingshan.gateway.follower.Change.UseCertificate;
import qingshan.gateway.follower.Change.UseEntitlement;
import qingshan.rules.Bounds;
import qingshan.rules.card.Loss;
import qingshan.rules.card.Reversal;
import qingshan.rules.card.Slip;
import qingshan.rules.json.Records;
import qingshan.rules.lot.LedgerRecord;
import qingshan.rules.lot.LotInfo;
import qingshan.rules.lot.Move;
import qingshan.rules.lot.Receipt;
import qingshan.rules.origin.OpeningStock;
import qingshan.rules.origin.OriginCommand.Harvest;
import qingshan.rules.pack.Blending;
import qingshan.rules.pack.Packing;
import qingshan.rules.pack.Processing;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;
import qingshan.rules.value.Witness;

/** Which rows a record makes. */
final class RecordProjection {
    private final Place place;
    private final RecordName name;
    private final LedgerRecord record;
    private final Consumer<Change> changes;

    RecordProjection(Place place, RecordName name, LedgerRecord record, Consumer<Change> changes) {
        this.place = place;
        this.name = name;
        this.record = record;
        this.changes = changes;
    }

    /** What the kinds of record have in different places; what a kind has not is null. */
    private record Said(
            @Nullable Name season,
            @Nullable Text number,
            @Nullable Id seller,
            @Nullable Id buyer,
            @Nullable Id maker,
            @Nullable Text product,
            @Nullable Text grade,
            long grams,
            LedgerTime occurredAt,
            Witnesses witnesses,
            @Nullable Text sample,
            @Nullable Note reason,
            @Nullable RecordName reverses) {}

    void project() {
        switch (record.kind()) {
            case SLIP -> slip(Records.read(record.body(), Slip.class));
            case HARVEST -> harvest(Records.read(record.body(), Harvest.class));
            case LOSS -> loss(Records.read(record.body(), Loss.class));
            case PROCESSING -> processing(Records.read(record.body(), Processing.class));
            case BLENDING -> blending(Records.read(record.body(), Blending.class));
            case PACKING -> packing(Records.read(record.body(), Packing.class));
            case REVERSAL -> reversal(Records.read(record.body(), Reversal.class));
            case OPENING_STOCK -> openingStock(Records.read(record.body(), OpeningStock.class));
            case CONSENT, WITHDRAWAL, DISPUTE, SERIALS, VOIDING, DISPATCH ->
                new WordProjection(name, record, changes, this::words).project();
        }
    }

    private void slip(Slip s) {
        LotInfo lot = record.lot();
        Id seller = record.account(0, s.seller());
        Id buyer = s.buyer() == null ? null : record.account(1, s.buyer());
        put(new Said(
                s.season(),
                s.number() == null ? rowNumber() : s.number(),
                seller,
                buyer,
                lot == null ? null : lot.maker(),
                s.product(),
                s.grade(),
                s.grams().value(),
                s.occurredAt(),
                s.witnesses(),
                s.sample(),
                null,
                null));
        if (record.certificate() != null) {
            changes.accept(new UseCertificate(
                    seller.value(),
                    s.season().value(),
                    record.certificate().value(),
                    s.grams().value()));
        }
        if (lot != null) {
            lot(lot);
            changes.accept(new UseEntitlement(
                    seller.value(), s.season().value(), s.grams().value()));
            if (buyer != null) {
                give(buyer, lot, s.occurredAt(), Receipt.TRADED, record.witness());
            }
            return;
        }
        take();
        if (buyer != null) {
            for (int i = 0; i < record.taken().size(); i++) {
                Move move = record.taken().get(i);
                changes.accept(new Put(new Row.HoldingRow(
                        name.value(),
                        i,
                        buyer.value(),
                        s.season().value(),
                        s.product().value(),
                        s.grade().value(),
                        move.lot().value(),
                        move.grams().value(),
                        kebab(move.witness().and(record.witness())),
                        Receipt.TRADED,
                        s.occurredAt())));
            }
        }
    }

    private void harvest(Harvest h) {
        LotInfo lot = madeLot();
        made(h.season(), null, lot, h.occurredAt(), h.witnesses());
        lot(lot);
        changes.accept(new UseEntitlement(
                lot.maker().value(), h.season().value(), h.grams().value()));
        give(lot.maker(), lot, h.occurredAt(), Receipt.TRADED, record.witness());
    }

    private void loss(Loss l) {
        put(new Said(
                l.season(),
                null,
                record.account(0, l.card()),
                null,
                null,
                l.product(),
                l.grade(),
                l.grams().value(),
                l.occurredAt(),
                l.witnesses(),
                null,
                l.reason(),
                null));
        take();
    }

    private void processing(Processing p) {
        made(p.season(), p.number(), madeLot(), p.occurredAt(), p.witnesses());
        newLot(p.occurredAt());
    }

    private void blending(Blending b) {
        made(b.season(), b.number(), madeLot(), b.occurredAt(), b.witnesses());
        newLot(b.occurredAt());
    }

    private void packing(Packing p) {
        long grams = Math.multiplyExact(p.packs(), p.packGrams().value());
        put(new Said(
                p.season(),
                p.number() == null ? rowNumber() : p.number(),
                null,
                null,
                record.account(0, p.maker()),
                null,
                null,
                grams,
                p.occurredAt(),
                p.witnesses(),
                null,
                null,
                null));
        changes.accept(new Put(new Row.RunRow(
                name.value(), p.lot().value(), p.gtin(), p.packGrams().value(), p.packs())));
        take();
        parents();
    }

    private void reversal(Reversal r) {
        long grams =
                record.taken().stream().mapToLong(move -> move.grams().value()).sum();
        put(new Said(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                grams,
                r.occurredAt(),
                r.witnesses(),
                null,
                r.reason(),
                r.slip()));
        parts();
        changes.accept(new Reverse(r.slip().value(), name.value()));
    }

    private void openingStock(OpeningStock s) {
        LotInfo lot = madeLot();
        put(new Said(
                s.season(),
                null,
                null,
                null,
                lot.maker(),
                lot.product(),
                lot.grade(),
                lot.grams().value(),
                s.occurredAt(),
                s.witnesses(),
                null,
                s.origin(),
                null));
        lot(lot);
        give(lot.maker(), lot, s.occurredAt(), Receipt.TRADED, record.witness());
    }

    /** A record by which no grams move. */
    private void words(@Nullable Id card, LedgerTime occurredAt, Witnesses witnesses, @Nullable Note reason) {
        put(new Said(
                null,
                null,
                null,
                null,
                card == null ? null : record.account(0, card),
                null,
                null,
                0,
                occurredAt,
                witnesses,
                null,
                reason,
                null));
    }

    /** A record by which a lot was made, and nothing sold. */
    private void made(Name season, @Nullable Text number, LotInfo lot, LedgerTime occurredAt, Witnesses witnesses) {
        put(new Said(
                season,
                number == null ? rowNumber() : number,
                null,
                null,
                lot.maker(),
                lot.product(),
                lot.grade(),
                lot.grams().value(),
                occurredAt,
                witnesses,
                null,
                null,
                null));
    }

    private void newLot(LedgerTime occurredAt) {
        LotInfo lot = madeLot();
        Witness witness = record.taken().stream().map(Move::witness).reduce(record.witness(), Witness::and);
        lot(lot);
        take();
        parents();
        give(lot.maker(), lot, occurredAt, Receipt.MADE, witness);
    }

    private void put(Said said) {
        LedgerTime occurredAt = said.occurredAt();
        long skew = Math.abs(record.recordedAt().epochMilli() - occurredAt.epochMilli());
        changes.accept(new Put(new Row.RecordRow(
                name.value(),
                kebab(record.kind()),
                text(said.season()),
                text(said.number()),
                text(said.seller()),
                text(said.buyer()),
                text(said.maker()),
                text(said.product()),
                text(said.grade()),
                said.grams(),
                occurredAt,
                record.recordedAt(),
                skew > Bounds.CLOCK_SKEW_MS_MAX,
                name.isRow(),
                kebab(record.witness()),
                text(said.witnesses().market()),
                text(said.witnesses().scale()),
                record.mspId(),
                text(record.certificate()),
                text(said.sample()),
                text(said.reason()),
                text(said.reverses()),
                null,
                record.policy() == null ? null : record.policy().version(),
                record.digest().value(),
                place.block(),
                place.tx())));
    }

    private void lot(LotInfo lot) {
        changes.accept(new Put(new Row.LotRow(
                name.value(),
                lot.maker().value(),
                lot.season().value(),
                lot.product().value(),
                lot.grade().value(),
                lot.grams().value())));
    }

    /** The whole of the new lot, as one receipt. */
    private void give(Id card, LotInfo lot, LedgerTime at, int rank, Witness witness) {
        changes.accept(new Put(new Row.HoldingRow(
                name.value(),
                0,
                card.value(),
                lot.season().value(),
                lot.product().value(),
                lot.grade().value(),
                name.value(),
                lot.grams().value(),
                kebab(witness),
                rank,
                at)));
    }

    private void take() {
        parts();
        for (Move move : record.taken()) {
            changes.accept(new Take(
                    move.receipt().record().value(),
                    move.receipt().index(),
                    move.grams().value()));
        }
    }

    private void parts() {
        for (int i = 0; i < record.taken().size(); i++) {
            Move move = record.taken().get(i);
            Receipt receipt = move.receipt();
            changes.accept(new Put(new Row.PartRow(
                    name.value(),
                    i,
                    move.lot().value(),
                    move.grams().value(),
                    kebab(move.witness()),
                    receipt.record().value(),
                    receipt.index(),
                    receipt.rank(),
                    receipt.at())));
        }
    }

    private void parents() {
        TreeMap<String, Long> parents = new TreeMap<>();
        record.taken()
                .forEach(move -> parents.merge(move.lot().value(), move.grams().value(), Math::addExact));
        parents.forEach((parent, grams) -> changes.accept(new Put(new Row.LotParentRow(name.value(), parent, grams))));
    }

    private LotInfo madeLot() {
        LotInfo lot = record.lot();
        if (lot == null) {
            throw new IllegalStateException(name + " made no lot");
        }
        return lot;
    }

    /** An adopted row is known by its number even where the record does not repeat it. */
    private @Nullable Text rowNumber() {
        return name.isRow() ? new Text(name.parts()[4]) : null;
    }
}
