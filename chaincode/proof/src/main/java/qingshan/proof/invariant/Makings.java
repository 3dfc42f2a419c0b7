package qingshan.proof.invariant;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qingshan.proof.offence.Kind;
import qingshan.rules.lot.Holding;
import qingshan.rules.lot.LedgerRecord;
import qingshan.rules.lot.LotEvent;
import qingshan.rules.lot.LotInfo;
import qingshan.rules.lot.Move;
import qingshan.rules.lot.Receipt;
import qingshan.rules.lot.Shelf;
import qingshan.rules.origin.Certificate;
import qingshan.rules.origin.OpeningStock;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.pack.Blending;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Packing;
import qingshan.rules.pack.Processing;
import qingshan.rules.pack.Product;
import qingshan.rules.party.Card;
import qingshan.rules.policy.SeasonPolicy;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Day;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Witness;

/** What processing, blending and packing come to. */
final class Makings {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    private final Registers registers;
    private final Policies policies;
    private final Promises promises;
    private final RecordBook records;
    private final Stock stock;
    private final Holds holds;
    private final Set<Shelf> declared = new HashSet<>();
    private final Map<RecordName, Packed> packers = new HashMap<>();

    /** That opening stock was declared. */
    record Declared(RecordName record) {}

    /**
     * A run of packs.
     *
     * @param maker as it packed
     */
    record Packed(Card maker, long packs) {}

    Makings(Registers registers, Policies policies, Promises promises, RecordBook records, Stock stock, Holds holds) {
        this.registers = registers;
        this.policies = policies;
        this.promises = promises;
        this.records = records;
        this.stock = stock;
        this.holds = holds;
    }

    void processing(Transit transit, Act act, PackCommand.RecordProcessing c) {
        if (records.isRepeated(act, c)) {
            return;
        }
        Processing p = c.processing();
        Card maker = registers.inUse(transit, p.maker(), p.occurredAt());
        LotEvent.Recorded recorded = records.next(transit, act, c, List.of(maker));
        LedgerRecord record = recorded.record();
        SeasonPolicy season = policies.quoted(transit, p.season(), p.occurredAt(), record.policy())
                .season();
        BigInteger leaf = BigInteger.valueOf(p.leafGrams().value()).multiply(MILLION);
        BigInteger made = BigInteger.valueOf(p.madeGrams().value());
        transit.must(
                leaf.compareTo(made.multiply(BigInteger.valueOf(season.leafPerMadeMin()))) >= 0
                        && leaf.compareTo(made.multiply(BigInteger.valueOf(season.leafPerMadeMax()))) <= 0,
                Kind.CONVERSION,
                recorded.name(),
                () -> p.leafGrams() + " g of leaf for " + p.madeGrams() + " g of made tea");
        stock.take(
                transit,
                new Shelf(maker.account(), p.season(), season.leafProduct(), p.leafGrade()),
                record.taken(),
                p.leafGrams(),
                p.occurredAt());
        Shelf shelf = new Shelf(maker.account(), p.season(), season.madeProduct(), p.madeGrade());
        make(transit, recorded, shelf, p.madeGrams(), p.occurredAt());
    }

    void blending(Transit transit, Act act, PackCommand.RecordBlending c) {
        if (records.isRepeated(act, c)) {
            return;
        }
        Blending b = c.blending();
        Card maker = registers.inUse(transit, b.maker(), b.occurredAt());
        LotEvent.Recorded recorded = records.next(transit, act, c, List.of(maker));
        LedgerRecord record = recorded.record();
        SeasonPolicy season = policies.quoted(transit, b.season(), b.occurredAt(), record.policy())
                .season();
        transit.must(
                b.certificate() != null
                        || !b.product().equals(season.leafProduct())
                        || !season.certificateKinds().contains(maker.kind()),
                Kind.CERTIFICATE_USED,
                recorded.name(),
                "mixed leaf needs a new certificate");
        Grams grams = takeParts(transit, b, maker.account(), record.taken());
        transit.must(
                record.taken().stream().map(Move::lot).distinct().count() > 1,
                Kind.GRAMS,
                recorded.name(),
                "one lot alone is no blend");
        Shelf shelf = new Shelf(maker.account(), b.season(), b.product(), b.grade());
        make(transit, recorded, shelf, grams, b.occurredAt());
        if (b.certificate() != null) {
            promises.give(
                    transit,
                    new Certificate(
                            maker.account(),
                            b.season(),
                            b.certificate(),
                            b.product(),
                            grams,
                            Grams.ZERO,
                            b.occurredAt().day(season.utcOffsetMinutes()),
                            null,
                            b.promise(),
                            Acts.basis(transit)));
        }
    }

    /** Each part from its own shelf, in order. */
    private Grams takeParts(Transit transit, Blending b, Id maker, List<Move> taken) {
        Grams sum = Grams.ZERO;
        int from = 0;
        for (Blending.Part part : b.parts()) {
            long left = part.grams().value();
            int to = from;
            while (to < taken.size() && left > 0) {
                left -= taken.get(to++).grams().value();
            }
            stock.take(
                    transit,
                    new Shelf(maker, b.season(), b.product(), part.grade()),
                    taken.subList(from, to),
                    part.grams(),
                    b.occurredAt());
            from = to;
            sum = sum.plus(part.grams());
        }
        transit.must(from == taken.size(), Kind.GRAMS, b.maker(), "more was taken than the parts");
        return sum;
    }

