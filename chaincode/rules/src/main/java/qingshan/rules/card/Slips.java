package qingshan.rules.card;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Call;
import qingshan.rules.Code;
import qingshan.rules.Decision;
import qingshan.rules.Opening;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.lot.Holding;
import qingshan.rules.lot.Holdings;
import qingshan.rules.lot.LotInfo;
import qingshan.rules.lot.Move;
import qingshan.rules.lot.Receipt;
import qingshan.rules.lot.RecordKeeping;
import qingshan.rules.lot.Shelf;
import qingshan.rules.origin.Certificates;
import qingshan.rules.origin.Entitlements;
import qingshan.rules.party.Card;
import qingshan.rules.policy.PolicyRules;
import qingshan.rules.policy.SeasonPolicy;
import qingshan.rules.state.State;
import qingshan.rules.value.Day;
import qingshan.rules.value.Text;
import qingshan.rules.value.Witness;

/** Decides on slips. The order of the checks is that of the season format: the first reason that holds is given. */
final class Slips {
    private Slips() {}

    static Decision record(State state, CardCommand.RecordSlip c, Call call, RecordKeeping keeping) {
        Slip slip = c.slip();
        Card.readAhead(state, slip.seller());
        Card buyer = slip.buyer() == null ? null : Card.inUse(state, slip.buyer(), "slip.buyer", slip.occurredAt());
        Card seller = Card.inUse(state, slip.seller(), "slip.seller", slip.occurredAt());
        if (buyer != null && buyer.sameAccount(seller)) {
            throw new Refusal(
                    Code.SELF_TRADE,
                    JsonObject.of("field", "slip.buyer")
                            .with("card", buyer.card().value()));
        }
        PolicyRules.Season season = PolicyRules.season(state, slip.season(), slip.occurredAt());
        SeasonPolicy policy = season.document();
        policy.checkWithin(slip.occurredAt());
        RecordKeeping.Witnessed witnessed = keeping.witnessed(buyer == null ? List.of(seller) : List.of(seller, buyer));
        checkOpening(call.opening(), slip);

        boolean leaf = slip.product().equals(policy.leafProduct());
        // a grower may also sell leaf that was harvested before, or bought
        boolean harvest = slip.source() == Slip.Source.HARVEST;
        if (harvest && !(leaf && policy.harvestKinds().contains(seller.kind()))) {
            throw new Refusal(
                    Code.WRONG_SOURCE, JsonObject.of("field", "slip.source").with("expected", "holding"));
        }
        Text certificate = null;
        if (leaf && policy.certificateKinds().contains(seller.kind())) {
            Day day = slip.occurredAt().day(policy.utcOffsetMinutes());
            Certificates.debit(
                    state, seller.account(), slip.season(), slip.certificate(), slip.product(), slip.grams(), day);
            certificate = slip.certificate();
        }
        Shelf shelf = new Shelf(seller.account(), slip.season(), slip.product(), slip.grade());
        if (harvest) {
            return harvested(state, slip, shelf, buyer, certificate, witnessed, keeping, season);
        }
        List<Move> taken = Holdings.take(state, shelf, slip.grams(), slip.occurredAt());
        if (buyer != null) {
            List<Holding.Part> parts = new ArrayList<>(taken.size());
            for (Move move : taken) {
                Witness weakest = move.witness().and(witnessed.witness());
                parts.add(new Holding.Part(parts.size(), move.lot(), move.grams(), weakest));
            }
            Holdings.give(state, shelf.of(buyer.account()), received(slip, witnessed), parts);
        }
        return keeping.keep(witnessed, taken, null, certificate, season.ref());
    }

    private static Decision harvested(
            State state,
            Slip slip,
            Shelf shelf,
            @Nullable Card buyer,
            @Nullable Text certificate,
            RecordKeeping.Witnessed witnessed,
            RecordKeeping keeping,
            PolicyRules.Season season) {
        Entitlements.debit(state, shelf.card(), slip.season(), slip.grams());
        if (buyer != null) {
            Holding.Part part = new Holding.Part(0, witnessed.name(), slip.grams(), witnessed.witness());
            Holdings.give(state, shelf.of(buyer.account()), received(slip, witnessed), List.of(part));
        }
        LotInfo lot = new LotInfo(shelf.card(), slip.season(), slip.product(), slip.grade(), slip.grams());
        return keeping.keep(witnessed, List.of(), lot, certificate, season.ref());
    }

    private static Receipt received(Slip slip, RecordKeeping.Witnessed witnessed) {
        return new Receipt(slip.occurredAt(), Receipt.TRADED, witnessed.name(), 0);
    }

    private static void checkOpening(@Nullable Opening opening, Slip slip) {
        if (opening == null) {
            throw Refusal.ofField(Code.MISSING_OPENING, "private", "price and amount are needed, as private input");
        }
        if (!opening.commitment().equals(slip.commitment())) {
            throw Refusal.ofField(Code.COMMITMENT_MISMATCH, "slip.commitment", "is not that of the private input");
        }
        opening.checkAmount(slip.grams());
    }
}
