package qingshan.gateway.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Growers by village, as everybody may see them. A share of fewer than three households would tell what one of them sells:
 * of two, each knows its own. So shares are told of groups that have no household in common and at least three each, or
 * not at all; no sum or difference of them is one household's or two's. Which villages make a group never depends on
 * shares.
 */
final class Villages {
    /** Of a group whose share is shown. */
    static final int HOUSEHOLDS_MIN = 3;

    private Villages() {}

    /**
     * A grower.
     *
     * @param village or null where nobody said
     * @param share of the whole in hundredths of a per cent
     * @param name if it may be shown
     */
    record Grower(
            @Nullable String village, int share, @Nullable String name) {}

    /**
     * Villages of three households or more, the largest share first; then one group for all others, if there are any, with
     * the next smallest villages until it has three households too.
     */
    static List<Story.Village> of(List<Grower> growers) {
        Map<String, List<Grower>> large = new TreeMap<>();
        List<Grower> unplaced = new ArrayList<>();
        for (Grower grower : growers) {
            if (grower.village() == null) {
                unplaced.add(grower);
            } else {
                large.computeIfAbsent(grower.village(), name -> new ArrayList<>())
                        .add(grower);
            }
        }
        Map<String, List<Grower>> merged = new LinkedHashMap<>();
        int households = unplaced.size();
        // sorting keeps the order of names where sizes are the same
        List<Map.Entry<String, List<Grower>>> smallestFirst = large.entrySet().stream()
                .sorted(Comparator.comparingInt(village -> village.getValue().size()))
                .toList();
        for (Map.Entry<String, List<Grower>> village : smallestFirst) {
            int there = village.getValue().size();
            if (there >= HOUSEHOLDS_MIN && (households == 0 || households >= HOUSEHOLDS_MIN)) {
                break;
            }
            households += there;
            merged.put(village.getKey(), village.getValue());
        }
        merged.keySet().forEach(large::remove);
        List<Story.Village> villages = new ArrayList<>();
        large.forEach((name, there) -> villages.add(line(List.of(name), 1, there)));
        villages.sort(Comparator.comparingInt((Story.Village village) -> Objects.requireNonNull(village.share()))
                .reversed()
                .thenComparing(village -> village.names().getFirst()));
        if (households > 0) {
            villages.add(rest(merged, unplaced));
        }
        return villages;
    }

    private static Story.Village rest(Map<String, List<Grower>> merged, List<Grower> unplaced) {
        List<Grower> all = new ArrayList<>(unplaced);
        List<String> names = new ArrayList<>();
        merged.forEach((name, there) -> {
            all.addAll(there);
            if (there.size() >= HOUSEHOLDS_MIN || there.stream().allMatch(grower -> grower.name() != null)) {
                names.add(name);
            }
        });
        return line(names.stream().sorted().toList(), merged.size() + (unplaced.isEmpty() ? 0 : 1), all);
    }

    private static Story.Village line(List<String> names, int merged, List<Grower> growers) {
        return new Story.Village(
                names,
                merged,
                growers.size(),
                growers.size() < HOUSEHOLDS_MIN
                        ? null
                        : growers.stream().mapToInt(Grower::share).sum(),
                growers.stream()
                        .map(Grower::name)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .sorted()
                        .toList());
    }
}
