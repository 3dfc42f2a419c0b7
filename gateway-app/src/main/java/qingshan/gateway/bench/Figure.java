package qingshan.gateway.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param key of the sentence that says what it is
 * @param arguments of that sentence
 * @param value in the unit
 * @param unit of the value
 * @param tails latency, or null where none was taken
 * @param goal what it must reach, or null
 */
public record Figure(
        String key,
        List<Object> arguments,
        double value,
        Unit unit,
        @Nullable Tails tails,
        @Nullable Goal goal) {

    /** What a value counts. */
    public enum Unit {
        PER_SECOND,
        MS,
        SECONDS,
        CALLS,
        MIB,
        TIMES
    }

    /**
     * How long single operations took.
     *
     * @param p50ms median
     * @param p99ms ninety-nine of a hundred took no longer
     */
    public record Tails(double p50ms, double p99ms) {}

    /**
     * What a value must reach.
     *
     * @param atLeast whether the bound is the least or the most
     */
    public record Goal(boolean atLeast, double bound) {
        boolean met(double value) {
            return atLeast ? value >= bound : value <= bound;
        }
    }

    /** Copies. */
    public Figure {
        arguments = List.copyOf(arguments);
    }

    static Figure of(double value, Unit unit, String key, Object... arguments) {
        return new Figure(key, List.of(arguments), value, unit, null, null);
    }

    /** The rate and latency of a load. */
    static Figure of(Load.Result load, String key, Object... arguments) {
        return new Figure(key, List.of(arguments), load.perSecond(), Unit.PER_SECOND, load.tails(), null);
    }

    Figure atLeast(double bound) {
        return new Figure(key, arguments, value, unit, tails, new Goal(true, bound));
    }

    Figure atMost(double bound) {
        return new Figure(key, arguments, value, unit, tails, new Goal(false, bound));
    }
}
