package qingshan.rules.origin;

import java.util.List;
import qingshan.rules.Call;
import qingshan.rules.Code;
import qingshan.rules.Decision;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.lot.Holding;
import qingshan.rules.lot.Holdings;
import qingshan.rules.lot.Keeper;
import qingshan.rules.lot.LotInfo;
import qingshan.rules.lot.Receipt;
import qingshan.rules.lot.RecordKeeping;
import qingshan.rules.lot.Shelf;
import qingshan.rules.party.Card;
import qingshan.rules.party.Party;
import qingshan.rules.policy.PolicyRules;
import qingshan.rules.state.Keys;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.Basis;
import qingshan.rules.value.RecordName;

/** Decides on plots, entitlements, harvests, certificates, inspections, freezes and recalls. */
public final class OriginRules {
    private OriginRules() {}

    /** Decides one command. */
    public static Decision decide(State state, OriginCommand command, Call call, Keeper keeper) {
        return switch (command) {
            case OriginCommand.RegisterPlot c -> registerPlot(state, c, call);
            case OriginCommand.AdoptEntitlement c -> Entitlements.adopt(state, c);
            case OriginCommand.ProposeEntitlement c -> Entitlements.propose(state, c, call);
            case OriginCommand.ApproveByTown c ->
                Entitlements.approve(state, c.card(), c.season(), ApprovalLevel.TOWN, c.occurredAt(), call);
            case OriginCommand.ApproveByCounty c ->
                Entitlements.approve(state, c.card(), c.season(), ApprovalLevel.COUNTY, c.occurredAt(), call);
            case OriginCommand.RecordHarvest c -> harvest(state, c, keeper.get());
            case OriginCommand.RecordOpeningStock c -> openingStock(state, c.stock(), keeper.get());
            case OriginCommand.IssueCertificate c -> Certificates.issue(state, c, call);
            case OriginCommand.RecordInspection c -> Inspections.record(state, c, call);
            case OriginCommand.Freeze c -> Inspections.freeze(state, c, call);
            case OriginCommand.Release c -> Inspections.release(state, c);
            case OriginCommand.Recall c -> Inspections.recall(state, c, call);
        };
    }

    private static Decision registerPlot(State state, OriginCommand.RegisterPlot c, Call call) {
        if (Values.load(state, Keys.party(c.party()), Party.class) == null) {
            throw new Refusal(
                    Code.UNKNOWN_PARTY,
                    JsonObject.of("field", "party").with("party", c.party().value()));
        }
        Basis basis = call.submitter().adopts() ? Basis.ADOPTED : Basis.APPROVED;
        String mspId = call.submitter().mspId();
        Plot plot = new Plot(c.plot(), c.party(), c.area(), c.cultivar(), c.village(), basis, mspId);
        Plot old = Values.load(state, Keys.plot(c.plot()), Plot.class);
        if (plot.equals(old)) {
            return Decision.of();
        }
        if (old != null && !call.submitter().mayCorrect(old.basis(), old.mspId())) {
            throw new Refusal(
                    Code.ALREADY_EXISTS,
                    JsonObject.of("field", "plot").with("plot", c.plot().value()));
        }
        Values.save(state, Keys.plot(c.plot()), plot);
        return Decision.of(new OriginEvent.PlotRegistered(plot));
    }

    private static Decision harvest(State state, OriginCommand.RecordHarvest c, RecordKeeping keeping) {
        OriginCommand.Harvest h = c.harvest();
        Card card = Card.inUse(state, h.card(), "harvest.card", h.occurredAt());
        PolicyRules.Season season = PolicyRules.season(state, h.season(), h.occurredAt());
        season.document().checkWithin(h.occurredAt());
        RecordKeeping.Witnessed witnessed = keeping.witnessed(List.of(card));
        Entitlements.debit(state, card.account(), h.season(), h.grams());
        Shelf shelf = new Shelf(card.account(), h.season(), season.document().leafProduct(), h.grade());
        Holdings.give(
                state,
                shelf,
                new Receipt(h.occurredAt(), Receipt.TRADED, witnessed.name(), 0),
                List.of(new Holding.Part(0, witnessed.name(), h.grams(), witnessed.witness())));
        LotInfo lot = new LotInfo(card.account(), h.season(), shelf.product(), h.grade(), h.grams());
        return keeping.keep(witnessed, List.of(), lot, null, season.ref());
    }

    /** Once for each shelf, and only while the season's policy lets stock be declared: else grams could come from nowhere. */
    private static Decision openingStock(State state, OpeningStock s, RecordKeeping keeping) {
        Card card = Card.inUse(state, s.card(), "stock.card", s.occurredAt());
        PolicyRules.Season season = PolicyRules.season(state, s.season(), s.occurredAt());
        season.document().checkOpeningStock(s.product(), s.occurredAt());
        String key = Keys.openingStock(card.account(), s.season(), s.product(), s.grade());
        if (state.get(key) != null) {
            throw new Refusal(Code.ALREADY_EXISTS, JsonObject.of("field", "stock.grade"));
        }
        RecordKeeping.Witnessed witnessed = keeping.witnessed(List.of(card));
        Values.save(state, key, new Declared(witnessed.name()));
        Shelf shelf = new Shelf(card.account(), s.season(), s.product(), s.grade());
        Holdings.give(
                state,
                shelf,
                new Receipt(s.occurredAt(), Receipt.TRADED, witnessed.name(), 0),
                List.of(new Holding.Part(0, witnessed.name(), s.grams(), witnessed.witness())));
        LotInfo lot = new LotInfo(card.account(), s.season(), s.product(), s.grade(), s.grams());
        return keeping.keep(witnessed, List.of(), lot, null, season.ref());
    }

    /**
     * That opening stock was declared.
     *
     * @param record in which
     */
    private record Declared(RecordName record) {}
}
