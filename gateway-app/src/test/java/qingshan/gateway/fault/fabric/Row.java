package qingshan.gateway.fault.fabric;

import java.util.List;
import java.util.Locale;

/**
 * What one fault came to.
 *
 * @param fault what was done
 * @param times how often
 * @param acknowledged commands that were answered as committed meanwhile
 * @param refused commands that were answered as refused
 * @param unknown answers that nobody knows yet, each asked again
 * @param away answers that nothing was sent, each sent again
 * @param recoveredMillis from the end of each fault until a command that was sent later was committed and what was taken
 *     away was back
 * @param settledMillis from the end of the load until nothing was pending
 */
record Row(
        String fault,
        int times,
        long acknowledged,
        long refused,
        long unknown,
        long away,
        List<Long> recoveredMillis,
        long settledMillis) {
    /** Of a table in Markdown. */
    static final String HEAD =
            "| fault | times | acknowledged | refused | unknown, asked again | not sent, sent again |"
                    + " recovered after, ms: median | longest | nothing pending after, ms |\n"
                    + "|---|---|---|---|---|---|---|---|---|";

    /** A line of that table. */
    String line() {
        List<Long> sorted = recoveredMillis.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %,d | %,d | %,d | %,d | %,d | %,d | %,d |",
                fault,
                times,
                acknowledged,
                refused,
                unknown,
                away,
                sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2),
                sorted.isEmpty() ? 0 : sorted.getLast(),
                settledMillis);
    }
}
