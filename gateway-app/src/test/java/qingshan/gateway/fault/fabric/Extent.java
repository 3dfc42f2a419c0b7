package qingshan.gateway.fault.fabric;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far the suite goes; each is a system property of its own.
 *
 * @param warm how long clients trade before threads and memory are looked at for the first time
 * @param seed of everything that is chosen; {@code qingshan.faults.seed}
 * @param times how often each process is killed; {@code qingshan.faults.times}
 * @param stopped how long each is stopped; {@code qingshan.faults.seconds}
 * @param quorumless how long there are too few orderers
 * @param replies how many are dropped
 * @param cuts how often the event stream is cut; {@code qingshan.faults.long} for all 1,000
 */
record Extent(Duration warm, long seed, int times, Duration stopped, Duration quorumless, int replies, int cuts) {
    private static final String NAME = "qingshan.faults.";

    /** The whole suite. */
    static Extent whole() {
        int times = Integer.getInteger(NAME + "times", 20);
        int seconds = Integer.getInteger(NAME + "seconds", 30);
        return new Extent(
                Duration.ofSeconds(20),
                givenSeed(),
                times,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(2L * seconds),
                5 * times,
                Boolean.getBoolean(NAME + "long") ? 1_000 : 2 * times);
    }

    /** What everyone's run of all tests can bear. */
    static Extent brief() {
        return new Extent(Duration.ofSeconds(3), givenSeed(), 1, Duration.ofSeconds(4), Duration.ofSeconds(8), 5, 5);
    }

    private static long givenSeed() {
        @Nullable Long given = Long.getLong(NAME + "seed");
        return given == null ? System.nanoTime() & 0xffff_ffffL : given;
    }
}
