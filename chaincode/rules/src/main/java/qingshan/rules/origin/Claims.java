package qingshan.rules.origin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
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

/** By whose entitlement a plot is counted: on any day by one, else a field could be picked twice. */
final class Claims {
    private Claims() {}

    /**
     * What a claim key holds.
     *
     * @param card the account whose entitlement counts the plot
     */
    private record Claim(Id card) {}

    /**
     * Claims the plots of an adopted entitlement. A plot that the market's records now give to another takes what it gave
     * from who had it before, unless leaf was harvested on the strength of it.
     *
     * @return the entitlements of others that became smaller
     * @throws Refusal ALREADY_EXISTS
     */
    static List<OriginEvent> adopt(
            State state, OriginCommand.AdoptEntitlement c, Id account, PolicyRules.Season season) {
        List<OriginEvent> events = new ArrayList<>();
        for (Id plot : c.plots()) {
            Id other = claimant(state, plot, c.season(), season, c.occurredAt());
            if (account.equals(other)) {
                continue;
            }
            if (other != null) {
                OriginEvent event = withdraw(state, other, plot, c.season(), season);
                if (event != null) {
                    events.add(event);
                }
            }
            Values.save(state, Keys.claim(plot, c.season()), new Claim(account));
        }
        return events;
    }

    /**
     * Claims the plots that a village proposes.
     *
     * @throws Refusal ALREADY_EXISTS
     */
    static void propose(State state, OriginCommand.ProposeEntitlement c, Id account, PolicyRules.Season season) {
        for (Id plot : c.plots()) {
            Id other = claimant(state, plot, c.season(), season, c.occurredAt());
            if (account.equals(other)) {
                continue;
            }
            if (other != null && counts(Values.load(state, Keys.grant(other, c.season()), Grant.class), plot)) {
                throw taken(plot, other, c.season());
            }
            Values.save(state, Keys.claim(plot, c.season()), new Claim(account));
        }
    }

    /**
     * By whose entitlement a plot was counted so far.
     *
     * @throws Refusal ALREADY_EXISTS where it is counted in another season that has days of this one
     */
    private static @Nullable Id claimant(State state, Id plot, Name name, PolicyRules.Season season, LedgerTime at) {
        TreeMap<Name, Id> claims = new TreeMap<>(Comparator.comparing(Name::value));
        String all = Keys.claims(plot);
        state.range(Keys.from(all), Keys.below(all), (key, value) -> {
            claims.put(
                    new Name(Keys.last(key)), Records.read(value, Claim.class).card());
            return true;
        });
        Id own = claims.remove(name);
        claims.forEach((other, card) -> {
            boolean sameDays = PolicyRules.season(state, other, at).document().overlaps(season.document());
            if (sameDays && counts(Values.load(state, Keys.grant(card, other), Grant.class), plot)) {
                throw taken(plot, card, other);
            }
        });
        return own;
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
            throw taken(plot, other, name);
        }
        List<Id> rest = grant.plots().stream().filter(p -> !p.equals(plot)).toList();
        Grams granted = season.document().yieldOf(areas(state, rest));
        if (entitlement.used().compareTo(granted) > 0) {
            throw taken(plot, other, name);
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

    private static Refusal taken(Id plot, Id other, Name season) {
        return new Refusal(
                Code.ALREADY_EXISTS,
                JsonObject.of("field", "plots")
                        .with("plot", plot.value())
                        .with("card", other.value())
                        .with("season", season.value()));
    }
}
