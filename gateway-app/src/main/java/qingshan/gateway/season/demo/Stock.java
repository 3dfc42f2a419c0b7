package qingshan.gateway.season.demo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What dealers hold, as the market sees it: grams by dealer and grade. What arrives can be used only some periods later:
 * leaf a minute, so that a time written without seconds does not put a sale before its purchase; made tea two days, so
 * that what is sold leaves the newest batches to be packed.
 */
final class Stock {
    private record Arrival(int dealer, int grade, long grams) {}

    /** A dealer and a grade of which there is some. */
    record Found(int dealer, int grade, long grams) {}

    private static final int TRIES = 12;

    private final long[][] held;
    private final List<List<Arrival>> coming = new ArrayList<>();

    Stock(int dealers, int periods) {
        held = new long[dealers][Shape.GRADES.size()];
        for (int i = 0; i < periods; i++) {
            coming.add(new ArrayList<>());
        }
    }

    long of(int dealer, int grade) {
        return held[dealer][grade];
    }

    void take(int dealer, int grade, long grams) {
        held[dealer][grade] -= grams;
    }

    void receive(int period, int dealer, int grade, long grams) {
        coming.get(period % coming.size()).add(new Arrival(dealer, grade, grams));
    }

    /** Begins a period: what arrived long enough before can be used now. */
    void begin(int period) {
        List<Arrival> due = coming.get(period % coming.size());
        due.forEach(a -> held[a.dealer()][a.grade()] += a.grams());
        due.clear();
    }

    /** Somebody with at least so much, tried at random; nobody if the tries find none. */
    @Nullable
    Found find(Dice dice, long least) {
        for (int i = 0; i < TRIES; i++) {
            int dealer = dice.below(held.length);
            int grade = dice.below(Shape.GRADES.size());
            if (held[dealer][grade] >= least) {
                return new Found(dealer, grade, held[dealer][grade]);
            }
        }
        return null;
    }
}
