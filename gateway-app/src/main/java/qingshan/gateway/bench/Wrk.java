package qingshan.gateway.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A load made by wrk, in two threads.
 *
 * @param perSecond requests that were answered
 * @param p50ms median
 * @param p99ms ninety-nine of a hundred took no longer
 */
record Wrk(double perSecond, double p50ms, double p99ms) {
    private static final Map<String, Double> MS = Map.of("us", 0.001, "ms", 1.0, "s", 1000.0);

    static Wrk run(Path wrk, URI url, Path script, int connections, int seconds)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        wrk.toString(),
                        "-t2",
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "--latency",
                        "-s",
                        script.toString(),
                        url.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || said.contains("Non-2xx") || said.contains("Socket errors")) {
            throw new IllegalStateException("wrk: " + said);
        }
        return new Wrk(
                Double.parseDouble(find("Requests/sec:\\s+([0-9.]+)", said).group(1)),
                ms(find("50%\\s+([0-9.]+)(us|ms|s)", said)),
                ms(find("99%\\s+([0-9.]+)(us|ms|s)", said)));
    }

    Figure figure(String key, Object... arguments) {
        return new Figure(
                key,
                java.util.List.of(arguments),
                perSecond,
                Figure.Unit.PER_SECOND,
                new Figure.Tails(p50ms, p99ms),
                null);
    }

    private static double ms(Matcher found) {
        return Double.parseDouble(found.group(1)) * MS.getOrDefault(found.group(2), 1.0);
    }

    private static Matcher find(String pattern, String said) {
        Matcher matcher = Pattern.compile(pattern).matcher(said);
        if (!matcher.find()) {
            throw new IllegalStateException("wrk: " + said);
        }
        return matcher;
    }
}
