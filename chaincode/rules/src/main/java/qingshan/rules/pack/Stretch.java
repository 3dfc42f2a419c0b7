package qingshan.rules.pack;

import java.util.List;
import qingshan.rules.Bounds;
import qingshan.rules.json.BadMember;
import qingshan.rules.value.Lists;

/**
 * A stretch of a run's serials.
 *
 * @param first index, from 1, included
 * @param last index, included
 */
public record Stretch(long first, long last) {
    /** Refuses a stretch that ends before it begins. */
    public Stretch {
        if (first < 1) {
            throw new BadMember("first", "is no index of a serial");
        }
        if (last < first || last > Bounds.INTEGER_MAX) {
            throw new BadMember("last", "is before the first or too large");
        }
    }

    /** How many serials. */
    public long count() {
        return last - first + 1;
    }

    /** Refuses none, too many, and those that are not in order or touch a serial twice. */
    static List<Stretch> ordered(List<Stretch> stretches) {
        List<Stretch> bounded = Lists.bounded("stretches", stretches, 1, Bounds.STRETCHES_MAX);
        for (int i = 1; i < bounded.size(); i++) {
            if (bounded.get(i).first() <= bounded.get(i - 1).last()) {
                throw new BadMember("stretches", "are not in order, or overlap");
            }
        }
        return bounded;
    }
}