    /** The lot that comes of others: as well witnessed as the weakest of what went in. */
    private void make(Transit transit, LotEvent.Recorded recorded, Shelf shelf, Grams grams, LedgerTime at) {
        RecordName name = recorded.name();
        LedgerRecord record = recorded.record();
        LotInfo lot = new LotInfo(shelf.card(), shelf.season(), shelf.product(), shelf.grade(), grams);
        transit.must(lot.equals(record.lot()), Kind.GRAMS, name, () -> "it made " + record.lot() + ", and not " + lot);
        transit.must(record.certificate() == null, Kind.CERTIFICATE_USED, name, "nothing was sold here");
        Witness witness = record.witness();
        for (Move move : record.taken()) {
            witness = witness.and(move.witness());
            stock.moving(transit, move.lot()).processed += move.grams().value();
        }
        stock.make(transit, name, shelf, at, grams);
        stock.give(
                transit,
                shelf,
                new Receipt(at, Receipt.MADE, name, 0),
                List.of(new Holding.Part(0, name, grams, witness)));
        holds.derive(transit, name, record.taken());
    }

    void packing(Transit transit, Act act, PackCommand.RecordPacking c) {
        if (records.isRepeated(act, c)) {
            return;
        }
        Packing p = c.packing();
        Card maker = registers.inUse(transit, p.maker(), p.occurredAt());
        LotEvent.Recorded recorded = records.next(transit, act, c, List.of(maker));
        RecordName name = recorded.name();
        LedgerRecord record = recorded.record();
        SeasonPolicy season = policies.quoted(transit, p.season(), p.occurredAt(), record.policy())
                .season();
        Lot lot = transit.need(stock.find(p.lot()), Kind.PACKING, p.lot(), "there is no such lot to pack");
        transit.must(
                lot.shelf.product().equals(season.madeProduct())
                        && lot.shelf.season().equals(p.season())
                        && lot.at.compareTo(p.occurredAt()) <= 0,
                Kind.PACKING,
                p.lot(),
                "it is no made tea of this season, or was made only afterwards");
        mustBeProduct(transit, name, p, maker);
        BigInteger grams = BigInteger.valueOf(p.packs())
                .multiply(BigInteger.valueOf(p.packGrams().value()));
        long taken = record.taken().stream().mapToLong(m -> m.grams().value()).sum();
        transit.must(
                grams.equals(BigInteger.valueOf(taken)),
                Kind.PACKING,
                name,
                () -> p.packs() + " packs of " + p.packGrams() + " g, and " + taken + " g were taken");
        for (Move move : record.taken()) {
            transit.must(move.lot().equals(p.lot()), Kind.PACKING, move.lot(), "the run is of another lot");
        }
        transit.must(
                record.lot() == null && record.certificate() == null, Kind.RECORD, name, "a run of packs makes no lot");
        Shelf shelf = new Shelf(maker.account(), lot.shelf.season(), lot.shelf.product(), lot.shelf.grade());
        stock.takeLot(transit, shelf, p.lot(), record.taken(), new Grams(taken), p.occurredAt());
        stock.moving(transit, p.lot()).packed += taken;
        packers.put(name, new Packed(maker, p.packs()));
        holds.derive(transit, name, record.taken());
    }

    /** Who made a lot or packed a run, or null if there is none. */
    @Nullable
    Id maker(RecordName name) {
        Lot lot = stock.find(name);
        if (lot != null) {
            return lot.shelf.card();
        }
        Packed packed = packers.get(name);
        return packed == null ? null : packed.maker().account();
    }

    /** A run of packs. */
    Packed run(Transit transit, RecordName name) {
        return transit.need(packers.get(name), Kind.SERIALS, name, "there is no such run");
    }

    void openingStock(Transit transit, Act act, OriginCommand.RecordOpeningStock c) {
        if (records.isRepeated(act, c)) {
            return;
        }
        OpeningStock s = c.stock();
        Card card = registers.inUse(transit, s.card(), s.occurredAt());
        LotEvent.Recorded recorded = records.next(transit, act, c, List.of(card));
        RecordName name = recorded.name();
        LedgerRecord record = recorded.record();
        Policies.InForce policy = policies.inForce(transit, s.season(), s.occurredAt());
        Day to = policy.season().openingStockTo();
        transit.must(
                policy.ref().equals(record.policy())
                        && !s.product().equals(policy.season().leafProduct())
                        && to != null
                        && s.occurredAt()
                                        .day(policy.season().utcOffsetMinutes())
                                        .compareTo(to)
                                <= 0,
                Kind.GRAMS,
                name,
                "the policy lets nobody declare such stock");
        Shelf shelf = new Shelf(card.account(), s.season(), s.product(), s.grade());
        transit.must(declared.add(shelf), Kind.GRAMS, name, "this shelf's stock was declared before");
        transit.expected()
                .create(Keys.openingStock(card.account(), s.season(), s.product(), s.grade()), new Declared(name));
        LotInfo lot = new LotInfo(card.account(), s.season(), s.product(), s.grade(), s.grams());
        transit.must(
                lot.equals(record.lot()) && record.taken().isEmpty() && record.certificate() == null,
                Kind.GRAMS,
                name,
                "it made " + record.lot() + ", and not " + lot);
        stock.make(transit, name, shelf, s.occurredAt(), s.grams());
        stock.give(
                transit,
                shelf,
                new Receipt(s.occurredAt(), Receipt.TRADED, name, 0),
                List.of(new Holding.Part(0, name, s.grams(), record.witness())));
    }

    private void mustBeProduct(Transit transit, RecordName name, Packing p, Card maker) {
        transit.must(Gtins.isGood(p.gtin()), Kind.PACKING, p.gtin(), "the GTIN's check digit or form is wrong");
        Product.Registered registered = registers.product(p.gtin());
        transit.must(
                registered == null
                        || (registered.product().maker().equals(maker.account())
                                && registered.product().netGrams().equals(p.packGrams())),
                Kind.PACKING,
                name,
                "the product is another maker's, or has another net content");
    }
}
