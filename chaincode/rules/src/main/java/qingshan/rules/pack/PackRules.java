package qingshan.rules.pack;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import qingshan.rules.Bounds;
import qingshan.rules.Call;
import qingshan.rules.Code;
import qingshan.rules.Decision;
import qingshan.rules.Event;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.lot.Holding;
import qingshan.rules.lot.Holdings;
import qingshan.rules.lot.Holds;
import qingshan.rules.lot.Keeper;
import qingshan.rules.lot.LedgerRecord;
import qingshan.rules.lot.LotInfo;
import qingshan.rules.lot.Move;
import qingshan.rules.lot.Receipt;
import qingshan.rules.lot.RecordKeeping;
import qingshan.rules.lot.Shelf;
import qingshan.rules.origin.Certificate;
import qingshan.rules.origin.Certificates;
import qingshan.rules.party.Card;
import qingshan.rules.policy.PolicyRules;
import qingshan.rules.policy.SeasonPolicy;
import qingshan.rules.state.Keys;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Witness;

/** Decides on products, processing, blending and packing. */
public final class PackRules {
    private PackRules() {}

    /** Decides one command. */
    public static Decision decide(State state, PackCommand command, Call call, Keeper keeper) {
        return switch (command) {
            case PackCommand.RegisterProduct c -> registerProduct(state, c, call);
            case PackCommand.RecordProcessing c -> process(state, c.processing(), keeper.get());
            case PackCommand.RecordBlending c -> blend(state, c.blending(), call, keeper.get());
            case PackCommand.RecordPacking c -> pack(state, c.packing(), keeper.get());
            case PackCommand.IssueSerials c -> SerialRules.issue(state, c.serials(), keeper.get());
            case PackCommand.VoidSerials c -> SerialRules.makeVoid(state, c.voiding(), keeper.get());
            case PackCommand.DispatchPacks c -> SerialRules.dispatch(state, c.dispatch(), keeper.get());
        };
    }

    private static Decision registerProduct(State state, PackCommand.RegisterProduct c, Call call) {
        Gtin.check(c.product().gtin(), "product.gtin");
        Product product = c.product()
                .madeBy(Card.inUse(state, c.product().maker(), "product.maker", c.occurredAt())
                        .account());
        Basis basis = call.submitter().adopts() ? Basis.ADOPTED : Basis.APPROVED;
        Product.Registered registered =
                new Product.Registered(product, basis, call.submitter().mspId());
        Product.Registered old = Values.load(state, Keys.product(product.gtin()), Product.Registered.class);
        if (registered.equals(old)) {
            return Decision.of();
        }
        if (old != null && !call.submitter().mayCorrect(old.basis(), old.mspId())) {
            throw new Refusal(
                    Code.ALREADY_EXISTS, JsonObject.of("field", "product.gtin").with("gtin", product.gtin()));
        }
        Values.save(state, Keys.product(product.gtin()), registered);
        return Decision.of(new PackEvent.ProductRegistered(registered));
    }

    private static Decision process(State state, Processing p, RecordKeeping keeping) {
        Card maker = Card.inUse(state, p.maker(), "processing.maker", p.occurredAt());
        PolicyRules.Season season = PolicyRules.season(state, p.season(), p.occurredAt());
        SeasonPolicy policy = season.document();
        policy.checkWithin(p.occurredAt());
        RecordKeeping.Witnessed witnessed = keeping.witnessed(List.of(maker));
        Shelf leaf = new Shelf(maker.account(), p.season(), policy.leafProduct(), p.leafGrade());
        List<Move> taken = Holdings.take(state, leaf, p.leafGrams(), p.occurredAt());
        policy.checkConversion(p.leafGrams(), p.madeGrams());
        Shelf made = new Shelf(maker.account(), p.season(), policy.madeProduct(), p.madeGrade());
        LotInfo lot = newLot(state, made, p.madeGrams(), p.occurredAt(), taken, witnessed);
        return keeping.keep(witnessed, taken, lot, null, season.ref());
    }

