package qingshan.gateway.fabric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** In which order those are asked of which some are passed over for a while. */
final class Preference {
    private Preference() {}

    /**
     * All of them, those that are passed over last, else as they were.
     *
     * @param isPassedOver asked once of each: the answer may change from one moment to the next
     */
    static <T> List<T> order(List<T> all, Predicate<T> isPassedOver) {
        Map<Boolean, List<T>> parts = all.stream().collect(Collectors.partitioningBy(isPassedOver));
        List<T> order = new ArrayList<>(parts.getOrDefault(false, List.of()));
        order.addAll(parts.getOrDefault(true, List.of()));
        return order;
    }
}
