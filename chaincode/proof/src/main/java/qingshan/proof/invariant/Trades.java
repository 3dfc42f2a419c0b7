package qingshan.proof.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import qingshan.proof.offence.Kind;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Loss;
import qingshan.rules.card.Reversal;
import qingshan.rules.card.Slip;
import qingshan.rules.json.Records;
import qingshan.rules.lot.Holding;
import qingshan.rules.lot.LedgerRecord;
import qingshan.rules.lot.LotEvent;
import qingshan.rules.lot.LotInfo;
import qingshan.rules.lot.Move;
import qingshan.rules.lot.Receipt;
import qingshan.rules.lot.RecordKind;
import qingshan.rules.lot.Shelf;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.party.Card;
import qingshan.rules.policy.SeasonPolicy;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** What harvests, slips, losses and reversals come to. */
final class Trades {
    private final Registers registers;
    private final Policies policies;
    private final Rights rights;
    private final Promises promises;
    private final RecordBook records;
    private final Stock stock;

    Trades(Registers registers, Policies policies, Rights rights, Promises promises, RecordBook records, Stock stock) {
        this.registers = registers;
        this.policies = policies;
        this.rights = rights;
        this.promises = promises;
        this.records = records;
        this.stock = stock;
    }

    void slip(Transit transit, Act act, CardCommand.RecordSlip c) {
        if (records.isRepeated(act, c)) {
            return;
        }
        Slip slip = c.slip();
        Card seller = registers.inUse(transit, slip.seller(), slip.occurredAt());
        List<Card> cards = new ArrayList<>(List.of(seller));
        Card buyer = slip.buyer() == null ? null : registers.inUse(transit, slip.buyer(), slip.occurredAt());
        if (buyer != null) {
            cards.add(buyer);
        }
        LotEvent.Recorded recorded = records.next(transit, act, c, cards);
        RecordName name = recorded.name();
        LedgerRecord record = recorded.record();
        transit.slip(name);
        transit.must(buyer == null || !seller.sameAccount(buyer), Kind.RECORD, name, "the buyer is the seller");
        SeasonPolicy season = policies.quoted(transit, slip.season(), slip.occurredAt(), record.policy())
                .season();
        boolean leaf = slip.product().equals(season.leafProduct());
        boolean harvest = slip.source() == Slip.Source.HARVEST;
        transit.must(
                !harvest || (leaf && season.harvestKinds().contains(seller.kind())),
                Kind.RECORD,
                name,
                () -> "a sale of " + slip.product() + " by a " + seller.kind() + " has another source");
        Text certificate = null;
        if (leaf && season.certificateKinds().contains(seller.kind())) {
            certificate = slip.certificate();
            promises.use(
                    transit,
                    seller.account(),
                    slip.season(),
                    certificate,
                    slip.product(),
                    slip.grams(),
                    slip.occurredAt().day(season.utcOffsetMinutes()));
        }
        transit.must(
                Objects.equals(certificate, record.certificate()),
                Kind.CERTIFICATE_USED,
                name,
                () -> "it says that it used " + record.certificate());
        Shelf shelf = new Shelf(seller.account(), slip.season(), slip.product(), slip.grade());
        List<Holding.Part> given = new ArrayList<>();
        if (harvest) {
            made(transit, name, record, shelf, slip);
            rights.use(transit, seller.account(), slip.season(), slip.grams().value());
            given.add(new Holding.Part(0, name, slip.grams(), record.witness()));
        } else {
            transit.must(record.lot() == null, Kind.GRAMS, name, "a sale of what was held makes no lot");
            stock.take(transit, shelf, record.taken(), slip.grams(), slip.occurredAt());
            for (Move move : record.taken()) {
                given.add(new Holding.Part(
                        given.size(), move.lot(), move.grams(), move.witness().and(record.witness())));
            }
        }
        if (buyer == null) {
            given.forEach(part ->
                    stock.moving(transit, part.lot()).soldAway += part.grams().value());
        } else {
            stock.give(transit, shelf.of(buyer.account()), received(slip, name), given);
        }
    }

    private void made(Transit transit, RecordName name, LedgerRecord record, Shelf shelf, Slip slip) {
        transit.must(record.taken().isEmpty(), Kind.GRAMS, name, "a harvest takes from nobody");
        LotInfo lot = new LotInfo(shelf.card(), slip.season(), slip.product(), slip.grade(), slip.grams());
        transit.must(lot.equals(record.lot()), Kind.GRAMS, name, () -> "it made " + record.lot() + ", and not " + lot);
        stock.make(transit, name, shelf, slip.occurredAt(), slip.grams());
    }

    private static Receipt received(Slip slip, RecordName name) {
        return new Receipt(slip.occurredAt(), Receipt.TRADED, name, 0);
    }

