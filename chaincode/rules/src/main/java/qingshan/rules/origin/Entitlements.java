package qingshan.rules.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Call;
import qingshan.rules.Code;
import qingshan.rules.Decision;
import qingshan.rules.Event;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.party.Card;
import qingshan.rules.party.Party;
import qingshan.rules.policy.PolicyRules;
import qingshan.rules.state.Keys;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.Area;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;

/** Entitlements: adopted, or proposed by the village and approved by town and county; debited by harvests. */
public final class Entitlements {
    private Entitlements() {}

    static Decision adopt(State state, OriginCommand.AdoptEntitlement c) {
        Card card = Card.inUse(state, c.card(), "card", c.occurredAt());
        Id account = card.account();
        Entitlement old = find(state, account, c.season());
        if (old != null && old.basis() == Basis.APPROVED) {
            throw new Refusal(
                    Code.ALREADY_EXISTS,
                    JsonObject.of("field", "card")
                            .with("basis", "approved")
                            .with("grantedGrams", old.granted().value()));
        }
        onlyOne(state, card, c.season());
        PolicyRules.Season season = PolicyRules.season(state, c.season(), c.occurredAt());
        Grams computed = season.document().yieldOf(areas(state, card, c.plots()));
        List<Event> events = new ArrayList<>(Claims.adopt(state, c, account, season));
        Grams used = old == null ? Grams.ZERO : old.used();
        // a corrected plot can make the entitlement smaller, but what was harvested was harvested
        Grams granted = computed.compareTo(used) < 0 ? used : computed;
        Entitlement entitlement = new Entitlement(granted, used, Basis.ADOPTED, season.ref());
        Grant grant = new Grant(c.plots(), Basis.ADOPTED, List.of());
        Grant before = Values.load(state, Keys.grant(account, c.season()), Grant.class);
        // what the village has proposed stays under way: an import does not undo it
        boolean proposed = before != null && before.basis() == Basis.APPROVED;
        if (entitlement.equals(old) && (proposed || grant.equals(before)) && events.isEmpty()) {
            return Decision.of();
        }
        Values.save(state, Keys.entitlement(account, c.season()), entitlement);
        if (!proposed) {
            Values.save(state, Keys.grant(account, c.season()), grant);
        }
        events.add(new OriginEvent.EntitlementGranted(account, c.season(), c.plots(), entitlement));
        return new Decision(JsonObject.EMPTY, events);
    }

    static Decision propose(State state, OriginCommand.ProposeEntitlement c, Call call) {
        Card card = Card.inUse(state, c.card(), "card", c.occurredAt());
        Grant old = Values.load(state, Keys.grant(card.account(), c.season()), Grant.class);
        if (old != null && old.approvals().size() == ApprovalLevel.values().length) {
            throw new Refusal(Code.WRONG_STATE, JsonObject.of("field", "card").with("state", "approved"));
        }
        onlyOne(state, card, c.season());
        PolicyRules.Season season = PolicyRules.season(state, c.season(), c.occurredAt());
        areas(state, card, c.plots());
        Claims.propose(state, c, card.account(), season);
        return approved(state, card.account(), c.season(), new Grant(c.plots(), Basis.APPROVED, List.of()), call);
    }

    static Decision approve(State state, Id id, Name season, ApprovalLevel level, LedgerTime occurredAt, Call call) {
        Card holder = Card.need(state, id, "card");
        Id card = holder.account();
        Grant grant = Values.load(state, Keys.grant(card, season), Grant.class);
        if (grant == null || grant.basis() == Basis.ADOPTED) {
            throw new Refusal(
                    Code.UNKNOWN_ENTITLEMENT, JsonObject.of("field", "card").with("card", card.value()));
        }
        if (grant.approvals().size() != level.before()) {
            throw new Refusal(
                    Code.WRONG_STATE,
                    JsonObject.of("field", "card")
                            .with("approvals", grant.approvals().size()));
        }
        Decision approved = approved(state, card, season, grant, call);
        if (level != ApprovalLevel.COUNTY) {
            return approved;
        }
        Entitlement old = find(state, card, season);
        Grams used = old == null ? Grams.ZERO : old.used();
        PolicyRules.Season policy = PolicyRules.season(state, season, occurredAt);
        Grams computed = policy.document().yieldOf(areas(state, holder, grant.plots()));
        Grams granted = computed.compareTo(used) < 0 ? used : computed;
        Entitlement entitlement = new Entitlement(granted, used, Basis.APPROVED, policy.ref());
        Values.save(state, Keys.entitlement(card, season), entitlement);
        return Decision.of(
                JsonObject.EMPTY.with("grantedGrams", granted.value()),
                approved.events().getFirst(),
                new OriginEvent.EntitlementGranted(card, season, grant.plots(), entitlement));
    }

