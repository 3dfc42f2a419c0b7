package qingshan.gateway.fault.fabric;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * What one fault came to.
 *
 * @param fault what was done
 * @param acknowledged commands that were answered as committed meanwhile
 * @param refused commands that were answered as refused
 * @param unknown answers that nobody knows yet, each asked again
 * @param away answers that nothing was sent, each sent again
 * @param recoveries one for each time
 * @param before how the gateway did before the first fault of all
 * @param after how it does now
 * @param seed of all
 */
record Row(
        String fault,
        long acknowledged,
        long refused,
        long unknown,
        long away,
        List<Recovery> recoveries,
        GatewayProcess.Health before,
        GatewayProcess.Health after,
        long seed) {
    /** Of a table in Markdown. */
    static final String HEAD =
            "| fault | times | acknowledged | refused | unknown, asked again | not sent, sent again |"
                    + " answers again after, ms: median | longest | committed after: median | longest |"
                    + " nothing unknown after: median | longest | threads: before | after | heap, KiB: before | after |"
                    + " seed |\n"
                    + "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|";

    /** A line of that table. */
    String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %,d | %,d | %,d | %,d | %s | %s | %s | %d | %d | %,d | %,d | %d |",
                fault,
                recoveries.size(),
                acknowledged,
                refused,
                unknown,
                away,
                times(Recovery::answersMillis),
                times(Recovery::committedMillis),
                times(Recovery::knownMillis),
                before.threads(),
                after.threads(),
                before.heapBytes() / 1024,
                after.heapBytes() / 1024,
                seed);
    }

    /** Median and longest. */
    private String times(ToLongFunction<Recovery> time) {
        long[] sorted = recoveries.stream().mapToLong(time).sorted().toArray();
        return String.format(Locale.ROOT, "%,d | %,d", sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }
}
