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
import qingshan.rules.policy.SeasonPolicy;
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

    /** By which card's entitlement of a season a plot is counted. */
    record Claim(Id card) {}

    private final Registers registers;
    private final Policies policies;
    private final Map<Which, Entitlement> entitlements = new HashMap<>();
    private final Map<Which, Grant> grants = new HashMap<>();
    private final Map<Id, Map<Name, Id>> claims = new HashMap<>();

    Rights(Registers registers, Policies policies) {
        this.registers = registers;
        this.policies = policies;
    }

    void adopt(Transit transit, OriginCommand.AdoptEntitlement c) {
        Id account = registers.inUse(transit, c.card(), c.occurredAt()).account();
        Which which = new Which(account, c.season());
        Entitlement old = entitlements.get(which);
        transit.must(
                old == null || old.basis() == Basis.ADOPTED,
                Kind.APPROVAL,
                c.card(),
                "an approved one was adopted anew");
        onlyOne(transit, which);
        Entitlement entitlement = granted(transit, which, c.plots(), Basis.ADOPTED, c.occurredAt());
        Grant grant = new Grant(c.plots(), Basis.ADOPTED, List.of());
        Grant before = grants.get(which);
        // what the village has proposed stays under way: an import does not undo it
        boolean proposed = before != null && before.basis() == Basis.APPROVED;
        boolean withdrew = false;
        for (Id plot : c.plots()) {
            withdrew |= claim(transit, plot, which, c.occurredAt(), true);
        }
        if (entitlement.equals(old) && (proposed || grant.equals(before)) && !withdrew) {
            return;
        }
        put(transit, which, entitlement);
        if (!proposed) {
            put(transit, which, grant);
        }
        transit.next(new OriginEvent.EntitlementGranted(account, c.season(), c.plots(), entitlement));
    }

    void propose(Transit transit, OriginCommand.ProposeEntitlement c) {
        Which which =
                new Which(registers.inUse(transit, c.card(), c.occurredAt()).account(), c.season());
        Grant old = grants.get(which);
        transit.must(
                old == null || old.approvals().size() < ORDER.size(),
                Kind.APPROVAL,
                c.card(),
                "an approved one was proposed anew");
        onlyOne(transit, which);
        policies.inForce(transit, c.season(), c.occurredAt());
        grams(transit, which, c.plots(), BigInteger.ONE);
        for (Id plot : c.plots()) {
            claim(transit, plot, which, c.occurredAt(), false);
        }
        approve(transit, which, new Grant(c.plots(), Basis.APPROVED, List.of()), ApprovalLevel.VILLAGE);
    }

    void approve(Transit transit, Id any, Name season, ApprovalLevel level, LedgerTime at) {
        Id card = registers.card(transit, any).account();
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

    /**
     * A plot counts for one card on any day. An adopted entitlement of the same season passes on what nobody has harvested.
     *
     * @return whether another entitlement became smaller
     */
    private boolean claim(Transit transit, Id plot, Which which, LedgerTime at, boolean adopting) {
        Map<Name, Id> all = claims.computeIfAbsent(plot, p -> new HashMap<>());
        SeasonPolicy season = policies.inForce(transit, which.season(), at).season();
        all.forEach((name, card) -> transit.must(
                name.equals(which.season())
                        || !counts(new Which(card, name), plot)
                        || !policies.inForce(transit, name, at).season().overlaps(season),
                Kind.ENTITLEMENT,
                plot,
                "the plot counts for " + card + " in " + name + ", on the same days"));
        Id other = all.put(which.season(), which.card());
        if (which.card().equals(other)) {
            return false;
        }
        String key = Keys.claim(plot, which.season());
        if (other == null) {
            transit.expected().create(key, new Claim(which.card()));
            return false;
        }
        transit.expected().update(key, new Claim(which.card()));
        Which was = new Which(other, which.season());
        Grant grant = grants.get(was);
        if (grant == null || !counts(was, plot)) {
            return false;
        }
        Entitlement entitlement = transit.need(entitlements.get(was), Kind.ENTITLEMENT, plot, "nothing was granted");
        List<Id> rest = grant.plots().stream().filter(p -> !p.equals(plot)).toList();
        BigInteger area = rest.stream()
                .map(p -> BigInteger.valueOf(registers.plot(transit, p).area().value()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        long left = area.multiply(
                        BigInteger.valueOf(season.leafYieldGramsPerMu().value()))
                .divide(MILLI)
                .longValueExact();
        transit.must(
                adopting && grant.basis() == Basis.ADOPTED && entitlement.used().value() <= left,
                Kind.ENTITLEMENT,
                plot,
                "the plot counts for " + other + ", who was approved or has harvested");
        Entitlement less = new Entitlement(
                new Grams(left),
                entitlement.used(),
                Basis.ADOPTED,
                policies.inForce(transit, which.season(), at).ref());
        put(transit, was, less);
        put(transit, was, new Grant(rest, Basis.ADOPTED, List.of()));
        transit.next(new OriginEvent.EntitlementGranted(other, which.season(), rest, less));
        return true;
    }

    private boolean counts(Which which, Id plot) {
        Grant grant = grants.get(which);
        return grant != null
                && (grant.basis() == Basis.APPROVED || grant.plots().contains(plot));
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
