package qingshan.gateway.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Growers by village, as everybody may see them. A village of fewer than three households would tell what a household
 * sells, so it is merged with others, unless all of its growers said that they may be named. Nobody's own share is shown:
 * of two who consented it would tell the third's.
 */
final class Villages {
    /** Of a village that is shown. */
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

    /** Villages that may be named, the largest share first; then one line for all others, if there are any. */
    static List<Story.Village> of(List<Grower> growers) {
        Map<String, List<Grower>> byVillage = new TreeMap<>();
        List<Grower> rest = new ArrayList<>();
        for (Grower grower : growers) {
            if (grower.village() == null) {
                rest.add(grower);
            } else {
                byVillage
                        .computeIfAbsent(grower.village(), name -> new ArrayList<>())
                        .add(grower);
            }
        }
        List<Story.Village> villages = new ArrayList<>();
        int merged = rest.isEmpty() ? 0 : 1;
        for (Map.Entry<String, List<Grower>> village : byVillage.entrySet()) {
            List<Grower> there = village.getValue();
            if (there.size() >= HOUSEHOLDS_MIN || there.stream().allMatch(grower -> grower.name() != null)) {
                villages.add(line(village.getKey(), 1, there));
            } else {
                rest.addAll(there);
                merged++;
            }
        }
        villages.sort(Comparator.comparingInt(Story.Village::share)
                .reversed()
                .thenComparing(village -> Objects.requireNonNull(village.name())));
        if (!rest.isEmpty()) {
            villages.add(line(null, merged, rest));
        }
        return villages;
    }

    private static Story.Village line(@Nullable String name, int merged, List<Grower> growers) {
        return new Story.Village(
                name,
                merged,
                growers.size(),
                growers.stream().mapToInt(Grower::share).sum(),
                growers.stream()
                        .map(Grower::name)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .sorted()
                        .toList());
    }
}
