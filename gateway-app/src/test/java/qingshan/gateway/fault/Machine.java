package qingshan.gateway.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import qingshan.gateway.cli.Main;

/**
 * An operator's machine: runs commands on one home, each in a process of its own, and finds the PostgreSQL that lives
 * there, so that a test may take any of them away.
 */
public final class Machine {
    private static final long COMMAND_S_MAX = 120;
    /** Of {@code postmaster.pid}, from 0. */
    private static final int PORT_LINE = 3;

    private final Path home;
    private final Path output;
    private final List<String> options;

    /**
     * @param home where the commands have their state; need not exist
     * @param output a directory for what they say
     * @param options of the JVM, such as {@code -Xmx64m}
     */
    public Machine(Path home, Path output, String... options) {
        this.home = home;
        this.output = output;
        this.options = List.of(options);
    }

    /** A command that runs. */
    public static final class Running {
        private final Process process;
        private final Path out;
        private final Path err;

        private Running(Process process, Path out, Path err) {
            this.process = process;
            this.out = out;
            this.err = err;
        }

        /** True if it ended within this time. */
        public boolean endsWithin(long millis) throws InterruptedException {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        }

        /** What it said so far. */
        public String said() {
            return read(out);
        }

        /** Kills it and nothing else, as {@code kill -9} does. */
        public void kill() {
            process.toHandle().destroyForcibly();
        }

        /** Waits for its end. */
        public Ended end() throws InterruptedException {
            if (!process.waitFor(COMMAND_S_MAX, TimeUnit.SECONDS)) {
                kill();
                throw new IllegalStateException("the command does not end: " + read(out) + read(err));
            }
            return new Ended(process.exitValue(), read(out), read(err));
        }
    }

    /**
     * A command that ended.
     *
     * @param code of its exit
     * @param out what it said
     * @param err what it said of failures and of its progress
     */
    public record Ended(int code, String out, String err) {}

    /** Starts a command, in English. */
    public Running start(Object... arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dqingshan.lang=en"));
        line.addAll(options);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        Stream.of(arguments).map(String::valueOf).forEach(line::add);
        try {
            Path out = Files.createTempFile(output, "out", ".txt");
            Path err = Files.createTempFile(output, "err", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().put("QINGSHAN_HOME", home.toString());
            builder.environment().remove("QINGSHAN_DATABASE_URL");
            return new Running(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end. */
    public Ended run(Object... arguments) throws InterruptedException {
        return start(arguments).end();
    }

    /** PostgreSQL's own process in this home; empty if none runs. */
    public Optional<ProcessHandle> postmaster() {
        try {
            Path file = data().resolve("postmaster.pid");
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return lines.isEmpty() || lines.getFirst().isBlank()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(this::isOfThisHome);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Where it listens, if it says so. */
    public OptionalInt postgresPort() {
        try {
            List<String> lines = Files.readAllLines(data().resolve("postmaster.pid"));
            return lines.size() > PORT_LINE && !lines.get(PORT_LINE).isBlank()
                    ? OptionalInt.of(Integer.parseInt(lines.get(PORT_LINE).strip()))
                    : OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    /** All processes of this home's PostgreSQL: also children that outlived their parent. Linux only; elsewhere none. */
    public List<ProcessHandle> postgres() {
        return ProcessHandle.allProcesses().filter(this::isOfThisHome).toList();
    }

    private boolean isOfThisHome(ProcessHandle process) {
        try {
            return Path.of("/proc", Long.toString(process.pid()), "cwd")
                    .toRealPath()
                    .equals(data().toRealPath());
        } catch (IOException e) {
            return false; // it ended, or is nobody of ours
        }
    }

    private Path data() {
        return home.resolve("postgres/data");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
