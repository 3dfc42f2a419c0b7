package qingshan.rules.origin;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.policy.PolicyRules;
import qingshan.rules.state.Keys;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.Area;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.Name;

/** By whose entitlement a plot is counted: in a season by one, else a field could be picked twice. */
final class Claims {
    private Claims() {}

    /**
     * What a claim key holds.
     *
     * @param card whose entitlement counts the plot
     */
    private record Claim(Id card) {}

    /**
     * Claims the plots of an adopted entitlement. A plot that the market's records now give to another takes what it gave
     * from who had it before, unless leaf was harvested on the strength of it.
     *
     * @return the entitlements of others that became smaller
     * @throws Refusal ALREADY_EXISTS
     */
    static List<OriginEvent> adopt(State state, OriginCommand.AdoptEntitlement c, PolicyRules.Season season) {
        List<OriginEvent> events = new ArrayList<>();
        for (Id plot : c.plots()) {
            Id other = claimant(state, plot, c.season());
            if (c.card().equals(other)) {
                continue;
            }
            if (other != null) {
                OriginEvent event = withdraw(state, other, plot, c.season(), season);
                if (event != null) {
                    events.add(event);
                }
            }
            Values.save(state, Keys.claim(plot, c.season()), new Claim(c.card()));
        }
        return events;
    }

    /**
     * Claims the plots that a village proposes.
     *
     * @throws Refusal ALREADY_EXISTS
     */
    static void propose(State state, OriginCommand.ProposeEntitlement c) {
        for (Id plot : c.plots()) {
            Id other = claimant(state, plot, c.season());
            if (c.card().equals(other)) {
                continue;
            }
            if (other != null && counts(Values.load(state, Keys.grant(other, c.season()), Grant.class), plot)) {
                throw taken(plot, other);
            }
            Values.save(state, Keys.claim(plot, c.season()), new Claim(c.card()));
        }
    }

    private static @Nullable Id claimant(State state, Id plot, Name season) {
        Claim claim = Values.load(state, Keys.claim(plot, season), Claim.class);
        return claim == null ? null : claim.card();
    }

    /** Of an approved grant, or one under way, what was adopted beside it is not known any more. */
    private static boolean counts(@Nullable Grant grant, Id plot) {
        return grant != null
                && (grant.basis() == Basis.APPROVED || grant.plots().contains(plot));
    }

    private static @Nullable OriginEvent withdraw(
            State state, Id other, Id plot, Name name, PolicyRules.Season season) {
        Grant grant = Values.load(state, Keys.grant(other, name), Grant.class);
        if (grant == null || !counts(grant, plot)) {
            return null;
        }
        Entitlement entitlement = Entitlements.find(state, other, name);
        if (grant.basis() == Basis.APPROVED || entitlement == null) {
            throw taken(plot, other);
        }
        List<Id> rest = grant.plots().stream().filter(p -> !p.equals(plot)).toList();
        Grams granted = season.document().yieldOf(areas(state, rest));
        if (entitlement.used().compareTo(granted) > 0) {
            throw taken(plot, other);
        }
        Entitlement less = new Entitlement(granted, entitlement.used(), Basis.ADOPTED, season.ref());
        Values.save(state, Keys.entitlement(other, name), less);
        Values.save(state, Keys.grant(other, name), new Grant(rest, Basis.ADOPTED, List.of()));
        return new OriginEvent.EntitlementGranted(other, name, rest, less);
    }

    private static List<Area> areas(State state, List<Id> plots) {
        List<Area> areas = new ArrayList<>(plots.size());
        for (Id id : plots) {
            Plot plot = Values.load(state, Keys.plot(id), Plot.class);
            if (plot == null) {
                throw new IllegalStateException("a granted plot is gone");
            }
            areas.add(plot.area());
        }
        return areas;
    }

    private static Refusal taken(Id plot, Id other) {
        return new Refusal(
                Code.ALREADY_EXISTS,
                JsonObject.of("field", "plots").with("plot", plot.value()).with("card", other.value()));
    }
}