    private static Decision blend(State state, Blending b, Call call, RecordKeeping keeping) {
        Card maker = Card.inUse(state, b.maker(), "blending.maker", b.occurredAt());
        PolicyRules.Season season = PolicyRules.season(state, b.season(), b.occurredAt());
        SeasonPolicy policy = season.document();
        policy.checkWithin(b.occurredAt());
        RecordKeeping.Witnessed witnessed = keeping.witnessed(List.of(maker));
        boolean leaf = b.product().equals(policy.leafProduct());
        if (b.certificate() == null && leaf && policy.certificateKinds().contains(maker.kind())) {
            throw Refusal.ofField(Code.NO_CERTIFICATE, "blending.certificate", "mixed leaf needs a new certificate");
        }
        List<Move> taken = new ArrayList<>();
        Grams grams = Grams.ZERO;
        for (Blending.Part part : b.parts()) {
            Shelf shelf = new Shelf(maker.account(), b.season(), b.product(), part.grade());
            taken.addAll(Holdings.take(state, shelf, part.grams(), b.occurredAt()));
            if (taken.size() > Bounds.LOTS_MAX) {
                throw new Refusal(
                        Code.TOO_MANY_LOTS,
                        JsonObject.of("field", "blending.parts").with("lotsMax", Bounds.LOTS_MAX));
            }
            grams = grams.plus(part.grams());
        }
        if (taken.stream().map(Move::lot).distinct().count() < 2) {
            throw Refusal.ofField(Code.BAD_VALUE, "blending.parts", "are all of one lot, which needs no blending");
        }
        Shelf shelf = new Shelf(maker.account(), b.season(), b.product(), b.grade());
        LotInfo lot = newLot(state, shelf, grams, b.occurredAt(), taken, witnessed);
        Event[] more = {};
        if (b.certificate() != null) {
            Certificate certificate = new Certificate(
                    maker.account(),
                    b.season(),
                    b.certificate(),
                    b.product(),
                    grams,
                    Grams.ZERO,
                    b.occurredAt().day(policy.utcOffsetMinutes()),
                    null,
                    b.promise(),
                    call.submitter().adopts() ? Basis.ADOPTED : Basis.APPROVED);
            more = new Event[] {Certificates.give(state, certificate)};
        }
        return keeping.keep(witnessed, taken, lot, null, season.ref(), more);
    }

    private static Decision pack(State state, Packing p, RecordKeeping keeping) {
        Card maker = Card.inUse(state, p.maker(), "packing.maker", p.occurredAt());
        PolicyRules.Season season = PolicyRules.season(state, p.season(), p.occurredAt());
        season.document().checkWithin(p.occurredAt());
        RecordKeeping.Witnessed witnessed = keeping.witnessed(List.of(maker));
        checkProduct(state, p, maker);
        LedgerRecord batch = LedgerRecord.find(state, p.lot());
        LotInfo lot = batch == null ? null : batch.lot();
        if (batch == null
                || lot == null
                || !lot.product().equals(season.document().madeProduct())
                || !lot.season().equals(p.season())
                || occurredAt(batch).compareTo(p.occurredAt()) > 0) {
            throw new Refusal(
                    Code.UNKNOWN_BATCH,
                    JsonObject.of("field", "packing.lot").with("lot", p.lot().value()));
        }
        BigInteger grams = BigInteger.valueOf(p.packs())
                .multiply(BigInteger.valueOf(p.packGrams().value()));
        if (grams.compareTo(BigInteger.valueOf(Bounds.INTEGER_MAX)) > 0) {
            throw new Refusal(Code.OVERPACKED, JsonObject.of("field", "packing.packs"));
        }
        Shelf shelf = new Shelf(maker.account(), lot.season(), lot.product(), lot.grade());
        List<Move> taken = Holdings.takeLot(state, shelf, p.lot(), new Grams(grams.longValueExact()), p.occurredAt());
        Holds.derive(state, witnessed.name(), taken);
        return keeping.keep(witnessed, taken, null, null, season.ref());
    }

    private static void checkProduct(State state, Packing p, Card maker) {
        Gtin.check(p.gtin(), "packing.gtin");
        Product.Registered registered = Values.load(state, Keys.product(p.gtin()), Product.Registered.class);
        if (registered == null) {
            return;
        }
        Product product = registered.product();
        if (!product.maker().equals(maker.account()) || !product.netGrams().equals(p.packGrams())) {
            throw new Refusal(
                    Code.GTIN_MISMATCH,
                    JsonObject.of("field", "packing.gtin")
                            .with("gtin", p.gtin())
                            .with("maker", product.maker().value())
                            .with("netGrams", product.netGrams().value()));
        }
    }

    private static LedgerTime occurredAt(LedgerRecord record) {
        String at = record.body().text("occurredAt");
        if (at == null) {
            throw new IllegalStateException("a record without its time");
        }
        return new LedgerTime(at);
    }

    private static LotInfo newLot(
            State state,
            Shelf shelf,
            Grams grams,
            LedgerTime at,
            List<Move> parents,
            RecordKeeping.Witnessed witnessed) {
        Witness witness = parents.stream().map(Move::witness).reduce(witnessed.witness(), Witness::and);
        Holdings.give(
                state,
                shelf,
                new Receipt(at, Receipt.MADE, witnessed.name(), 0),
                List.of(new Holding.Part(0, witnessed.name(), grams, witness)));
        Holds.derive(state, witnessed.name(), parents);
        return new LotInfo(shelf.card(), shelf.season(), shelf.product(), shelf.grade(), grams);
    }
}
