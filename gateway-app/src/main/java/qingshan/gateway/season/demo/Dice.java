package qingshan.gateway.season.demo;

import java.util.List;

/** SplitMix64, and what is drawn from it with exact or strictly defined arithmetic alone, so that machines agree. */
final class Dice {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final int UNIFORMS_IN_A_NORMAL = 12;

    private long state;

    /** One concern's dice: a change in how often one concern throws does not change what another sees. */
    Dice(long seed, String concern) {
        state = seed;
        for (int i = 0; i < concern.length(); i++) {
            state = state * 31 + concern.charAt(i);
            next();
        }
    }

    private long next() {
        state += GAMMA;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** From 0 to below n. */
    int below(int n) {
        return (int) Long.remainderUnsigned(next() >>> 1, n);
    }

    /** From min to max, both in. */
    int between(int min, int max) {
        return min + below(max - min + 1);
    }

    /** From 0 to below 1. */
    double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double share) {
        return unit() < share;
    }

    /** About normal, mean 0, deviation 1, within 6. */
    double normal() {
        double sum = -UNIFORMS_IN_A_NORMAL / 2.0;
        for (int i = 0; i < UNIFORMS_IN_A_NORMAL; i++) {
            sum += unit();
        }
        return sum;
    }

    double logNormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * normal());
    }

    <T> T pick(List<T> from) {
        return from.get(below(from.size()));
    }

    /** An index by weight. */
    int weighted(double... weights) {
        double total = 0;
        for (double w : weights) {
            total += w;
        }
        double at = unit() * total;
        for (int i = 0; i < weights.length - 1; i++) {
            at -= weights[i];
            if (at < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /** Digits, the first of which may be zero. */
    String digits(int n) {
        StringBuilder out = new StringBuilder(n);
        for (int i = 0; i < n; i++) {
            out.append((char) ('0' + below(10)));
        }
        return out.toString();
    }
}
