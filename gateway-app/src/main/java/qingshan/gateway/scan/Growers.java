package qingshan.gateway.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a pack's page says of who grew it: of villages, and of households only what {@link Villages} lets it. */
public final class Growers {
    private static final int BARS_MAX = 5;

    private final Story story;
    private final Wording w;

    Growers(Story story, Wording w) {
        this.story = story;
        this.w = w;
    }

    /**
     * A village in the chart.
     *
     * @param width 0 to 100
     * @param share with its sign
     */
    public record Bar(String name, double width, String share) {}

    /** Villages one after the other, five and how many more. */
    String villages(List<String> places) {
        int rest = places.size() - BARS_MAX;
        String shown = w.names(places.subList(0, Math.min(places.size(), BARS_MAX)));
        return rest > 0 ? w.t().say("and.more", shown, rest) : shown;
    }

    /** Villages, five and all others. */
    public List<Bar> bars() {
        if (story.few()) {
            return List.of();
        }
        List<Bar> bars = new ArrayList<>();
        int others = 0;
        for (Story.Village village : story.villages()) {
            int share = Objects.requireNonNull(village.share());
            if (village.name() != null && bars.size() < BARS_MAX) {
                bars.add(bar(w.show().name(village.name()), share));
            } else {
                others += share;
            }
        }
        if (bars.size() < story.villages().size()) {
            bars.add(bar(bars.isEmpty() ? name(story.villages().getFirst()) : w.t().say("others"), others));
        }
        int opening = story.openings().stream()
                .mapToInt(stock -> stock.share() == null ? 0 : stock.share())
                .sum();
        if (opening > 0) {
            bars.add(bar(w.t().say("opening"), opening));
        }
        return bars;
    }

    private Bar bar(String name, int share) {
        return new Bar(name, share / 100.0, w.share(share));
    }

    /** How many households, and that their leaves cannot be told apart. */
    public String together() {
        if (story.households() == 0) {
            return w.t().say("together.unknown");
        }
        String together = w.t().say(story.households() == 1 ? "together.one" : "together", story.households());
        return story.few() ? together + w.t().say("together.few", Villages.HOUSEHOLDS_MIN) : together;
    }

    /** The full list of villages, with the names of those who consented. */
    public List<List<String>> all() {
        return story.villages().stream()
                .map(village -> List.of(
                        name(village),
                        w.t().say("households", village.households()),
                        village.share() == null ? "" : w.share(village.share()),
                        w.names(village.named())))
                .toList();
    }

    /** A group's name: that of its village, or of those of its villages that may be named, and how many they are. */
    private String name(Story.Village village) {
        if (village.name() != null) {
            return w.show().name(village.name());
        }
        boolean alone = story.villages().size() == 1;
        if (village.names().isEmpty()) {
            return w.t().say(alone ? "villages.unnamed" : "others.merged", village.all());
        }
        String names = village.names().size() == village.all()
                ? w.names(village.names())
                : w.t().say("grown.villages", w.names(village.names()), village.all());
        return alone ? names : w.t().say("others") + w.t().say("colon") + names;
    }

    /** Where stock from before the ledger came from, in its holder's words. */
    public List<PackPage.Line> openings() {
        return story.openings().stream()
                .map(stock -> new PackPage.Line(
                        story.few() ? "" : w.show().weight(stock.grams()) + w.t().say("comma"),
                        String.valueOf(stock.record().reason()),
                        w.sourcesInFull(List.of(stock.standing()))))
                .toList();
    }

    /** Whether growers are on record at all. */
    public boolean known() {
        return story.households() > 0;
    }

    /** Where all of it is from, when there is no map. */
    public String where() {
        List<String> named = story.steps().getFirst().places();
        if (named.isEmpty()) {
            return w.t().say("where.unnamed");
        }
        int others = story.villages().stream().mapToInt(Story.Village::all).sum() - named.size();
        return others == 0 ? w.t().say("where", villages(named)) : w.t().say("where.others", villages(named), others);
    }
}
