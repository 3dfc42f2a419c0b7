package qingshan.proof.invariant;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qingshan.proof.offence.Kind;
import qingshan.rules.origin.ApprovalLevel;
import qingshan.rules.origin.Entitlement;
import qingshan.rules.origin.Grant;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.origin.OriginEvent;
import qingshan.rules.origin.Plot;
import qingshan.rules.party.Card;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;

/** What each card may harvest in a season, on which plots and whose approval it rests, and what of it is used. */
final class Rights {
    private static final BigInteger MILLI = BigInteger.valueOf(1_000);

    private static final List<ApprovalLevel> ORDER =
            List.of(ApprovalLevel.VILLAGE, ApprovalLevel.TOWN, ApprovalLevel.COUNTY);

    private record Which(Id card, Name season) {}

    private final Registers registers;
    private final Policies policies;
    private final Map<Which, Entitlement> entitlements = new HashMap<>();
    private final Map<Which, Grant> grants = new HashMap<>();

    Rights(Registers registers, Policies policies) {
        this.registers = registers;
        this.policies = policies;
    }

    void adopt(Transit transit, OriginCommand.AdoptEntitlement c) {
        Which which = new Which(c.card(), c.season());
        Entitlement old = entitlements.get(which);
        transit.must(
                old == null || old.basis() == Basis.ADOPTED,
                Kind.APPROVAL,
                c.card(),
                "an approved one was adopted anew");
        onlyOne(transit, which);
        Entitlement entitlement = granted(transit, which, c.plots(), Basis.ADOPTED, c.occurredAt());
        Grant grant = new Grant(c.plots(), Basis.ADOPTED, List.of());
        if (entitlement.equals(old) && grant.equals(grants.get(which))) {
            return;
        }
        put(transit, which, entitlement);
        put(transit, which, grant);
        transit.next(new OriginEvent.EntitlementGranted(c.card(), c.season(), c.plots(), entitlement));
    }

    void propose(Transit transit, OriginCommand.ProposeEntitlement c) {
        Which which = new Which(c.card(), c.season());
        Grant old = grants.get(which);
        transit.must(
                old == null || old.approvals().size() < ORDER.size(),
                Kind.APPROVAL,
                c.card(),
                "an approved one was proposed anew");
        onlyOne(transit, which);
        policies.inForce(transit, c.season(), c.occurredAt());
        grams(transit, which, c.plots(), BigInteger.ONE);
        approve(transit, which, new Grant(c.plots(), Basis.APPROVED, List.of()), ApprovalLevel.VILLAGE);
    }

    void approve(Transit transit, Id card, Name season, ApprovalLevel level, LedgerTime at) {
        Which which = new Which(card, season);
        Grant grant = transit.need(grants.get(which), Kind.APPROVAL, card, "nobody proposed it");
        transit.must(grant.basis() == Basis.APPROVED, Kind.APPROVAL, card, "nobody proposed it");
        approve(transit, which, grant, level);
        if (level == ApprovalLevel.COUNTY) {
            Entitlement entitlement = granted(transit, which, grant.plots(), Basis.APPROVED, at);
            put(transit, which, entitlement);
            transit.next(new OriginEvent.EntitlementGranted(card, season, grant.plots(), entitlement));
        }
    }

    private void approve(Transit transit, Which which, Grant grant, ApprovalLevel level) {
        transit.must(
                grant.approvals().size() == ORDER.indexOf(level),
                Kind.APPROVAL,
                which.card(),
                () -> level + " approved after " + grant.approvals().size() + " others");
        String mspId = transit.submitter().mspId();
        List<Grant.Approval> approvals = new ArrayList<>(grant.approvals());
        approvals.add(new Grant.Approval(level, mspId, transit.recordedAt()));
        put(transit, which, new Grant(grant.plots(), grant.basis(), List.copyOf(approvals)));
        transit.next(new OriginEvent.EntitlementApproved(which.card(), which.season(), grant.plots(), level, mspId));
    }

    /** A party has one entitlement in a season, whichever of its cards it is for. */
    private void onlyOne(Transit transit, Which which) {
        Card card = registers.card(transit, which.card());
        for (Id other : registers.party(transit, card.party()).cards()) {
            transit.must(
                    other.equals(card.card()) || !grants.containsKey(new Which(other, which.season())),
                    Kind.ENTITLEMENT,
                    card.card(),
                    () -> "the party has another entitlement in this season, for the card " + other);
        }
    }

    private Entitlement granted(Transit transit, Which which, List<Id> plots, Basis basis, LedgerTime at) {
        Entitlement old = entitlements.get(which);
        long used = old == null ? 0 : old.used().value();
        Policies.InForce policy = policies.inForce(transit, which.season(), at);
        long computed = grams(
                transit,
                which,
                plots,
                BigInteger.valueOf(policy.season().leafYieldGramsPerMu().value()));
        // what was harvested was harvested: never below it
        return new Entitlement(new Grams(Math.max(computed, used)), new Grams(used), basis, policy.ref());
    }

    private long grams(Transit transit, Which which, List<Id> plots, BigInteger gramsPerMu) {
        Id party = registers.card(transit, which.card()).party();
        Set<Id> seen = new HashSet<>();
        BigInteger area = BigInteger.ZERO;
        for (Id id : plots) {
            Plot plot = registers.plot(transit, id);
            transit.must(plot.party().equals(party), Kind.ENTITLEMENT, id, "the plot is another party's");
            transit.must(seen.add(id), Kind.ENTITLEMENT, id, "the plot counts twice");
            area = area.add(BigInteger.valueOf(plot.area().value()));
        }
        return area.multiply(gramsPerMu).divide(MILLI).longValueExact();
    }

    /** A harvest uses it up, or its reversal gives it back (a negative weight). */
    void use(Transit transit, Id card, Name season, long grams) {
        Which which = new Which(card, season);
        Entitlement old =
                transit.need(entitlements.get(which), Kind.ENTITLEMENT, card, "the card has none in this season");
        long used = old.used().value() + grams;
        transit.must(
                used >= 0 && used <= old.granted().value(),
                Kind.ENTITLEMENT,
                card,
                () -> used + " g would be used of " + old.granted() + " granted");
        put(transit, which, new Entitlement(old.granted(), new Grams(used), old.basis(), old.policy()));
    }

    private void put(Transit transit, Which which, Entitlement entitlement) {
        write(
                transit,
                Keys.entitlement(which.card(), which.season()),
                entitlement,
                entitlements.put(which, entitlement));
    }

    private void put(Transit transit, Which which, Grant grant) {
        write(transit, Keys.grant(which.card(), which.season()), grant, grants.put(which, grant));
    }

    private static void write(Transit transit, String key, Record value, @Nullable Record old) {
        if (old == null) {
            transit.expected().create(key, value);
        } else {
            transit.expected().update(key, value);
        }
    }
}
