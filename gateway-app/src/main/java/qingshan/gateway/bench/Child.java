package qingshan.gateway.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command of {@code ./qingshan} in a process of its own, started by the launcher with its own options; where this process
 * was not started by it, by the same Java with the same options.
 */
final class Child {
    private static final String MAIN = "qingshan.gateway.cli.Main";
    /** Where the launcher says it is. */
    private static final String LAUNCHER = "qingshan.launcher";

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final double KIB_PER_MIB = 1024;
    private static final List<String> NOT_FOR_CHILDREN =
            List.of("-javaagent", "-agentlib", "-agentpath", "-XX:StartFlightRecording", "-XX:AOTCacheOutput");

    private Child() {}

    /**
     * How it went.
     *
     * @param seconds from start to exit
     * @param peakMib the most memory that the process had at a time; 0 where the system does not say
     * @param output of both streams
     */
    record Result(double seconds, double peakMib, String output) {}

    /**
     * Runs a command to its end.
     *
     * @throws IllegalStateException if it does not end with 0
     */
    static Result run(Ground ground, Path home, List<String> arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(ground.directory(), "child", ".txt");
        long began = System.nanoTime();
        Process process = start(home, arguments, output);
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        double peak = 0;
        while (!process.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakMib(status));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        String said = Files.readString(output);
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    String.join(" ", arguments) + " ended with " + process.exitValue() + ": " + said);
        }
        return new Result(seconds, peak, said);
    }

    /**
     * Starts a command that goes on until it is told to stop.
     *
     * @param output where both of its streams go
     */
    static Process start(Path home, List<String> arguments, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(arguments));
        builder.environment().put("QINGSHAN_HOME", home.toString());
        builder.environment().remove("QINGSHAN_DATABASE_URL");
        builder.environment().remove("QINGSHAN_JAVA_OPTS");
        return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }

    /** The memory that a process has just now; 0 where the system does not say. */
    static double residentMib(Process process) {
        return mib(Path.of("/proc", Long.toString(process.pid()), "status"), "VmRSS");
    }

    private static double peakMib(Path status) {
        return mib(status, "VmHWM");
    }

    private static double mib(Path status, String line) {
        String kib = Machine.line(status, line, "0 kB").replace(" kB", "").strip();
        return Long.parseLong(kib) / KIB_PER_MIB;
    }

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        String launcher = System.getProperty(LAUNCHER, "");
        if (!launcher.isEmpty()) {
            command.add(launcher);
            command.addAll(arguments);
            return command;
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> NOT_FOR_CHILDREN.stream().noneMatch(option::startsWith))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(arguments);
        return command;
    }
}