    void harvest(Transit transit, Act act, OriginCommand.RecordHarvest c) {
        if (records.isRepeated(act, c)) {
            return;
        }
        OriginCommand.Harvest h = c.harvest();
        Card card = registers.inUse(transit, h.card(), h.occurredAt());
        LotEvent.Recorded recorded = records.next(transit, act, c, List.of(card));
        RecordName name = recorded.name();
        LedgerRecord record = recorded.record();
        SeasonPolicy season = policies.quoted(transit, h.season(), h.occurredAt(), record.policy())
                .season();
        Shelf shelf = new Shelf(card.account(), h.season(), season.leafProduct(), h.grade());
        LotInfo lot = new LotInfo(card.account(), h.season(), season.leafProduct(), h.grade(), h.grams());
        transit.must(
                lot.equals(record.lot()) && record.taken().isEmpty() && record.certificate() == null,
                Kind.GRAMS,
                name,
                () -> "it made " + record.lot() + ", and not " + lot);
        stock.make(transit, name, shelf, h.occurredAt(), h.grams());
        rights.use(transit, card.account(), h.season(), h.grams().value());
        stock.give(
                transit,
                shelf,
                new Receipt(h.occurredAt(), Receipt.TRADED, name, 0),
                List.of(new Holding.Part(0, name, h.grams(), record.witness())));
    }

    void loss(Transit transit, Act act, CardCommand.RecordLoss c) {
        if (records.isRepeated(act, c)) {
            return;
        }
        Loss loss = c.loss();
        Card card = registers.inUse(transit, loss.card(), loss.occurredAt());
        LotEvent.Recorded recorded = records.next(transit, act, c, List.of(card));
        LedgerRecord record = recorded.record();
        transit.must(
                record.lot() == null && record.policy() == null && record.certificate() == null,
                Kind.RECORD,
                recorded.name(),
                "a loss makes nothing");
        stock.take(
                transit,
                new Shelf(card.account(), loss.season(), loss.product(), loss.grade()),
                record.taken(),
                loss.grams(),
                loss.occurredAt());
        for (Move move : record.taken()) {
            stock.moving(transit, move.lot()).lost += move.grams().value();
        }
    }

    void reversal(Transit transit, Act act, CardCommand.ReverseSlip c) {
        if (records.isRepeated(act, c)) {
            return;
        }
        Reversal reversal = c.reversal();
        RecordName of = reversal.slip();
        LedgerRecord record = records.reverse(transit, of, records.name(transit, act, reversal.witnesses()));
        transit.must(record.kind() == RecordKind.SLIP, Kind.REVERSAL, of, "only slips are reversed");
        Slip slip = Records.read(record.body(), Slip.class);
        transit.must(
                slip.witnesses().signed() == reversal.witnesses().signed()
                        && Objects.equals(
                                slip.witnesses().market(), reversal.witnesses().market())
                        && reversal.occurredAt().compareTo(slip.occurredAt()) >= 0,
                Kind.REVERSAL,
                of,
                "others stand behind the reversal than behind the slip, or it comes before it");
        Card seller = registers.current(transit, slip.seller());
        List<Card> cards = new ArrayList<>(List.of(seller));
        Card buyer = slip.buyer() == null ? null : registers.current(transit, slip.buyer());
        if (buyer != null) {
            cards.add(buyer);
        }
        LotEvent.Recorded recorded = records.next(transit, act, c, cards);
        Shelf shelf = new Shelf(seller.account(), slip.season(), slip.product(), slip.grade());
        List<Move> returned = takeBack(transit, of, record, slip, buyer == null ? null : shelf.of(buyer.account()));
        transit.must(
                recorded.record().taken().equals(returned)
                        && recorded.record().lot() == null
                        && recorded.record().policy() == null
                        && recorded.record().certificate() == null,
                Kind.REVERSAL,
                of,
                () -> "it returns " + recorded.record().taken() + ", and not " + returned);
        record.taken().forEach(move -> stock.putBack(transit, shelf, move));
        if (record.lot() != null) {
            stock.moving(transit, of).made = 0;
            rights.use(transit, seller.account(), slip.season(), -slip.grams().value());
        }
        if (record.certificate() != null) {
            promises.giveBack(transit, seller.account(), slip.season(), record.certificate(), slip.grams());
        }
    }

    /** What the slip brought goes from the buyer, or comes back from where it was sold away. */
    private List<Move> takeBack(
            Transit transit, RecordName of, LedgerRecord record, Slip slip, @Nullable Shelf buyers) {
        List<Holding.Part> given = new ArrayList<>();
        if (record.lot() != null) {
            given.add(new Holding.Part(0, of, slip.grams(), record.witness()));
        }
        for (Move move : record.taken()) {
            given.add(new Holding.Part(
                    given.size(), move.lot(), move.grams(), move.witness().and(record.witness())));
        }
        given.forEach(part -> stock.mustBeFree(transit, part.lot()));
        if (buyers == null) {
            given.forEach(part ->
                    stock.moving(transit, part.lot()).soldAway -= part.grams().value());
            return List.of();
        }
        Receipt first = received(slip, of);
        List<Move> returned = new ArrayList<>();
        for (Holding.Part part : given) {
            stock.takeBack(transit, buyers, first, part);
            returned.add(new Move(
                    part.lot(),
                    part.grams(),
                    part.witness(),
                    new Receipt(first.at(), first.rank(), first.record(), part.index())));
        }
        return returned;
    }
}