    private static Decision approved(State state, Id card, Name season, Grant grant, Call call) {
        ApprovalLevel level = ApprovalLevel.after(grant.approvals().size());
        List<Grant.Approval> approvals = new ArrayList<>(grant.approvals());
        approvals.add(new Grant.Approval(level, call.submitter().mspId(), call.recordedAt()));
        Values.save(state, Keys.grant(card, season), new Grant(grant.plots(), grant.basis(), approvals));
        return Decision.of(new OriginEvent.EntitlementApproved(
                card, season, grant.plots(), level, call.submitter().mspId()));
    }

    /**
     * Debits a harvest.
     *
     * @throws Refusal OVER_ENTITLEMENT
     */
    public static void debit(State state, Id card, Name season, Grams grams) {
        Entitlement entitlement = find(state, card, season);
        Grams granted = entitlement == null ? Grams.ZERO : entitlement.granted();
        Grams used = entitlement == null ? Grams.ZERO : entitlement.used();
        Grams left = granted.minus(used);
        if (entitlement == null || grams.compareTo(left) > 0) {
            throw new Refusal(
                    Code.OVER_ENTITLEMENT,
                    JsonObject.of("field", "grams")
                            .with("askedGrams", grams.value())
                            .with("leftGrams", left.value())
                            .with("grantedGrams", granted.value()));
        }
        Values.save(state, Keys.entitlement(card, season), entitlement.withUsed(used.plus(grams)));
    }

    /** Undoes a debit, for a reversal. */
    public static void credit(State state, Id card, Name season, Grams grams) {
        Entitlement entitlement = find(state, card, season);
        if (entitlement == null) {
            throw new IllegalStateException("a harvest without an entitlement");
        }
        Values.save(
                state,
                Keys.entitlement(card, season),
                entitlement.withUsed(entitlement.used().minus(grams)));
    }

    static @Nullable Entitlement find(State state, Id card, Name season) {
        return Values.load(state, Keys.entitlement(card, season), Entitlement.class);
    }

    /** One entitlement for each party and season: no other card of the party has one. */
    private static void onlyOne(State state, Card card, Name season) {
        Party party = Values.load(state, Keys.party(card.party()), Party.class);
        if (party == null) {
            throw new IllegalStateException("a card without its party");
        }
        for (Id other : party.cards()) {
            if (!other.equals(card.account()) && state.get(Keys.grant(other, season)) != null) {
                throw new Refusal(
                        Code.ALREADY_EXISTS, JsonObject.of("field", "card").with("card", other.value()));
            }
        }
    }

    private static List<Area> areas(State state, Card card, List<Id> plots) {
        List<Area> areas = new ArrayList<>(plots.size());
        Set<Id> seen = new TreeSet<>();
        for (Id id : plots) {
            Plot plot = Values.load(state, Keys.plot(id), Plot.class);
            if (plot == null) {
                throw new Refusal(
                        Code.UNKNOWN_PLOT, JsonObject.of("field", "plots").with("plot", id.value()));
            }
            if (!plot.party().equals(card.party())) {
                throw new Refusal(
                        Code.NOT_OWNER, JsonObject.of("field", "plots").with("plot", id.value()));
            }
            if (!seen.add(id)) {
                throw new Refusal(
                        Code.BAD_VALUE, JsonObject.of("field", "plots").with("plot", id.value()));
            }
            areas.add(plot.area());
        }
        return areas;
    }
}
